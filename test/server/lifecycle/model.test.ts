import { setImmediate as soon } from 'node:timers/promises'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as z from 'zod'
import type { ScriptCall, ScriptOutcome } from '../../../runtime/index.ts'
import { createFakeRuntime } from '../../support/fake-runtime.ts'
import type { Answer } from '../../support/http-call.ts'
import type { TestServer } from '../../support/server-in-process.ts'
import { startTestServer, temporaryFolder } from '../../support/server-in-process.ts'
import type { Legacy, Mode, State, Step, Told } from './model.ts'
import { changeLegacy, take } from './model.ts'

/** One for every run, and one that is new each time; its number is in the message of the test that fails. */
const SEEDS = [20_261_124, Math.floor(Math.random() * 2 ** 31)]
/** Servers at once for a seed, and how many lives of a connection each sees. */
const LANES = 3
const RUNS = 1
/** Steps of one life; some are two at once. */
const STEPS = { minLength: 24, maxLength: 24 }

const SWITCHES = {
  local: { enabledDatabaseCustomization: false, import_mode: false },
  legacy: { enabledDatabaseCustomization: true, import_mode: false },
  import: { enabledDatabaseCustomization: true, import_mode: true },
}
const source = 'function script () {}'
const customScripts = Object.fromEntries(
  ['login', 'get_user', 'create', 'change_password', 'change_email', 'delete'].map((name) => [name, source]),
)
const optionsOf = (mode: Mode): object => ({
  ...SWITCHES[mode],
  customScripts,
  passwordPolicy: 'none',
  brute_force_protection: false,
})

/** Who is in the legacy store when a life begins. */
const PEOPLE = [
  { email: 'ann@example.com', password: 'old-secret-0' },
  { email: 'bob@example.com', password: 'old-secret-1' },
]

const email = fc.constantFrom('ann@example.com', 'bob@example.com', 'cid@example.com')
const password = fc.constantFrom('old-secret-0', 'old-secret-1')
const person = <const Op extends string>(op: Op) => fc.record({ op: fc.constant(op), email, password })

const request = fc.oneof(
  { arbitrary: person('login'), weight: 6 },
  { arbitrary: person('sign_up'), weight: 2 },
  { arbitrary: person('reset'), weight: 2 },
  { arbitrary: fc.record({ op: fc.constant('set_password' as const), who: email, password }), weight: 1 },
  { arbitrary: fc.record({ op: fc.constant('set_email' as const), who: email, email }), weight: 2 },
  {
    arbitrary: fc.record({ op: fc.constant('block' as const), who: email, blocked: fc.boolean() }),
    weight: 1,
  },
  { arbitrary: fc.record({ op: fc.constant('delete' as const), who: email }), weight: 2 },
)

const outside: fc.Arbitrary<Step> = fc.oneof(
  {
    arbitrary: fc.record({
      op: fc.constant('mode' as const),
      mode: fc.constantFrom<Mode[]>('import', 'import', 'legacy', 'local'),
    }),
    weight: 2,
  },
  { arbitrary: fc.constant({ op: 'restart' as const }), weight: 1 },
  { arbitrary: person('legacy_password'), weight: 2 },
  { arbitrary: person('legacy_add'), weight: 3 },
  { arbitrary: fc.record({ op: fc.constant('legacy_email' as const), from: email, email }), weight: 1 },
  { arbitrary: fc.record({ op: fc.constant('legacy_remove' as const), email }), weight: 1 },
)

/** Of two at once one link at most is asked for: a second one for the same person would end the first. */
const pair = fc.tuple(request, request).filter((steps) => steps.filter(({ op }) => op === 'reset').length < 2)
const turn: fc.Arbitrary<Step[]> = fc.oneof(
  { arbitrary: request.map((step): Step[] => [step]), weight: 5 },
  { arbitrary: outside.map((step): Step[] => [step]), weight: 3 },
  { arbitrary: pair.map((steps): Step[] => steps), weight: 3 },
)

/** In legacy mode the truth is in another's store, which no transaction of ours spans: these come one after the other. */
const WRITES_THERE = ['reset', 'set_password', 'set_email', 'delete']

const Listed = z.array(
  z.object({
    user_id: z.string(),
    email: z.string(),
    blocked: z.boolean().optional(),
    identities: z.array(z.object({ connection: z.string() })),
  }),
)
const Code = z.object({
  errorCode: z.string().optional(),
  code: z.string().optional(),
  error: z.string().optional(),
})

