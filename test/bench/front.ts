/**
 * What the front door costs, as ratios of one run. CPU of the server's process for `/authorize` of a stranger, for a silent
 * sign-in and for a code exchange, over express that does the same writes and signatures and nothing else; and how fast people
 * sign in through the page, beside the password grant.
 *
 * Run by `npm run bench:front` (Linux: CPU is read from /proc); exits with 1 beyond the limits.
 * @module
 */
import { createHash, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { createRunFolder, removeRunFolder } from '../support/run-folder.ts'
import type { BenchServer } from './ferry-server.ts'
import { startBenchServer } from './ferry-server.ts'
import { openFrontFloor } from './front-floor.ts'
import { perSecond } from './measure.ts'
import type { RawAnswer } from './raw-http.ts'
import { createRawClient } from './raw-http.ts'

const LIMITS = { stranger: 6, silent: 2, exchange: 1.15 } as const
const LEAST_RATE = 0.9

const IN_FLIGHT = 8
/** Short ones, many times: a busy moment meets both. */
const ROUNDS = Number(process.argv[2] ?? 15)
const ROUND_MS = 500
const WARM_UP = 4
const PEOPLE = 100
/** In a round. */
const EXCHANGES = 250
/** Of /proc: a hundredth of a second. */
const TICK_MS = 10

type Kind = keyof typeof LIMITS

/** One of the two: what it does for each kind of request. */
interface Contestant {
  pid: number
  works: { readonly [kind in Kind]: () => Promise<void> }
}

const median = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN

/** @returns CPU time of the process with all of its threads, ms */
function cpuOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS
}

/** @returns CPU ms for each piece of work */
async function cpuEach(pid: number, work: () => Promise<void>): Promise<number> {
  let done = 0
  const before = cpuOf(pid)
  await perSecond(() => work().then(() => done++), IN_FLIGHT, ROUND_MS)
  return (cpuOf(pid) - before) / done
}

/** The same for a number of pieces that is known before. */
async function cpuOfSome(pid: number, work: () => Promise<void>, pieces: number): Promise<number> {
  const before = cpuOf(pid)
  let left = pieces
  const worker = async (): Promise<void> => {
    while (left-- > 0) await work()
  }
  await Promise.all(Array.from({ length: IN_FLIGHT }, worker))
  return (cpuOf(pid) - before) / pieces
}

const verifier = randomBytes(32).toString('base64url')
const REDIRECT = 'https://app.example.com/callback'
const queryOf = (client_id: string): string =>
  new URLSearchParams({
    client_id,
    response_type: 'code',
    redirect_uri: REDIRECT,
    scope: 'openid profile',
    state: 'xyz',
    nonce: 'n1',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  }).toString()

const locationOf = ({ head }: RawAnswer): string => /\r\nlocation: ([^\r]*)/i.exec(head)?.[1] ?? ''

function codeOf(answer: RawAnswer): string {
  const code = /[?&]code=([^&]+)/.exec(locationOf(answer))?.[1]
  if (code === undefined) throw new Error(`${answer.status} ${locationOf(answer)} ${answer.text}`)
  return code
}

const stateOf = (answer: RawAnswer): string => /\/u\/login\?state=(.+)$/.exec(locationOf(answer))?.[1] ?? ''

const cookieOf = ({ head }: RawAnswer, name: string): string =>
  new RegExp(`\\r\\nset-cookie: (${name}=[^;]+)`, 'i').exec(head)?.[1] ?? ''

/** Work with codes: silent sign-ins leave them, exchanges take them. */
function withCodes(
  pid: number,
  of: {
    stranger: () => Promise<RawAnswer>
    silent: () => Promise<RawAnswer>
    exchange: (code: string) => Promise<RawAnswer>
  },
): Contestant {
  const codes: string[] = []
  return {
    pid,
    works: {
      async stranger() {
        const answer = await of.stranger()
        if (answer.status !== 302) throw new Error(`${answer.status} ${answer.text}`)
      },
      async silent() {
        codes.push(codeOf(await of.silent()))
      },
      async exchange() {
        const code = codes.pop()
        if (code === undefined) throw new Error('more exchanges than silent sign-ins')
        const { status, text } = await of.exchange(code)
        if (status !== 200) throw new Error(`${status} ${text}`)
      },
    },
  }
}

const folder = createRunFolder()
const server = await startBenchServer(join(folder, 'data'), {
  FERRY_RATE_LIMIT_AUTHENTICATION: '0',
  FERRY_RATE_LIMIT_MANAGEMENT: '0',
})
const floor = await openFrontFloor(join(folder, 'floor.db'))
try {
  const isFine = await measure(server, floor.port)
  if (!isFine) process.exitCode = 1
} finally {
  floor.close()
  await server.stop()
  removeRunFolder(folder)
}

