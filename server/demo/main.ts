/**
 * `npm run demo`: migrates a user from a legacy store, and prints what ran where. Exits with 0 if everything went as
 * expected.
 * @module
 */
import { isDeepStrictEqual } from 'node:util'
import { readConfig } from '../common/config.ts'
import type { DemoApi } from './api.ts'
import { openDemoApi } from './api.ts'
import { openDemoBrowser } from './browser.ts'
import { startDemoFerry } from './ferry.ts'
import type { LegacyStore } from './legacy-store.ts'
import { startLegacyStore } from './legacy-store.ts'

/** The oldest documented style, word for word as people still have it. */
const SCRIPT = `function (email, password, callback) {
  request.get({
    url: configuration.url + '/profile',
    auth: {
      username: email,
      password: password
    }
  }, function (err, response, body) {
    if (err) return callback(err);
    if (response.statusCode === 401) return callback();
    var user = JSON.parse(body);
    callback(null, {
      user_id: user.id.toString(),
      nickname: user.nickname,
      email: user.email
    });
  });
}`

const ANN = { email: 'ann@example.com', password: 'correct: horse, battery' }
const BOB = { email: 'bob@example.com', password: 'hunter2' }

interface Step {
  told: string
  who: { email: string; password: string }
  /** The expected result; with any other, the demo fails. */
  expected: { status: number; error?: string; asks_legacy: boolean; runs_script: boolean }
}

const WHILE_ON: readonly Step[] = [
  {
    told: 'Ann, for the first time',
    who: ANN,
    expected: { status: 200, asks_legacy: true, runs_script: true },
  },
  { told: 'Ann again', who: ANN, expected: { status: 200, asks_legacy: false, runs_script: false } },
  {
    told: 'Ann, with a wrong password',
    who: { ...ANN, password: 'wrong' },
    expected: { status: 403, error: 'invalid_grant', asks_legacy: false, runs_script: false },
  },
]

const WHILE_OFF: readonly Step[] = [
  { told: 'Ann once more', who: ANN, expected: { status: 200, asks_legacy: false, runs_script: false } },
  {
    told: 'Bob, who never came before',
    who: BOB,
    expected: { status: 503, error: 'temporarily_unavailable', asks_legacy: false, runs_script: true },
  },
]

const COLUMNS = [30, 8, 30, 30] as const

const say = (line = ''): void => {
  process.stdout.write(`${line}\n`)
}
const row = (...cells: string[]): void => {
  say(`  ${cells.map((cell, index) => cell.padEnd(COLUMNS[index] ?? 0)).join('')}`.trimEnd())
}
const ms = (value: number): string => `${value.toFixed(value < 10 ? 1 : 0)} ms`

/** Runs a step, prints it, and @returns how the result differed from the expected one */
async function take(step: Step, api: DemoApi, legacy: LegacyStore): Promise<string[]> {
  const asked = legacy.requests()
  const ran = (await api.runs()).length
  const { status, error, took_ms } = await api.login(step.who.email, step.who.password)
  const runs = await newRuns(api, ran + (step.expected.runs_script ? 1 : 0))
  const [run] = runs.length > ran ? runs : []
  const asks_legacy = legacy.requests() > asked
  row(
    step.told,
    ms(took_ms),
    error ? `${status} ${error}` : `${status}, logged in`,
    run
      ? `script in the sandbox, ${ms(run.duration_ms)}${asks_legacy ? ', legacy store' : ''}`
      : 'Ferry only',
  )
  const found = { status, ...(error ? { error } : {}), asks_legacy, runs_script: run !== undefined }
  return isDeepStrictEqual(found, step.expected)
    ? []
    : [`${step.told}: expected ${JSON.stringify(step.expected)}, found ${JSON.stringify(found)}`]
}

/** Ferry answers a login before it has written the run's record: waits for as many as there must be. */
async function newRuns(api: DemoApi, expected: number): ReturnType<DemoApi['runs']> {
  const deadline = performance.now() + 2_000
  for (;;) {
    const runs = await api.runs()
    if (runs.length >= expected || performance.now() > deadline) return runs
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** Ann signs in at two applications with one browser; @returns how that differed from what was expected */
async function throughThePage(api: DemoApi, url: string): Promise<string[]> {
  const browser = openDemoBrowser(url)
  const problems: string[] = []
  for (const [name, told, saw_page] of [
    ['shop', 'Ann at an application', true],
    ['forum', 'Ann at another application', false],
  ] as const) {
    const answer = await browser.signIn(await api.application(name), ANN)
    const { person } = answer
    row(
      told,
      ms(answer.took_ms),
      person ? 'signed in' : 'nobody signed in',
      answer.saw_page ? 'Ferry’s sign-in page' : 'no page: single sign-on',
    )
    if (person?.email !== ANN.email || answer.saw_page !== saw_page) {
      problems.push(`${told}: found ${JSON.stringify(answer)}`)
    }
  }
  return problems
}

async function demo(): Promise<string[]> {
  const legacy = await startLegacyStore()
  const ferry = await startDemoFerry(readConfig().data_dir)
  const problems: string[] = []
  try {
    say('Ferry moves users out of a legacy store, one login at a time.')
    say()
    say(`  legacy store  ${legacy.url}  HTTP with Basic Auth, ${legacy.people} people`)
    say(`  Ferry         ${ferry.url}  knows nobody yet`)
    say()
    say('The connection has import mode on and this login script, as people wrote it ten years ago:')
    say()
    say(SCRIPT.replaceAll(/^/gm, '    '))
    say()
    const api = await openDemoApi(ferry, {
      name: 'legacy-users',
      script: SCRIPT,
      configuration: { url: legacy.url },
    })
    row('who logs in', 'took', 'answer', 'what ran')
    for (const step of WHILE_ON) problems.push(...(await take(step, api, legacy)))
    await legacy.switchOff()
    say('  -- the legacy store is switched off --')
    for (const step of WHILE_OFF) problems.push(...(await take(step, api, legacy)))
    problems.push(...(await throughThePage(api, ferry.url)))
    say()
    const { users, migrated } = await api.migration()
    if (users !== 1 || migrated !== 1) problems.push(`one user was to be migrated: ${users}, ${migrated}`)
    const user = await api.user(ANN.email)
    if (user === undefined) {
      problems.push(`${ANN.email} was to be found among the users`)
    } else {
      say(`Ferry keeps ${users} user of its own now, with a fresh argon2id hash of the password:`)
      say()
      say(JSON.stringify(user, undefined, 2).replaceAll(/^/gm, '    '))
    }
  } finally {
    await legacy.switchOff()
    await ferry.stop()
  }
  return problems
}

const problems = await demo()
say()
if (problems.length > 0) {
  process.exitCode = 1
  for (const problem of problems) say(`Not as told: ${problem}`)
} else {
  say('To move users of your own, read server/docs/start.md, or start the server and open /docs/start.')
}