/** A server that can be stopped and started on its folder, with legacy stores of as many connections as are made. */
async function openLane() {
  const stores = new Map<string, Legacy>()
  const runtime = createFakeRuntime(async (call) => {
    await soon()
    const legacy = stores.get(call.connection_id)
    if (!legacy) throw new Error('a script of no connection')
    const outcome = answer(call, legacy)
    await soon()
    return outcome
  })
  const environment = {
    FERRY_DATA_DIR: temporaryFolder(),
    FERRY_ADMIN_CLIENT_ID: 'admin',
    FERRY_ADMIN_CLIENT_SECRET: 'an-admin-secret-of-this-test-alone-0123456789',
  }
  const lane = { stores, runtime, server: await startTestServer(runtime, environment), restart }
  for (const shield of ['brute-force-protection', 'suspicious-ip-throttling']) {
    const { status } = await lane.server.api('PATCH', `attack-protection/${shield}`, { enabled: false })
    expect(status).toBe(200)
  }
  async function restart(): Promise<void> {
    await lane.server.stop()
    lane.server = await startTestServer(runtime, environment)
  }
  return lane
}

type Lane = Awaited<ReturnType<typeof openLane>>

/** What the tenant's scripts say of the legacy store. */
function answer({ script, connection_id, args }: ScriptCall, legacy: Legacy): ScriptOutcome {
  const [first, second] = args
  const found = legacy.rows.find(({ email }) => email === first)
  const said = (isDone: boolean): ScriptOutcome =>
    isDone ? { kind: 'value', value: true } : { kind: 'none' }
  switch (script.action) {
    case 'login':
    case 'get_user':
      if (!found || (script.action === 'login' && found.password !== second)) return { kind: 'none' }
      // An id is somebody's in one connection of the tenant alone.
      return { kind: 'value', value: { user_id: `${connection_id}/${found.id}`, email: found.email } }
    case 'create': {
      const made = z.object({ email: z.string(), password: z.string() }).parse(first)
      return said(changeLegacy(legacy, { op: 'legacy_add', ...made }))
    }
    case 'change_password':
      return said(
        changeLegacy(legacy, { op: 'legacy_password', email: String(first), password: String(second) }),
      )
    case 'change_email':
      return said(changeLegacy(legacy, { op: 'legacy_email', from: String(first), email: String(second) }))
    case 'delete':
      legacy.rows = legacy.rows.filter(({ id }) => `${connection_id}/${id}` !== first)
      return { kind: 'none' }
    default:
      throw new Error(script.action)
  }
}

async function live(lane: Lane, name: string, turns: readonly Step[][]): Promise<void> {
  const connection_id = await lane.server.connection(name, optionsOf('import'))
  const legacy: Legacy = { rows: [], given: {} }
  for (const person of PEOPLE) changeLegacy(legacy, { op: 'legacy_add', ...person })
  lane.stores.set(connection_id, legacy)
  /** All that can be true after what was seen: of two at once nobody can say which was first. */
  let states: State[] = [{ mode: 'import', rows: [], legacy: structuredClone(legacy), made: {} }]
  const path: string[] = []
  for (const steps of turns.flatMap((one) => inTurn(one, states[0]?.mode))) {
    const ids = new Map((await listed(lane.server, name)).map((user) => [user.email, user.user_id]))
    const seen = lane.runtime.calls.length
    const tickets = new Map<Step, Answer>()
    for (const step of steps) {
      if (step.op === 'reset') tickets.set(step, await askForLink(lane.server, connection_id, step.email))
    }
    const answers = await Promise.all(
      steps.map((step) => perform(lane, { name, connection_id, legacy }, step, ids, tickets.get(step))),
    )
    const runs = lane.runtime.calls.slice(seen).map(({ script }) => script.action)
    const rows = (await listed(lane.server, name)).map(
      ({ user_id, email, blocked = false }) => `${email} ${idOf(user_id, connection_id)} ${blocked}`,
    )
    const is = lookOf(steps, answers, runs, rows, legacy)
    const could = states.flatMap((state) => orders(steps).map((order) => foresee(state, steps, order)))
    path.push(`${JSON.stringify(steps)} → ${is}`)
    states = unique(could.filter(({ look }) => look === is).map(({ state }) => state))
    if (states.length === 0) {
      expect.fail(
        `${path.join('\n')}\nis none of what may be:\n${unique(could.map((one) => one.look)).join('\n')}`,
      )
    }
  }
}

function inTurn(steps: Step[], mode: Mode | undefined): Step[][] {
  const writes = mode === 'legacy' && steps.some(({ op }) => WRITES_THERE.includes(op))
  return writes ? steps.map((step) => [step]) : [steps]
}

const unique = <T>(values: T[]): T[] => [
  ...new Map(values.map((value) => [JSON.stringify(value), value])).values(),
]

const orders = ({ length }: readonly Step[]): number[][] =>
  length === 2
    ? [
        [0, 1],
        [1, 0],
      ]
    : [[0]]