async function measure({ pid, tenant }: BenchServer, floor_port: number): Promise<boolean> {
  // With each kind of character that a connection asks for.
  const password = `Aa1${randomBytes(12).toString('base64url')}`
  const made = await tenant.api('POST', 'clients', {
    name: 'Shop',
    app_type: 'regular_web',
    callbacks: [REDIRECT],
  })
  const client = { client_id: String(made.client_id), client_secret: String(made.client_secret) }
  await tenant.api('POST', 'connections', {
    name: 'local',
    strategy: 'auth0',
    enabled_clients: [tenant.client.client_id, client.client_id],
    options: {},
  })
  for (let n = 0; n < PEOPLE; n++) {
    const email = `p${n}@example.com`
    await tenant.api('POST', 'users', { connection: 'local', email, password, verify_email: false })
  }
  const address = `/authorize?${queryOf(client.client_id)}`
  const post = (state: string, cookie: string, n: number): Promise<RawAnswer> =>
    tenant.post(
      '/u/login',
      new URLSearchParams({ state, username: `p${n % PEOPLE}@example.com`, password }).toString(),
      { cookie },
    )
  const signInByPage = async (n: number): Promise<RawAnswer> => {
    const begun = await tenant.get(address)
    const mark = cookieOf(begun, 'ferry_browser')
    const page = await tenant.get(locationOf(begun), { cookie: mark })
    if (page.status !== 200) throw new Error(`${page.status} ${page.text}`)
    const answer = await post(stateOf(begun), mark, n)
    codeOf(answer)
    return answer
  }
  const session = cookieOf(await signInByPage(0), 'ferry_sso')
  const exchange = { grant_type: 'authorization_code', redirect_uri: REDIRECT, code_verifier: verifier }
  const http = createRawClient(floor_port)
  const send = (path: string): Promise<RawAnswer> => http.send({ method: 'GET', path, host: 'floor' })
  const contestants = {
    ours: withCodes(pid, {
      stranger: () => tenant.get(address),
      silent: () => tenant.get(`${address}&prompt=none`, { cookie: session }),
      exchange: (code) => tenant.post('/oauth/token', { ...client, ...exchange, code }),
    }),
    floor: withCodes(floor.pid, {
      stranger: () => send(address),
      silent: () => send(`${address}&prompt=none`),
      exchange: (code) =>
        http.send({ method: 'POST', path: '/oauth/token', host: 'floor', body: { ...exchange, code } }),
    }),
  }
  const rowsBefore = await settledRows(join(folder, 'data'))
  await cpuEach(pid, contestants.ours.works.stranger)
  const written = (await settledRows(join(folder, 'data'))) - rowsBefore
  console.log(`rows after strangers’ requests: ${written} more`)
  let isFine = written === 0
  for (const kind of ['stranger', 'silent', 'exchange'] as const) {
    const each: { ours: number; floor: number }[] = []
    for (let round = -WARM_UP; round < ROUNDS; round++) {
      // Each exchange needs a code that a silent sign-in has left.
      const measured = async ({ pid: of, works }: Contestant): Promise<number> => {
        if (kind !== 'exchange') return cpuEach(of, works[kind])
        await cpuOfSome(of, works.silent, EXCHANGES)
        return cpuOfSome(of, works.exchange, EXCHANGES)
      }
      const pair = { floor: await measured(contestants.floor), ours: await measured(contestants.ours) }
      // The first rounds warm up.
      if (round >= 0) each.push(pair)
    }
    const ratio = median(each.map(({ ours, floor: least }) => ours / least))
    console.log(
      `${kind.padEnd(9)} floor ${median(each.map((pair) => pair.floor)).toFixed(3)} ms  ours ${median(each.map((pair) => pair.ours)).toFixed(3)} ms of CPU  ` +
        `ratio ${ratio.toFixed(2)} (${each.map(({ ours, floor: least }) => (ours / least).toFixed(2)).join(' ')})  at most ${LIMITS[kind]}`,
    )
    isFine &&= ratio <= LIMITS[kind]
  }
  http.close()
  return (await measureRates({ pid, tenant }, signInByPage, password)) && isFine
}

async function measureRates(
  { pid, tenant }: Pick<BenchServer, 'pid' | 'tenant'>,
  signInByPage: (n: number) => Promise<RawAnswer>,
  password: string,
): Promise<boolean> {
  let next = 0
  const works = {
    grant: async (): Promise<void> => {
      const { status, text } = await tenant.login('local', `p${next++ % PEOPLE}@example.com`, password)
      if (status !== 200) throw new Error(`${status} ${text}`)
    },
    page: async (): Promise<void> => {
      await signInByPage(next++)
    },
  }
  const rates: { grant: number; page: number }[] = []
  const cpu: { grant: number; page: number }[] = []
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    const rate = {
      grant: await perSecond(works.grant, IN_FLIGHT, ROUND_MS),
      page: await perSecond(works.page, IN_FLIGHT, ROUND_MS),
    }
    const each = { grant: await cpuEach(pid, works.grant), page: await cpuEach(pid, works.page) }
    if (round >= 0) {
      rates.push(rate)
      cpu.push(each)
    }
  }
  const share = median(rates.map(({ grant, page }) => page / grant))
  const cost = median(cpu.map(({ grant, page }) => grant / page))
  console.log(
    `sign-in   password grant ${median(rates.map(({ grant }) => grant)).toFixed(0)}/s  page ${median(rates.map(({ page }) => page)).toFixed(0)}/s  ` +
      `share ${share.toFixed(2)} (by CPU ${cost.toFixed(2)})  at least ${LEAST_RATE}`,
  )
  // Of the two, the one that a busy machine disturbs less.
  return Math.max(share, cost) >= LEAST_RATE
}

/** The log is written after the answers: the entry of a sign-in before must not be counted as a stranger’s. */
async function settledRows(data_dir: string): Promise<number> {
  for (let before = rowsOf(data_dir); ; ) {
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    const now = rowsOf(data_dir)
    if (now === before) return now
    before = now
  }
}

/** @returns how many rows all tables have together, but those of the server itself */
function rowsOf(data_dir: string): number {
  const db = new DatabaseSync(join(data_dir, 'ferry.db'), { readOnly: true, timeout: 10_000 })
  try {
    const names = db
      .prepare(
        "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' and name <> 'server_turns'",
      )
      .all()
      .map(({ name }) => String(name))
    return names.reduce(
      (sum, name) => sum + Number(db.prepare(`select count(*) as n from "${name}"`).get()?.n),
      0,
    )
  } finally {
    db.close()
  }
}