/** @returns what would be seen if the steps came in this order, and what is true then */
function foresee(before: State, steps: readonly Step[], order: number[]): { state: State; look: string } {
  const state = structuredClone(before)
  const told: Told[] = []
  for (const index of order) {
    const step = steps[index]
    if (step) told[index] = take(state, step, before)
  }
  const rows = state.rows.map(
    ({ id, email, blocked }) => `${email} ${id.startsWith('own-') ? 'own' : id} ${blocked}`,
  )
  const runs = told.flatMap((one) => one.runs)
  return { state, look: lookOf(steps, told, runs, rows, state.legacy) }
}

/** All that callers, administrators and the legacy store's owner see, as one text. */
function lookOf(
  steps: readonly Step[],
  answers: readonly Pick<Told, 'status' | 'code'>[],
  runs: readonly string[],
  rows: readonly string[],
  { rows: legacy }: Legacy,
): string {
  const isPair = steps.length > 1
  const blocks = steps.some(({ op }) => op === 'block')
  const told = answers.map(({ status, code = '' }) =>
    // Blocked while the script runs: told to who knew the password, which before the script nobody is.
    isPair && blocks && status === 401 ? '403 invalid_grant' : `${status} ${code}`.trim(),
  )
  // Two at once may both have asked before either has written, or may share an answer: only `create` is counted.
  const counted = isPair ? runs.filter((run) => run === 'create') : runs
  const there = legacy.map(({ id, email, password }) => `${id} ${email} ${password}`)
  return JSON.stringify([told, counted, rows.toSorted(), there.toSorted()])
}

const idOf = (user_id: string, connection_id: string): string => {
  const prefix = `auth0|${connection_id}/`
  return user_id.startsWith(prefix) ? user_id.slice(prefix.length) : 'own'
}

async function listed({ api }: TestServer, name: string): Promise<z.output<typeof Listed>> {
  const { body } = await api('GET', 'users?per_page=100')
  return Listed.parse(body).filter(({ identities }) => identities[0]?.connection === name)
}

const askForLink = ({ api }: TestServer, connection_id: string, email: string): Promise<Answer> =>
  api('POST', 'tickets/password-change', { connection_id, email })

async function perform(
  lane: Lane,
  { name, connection_id, legacy }: { name: string; connection_id: string; legacy: Legacy },
  step: Step,
  ids: ReadonlyMap<string, string>,
  ticket: Answer | undefined,
): Promise<Pick<Told, 'status' | 'code'>> {
  const { api, login, call, admin } = lane.server
  const user = (email: string): string => `users/${encodeURIComponent(ids.get(email) ?? 'auth0|nobody')}`
  switch (step.op) {
    case 'login':
      return wire(await login(name, step.email, step.password))
    case 'sign_up': {
      const { email, password } = step
      const body = { client_id: admin.client_id, connection: name, email, password }
      return wire(await call('/dbconnections/signup', { method: 'POST', body }))
    }
    case 'reset': {
      if (ticket?.status !== 201) return wire(ticket ?? { status: 0, body: undefined })
      const { searchParams } = new URL(z.object({ ticket: z.string() }).parse(ticket.body).ticket)
      const { password } = step
      const fields = { ticket: searchParams.get('ticket') ?? '', password, password_again: password }
      const headers = { 'content-type': 'application/x-www-form-urlencoded' }
      const body = new URLSearchParams(fields).toString()
      return wire(await call('/u/reset-password', { method: 'POST', headers, body }))
    }
    case 'set_password':
      return wire(await api('PATCH', user(step.who), { password: step.password }))
    case 'set_email':
      return wire(await api('PATCH', user(step.who), { email: step.email }))
    case 'block':
      return wire(await api('PATCH', user(step.who), { blocked: step.blocked }))
    case 'delete':
      return wire(await api('DELETE', user(step.who)))
    case 'mode':
      return wire(await api('PATCH', `connections/${connection_id}`, { options: optionsOf(step.mode) }))
    case 'restart':
      await lane.restart()
      return { status: 200 }
    default:
      changeLegacy(legacy, step)
      return { status: 200 }
  }
}

function wire({ status, body }: Pick<Answer, 'status' | 'body'>): Pick<Told, 'status' | 'code'> {
  const { errorCode, code, error } = status < 400 ? {} : (Code.safeParse(body).data ?? {})
  const word = errorCode ?? code ?? error
  return word === undefined ? { status } : { status, code: word }
}

test.each(SEEDS)(
  'any life of people in any mode is one that the matrix allows, and two at once are as one after the other (seed %i)',
  async (seed) => {
    await Promise.all(
      Array.from({ length: LANES }, async (_, number) => {
        const lane = await openLane()
        let lives = 0
        const life = fc.asyncProperty(fc.array(turn, STEPS), (turns) => {
          lives += 1
          return live(lane, `life-${lives}`, turns)
        })
        // A life is long to tell and quick to read: the message shows it whole, and nothing is tried again.
        await fc.assert(life, { seed: seed + number, numRuns: RUNS, endOnFailure: true })
      }),
    )
  },
  // Much waiting for refusals, which are held back on purpose: longer on a machine with other work.
  60_000,
)
