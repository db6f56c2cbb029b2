/**
 * A quiet tenant's sign-ins beside each kind of busy tenant, against itself alone: slices in turns, in one run, and the
 * ratios of p50 and p99.
 *
 * Run by `npm run bench:neighbours`, on a machine with nothing else to do; takes some minutes. Exits with 1 beyond the
 * limits. Arguments: rounds, and a word of the kinds to run.
 * @module
 */
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createRunFolder, removeRunFolder } from '../support/run-folder.ts'
import type { BusyKind } from './busy-tenants.ts'
import { BUSY_KINDS, beBusy } from './busy-tenants.ts'
import { openDeadServers } from './dead-servers.ts'
import type { BenchServer, BenchTenant } from './ferry-server.ts'
import { startBenchServer } from './ferry-server.ts'

const MOST_P50 = 2
const MOST_P99 = 4

const ROUNDS = Number(process.argv[2] ?? 6)
const WORD = process.argv[3] ?? ''
const SIGN_INS = 40
const PEOPLE = 60
/** Between two sign-ins of a quiet tenant. */
const PAUSE_MS = 15
/** Until a busy tenant is at it. */
const SETTLE_MS = 400

const PASSWORD = 'correct-Horse-battery-9'

interface Slice {
  times: number[]
  refused: number
}

/** Signs in next. */
let person = 0

const folder = createRunFolder()
const dead = await openDeadServers()
try {
  const server = await startBenchServer(join(folder, 'data'), {
    FERRY_SMTP_URL: dead.smtp_url,
    FERRY_MAIL_FROM: 'login@example.com',
    NODE_OPTIONS: dead.node_options,
  })
  try {
    const quiet = await openQuiet(server)
    await slice(quiet)
    const kinds = BUSY_KINDS.filter(({ name }) => name.includes(WORD))
    for (const [index, kind] of kinds.entries()) {
      const busy = await server.createTenant(`busy${index}`)
      await kind.prepare(busy)
      if (!(await measure(kind, busy, quiet))) process.exitCode = 1
    }
  } finally {
    await server.stop()
  }
} finally {
  dead.close()
  removeRunFolder(folder)
}

async function openQuiet(server: BenchServer): Promise<BenchTenant> {
  const quiet = await server.createTenant('quiet')
  await quiet.api('POST', 'connections', {
    name: 'people',
    strategy: 'auth0',
    enabled_clients: [quiet.client.client_id],
    options: {},
  })
  for (let n = 0; n < PEOPLE; n++) {
    await quiet.api('POST', 'users', {
      connection: 'people',
      email: `q${n}@example.com`,
      password: PASSWORD,
      verify_email: false,
    })
  }
  return quiet
}

async function slice(quiet: BenchTenant): Promise<Slice> {
  const times: number[] = []
  let refused = 0
  for (let n = 0; n < SIGN_INS; n++) {
    const began = performance.now()
    const { status } = await quiet.login('people', `q${person++ % PEOPLE}@example.com`, PASSWORD)
    times.push(performance.now() - began)
    if (status !== 200) refused += 1
    await sleep(PAUSE_MS)
  }
  return { times, refused }
}

async function measure(kind: BusyKind, busy: BenchTenant, quiet: BenchTenant): Promise<boolean> {
  const alone: number[] = []
  const beside: number[] = []
  let refused = 0
  for (let round = 0; round < ROUNDS; round++) {
    const first = await slice(quiet)
    alone.push(...first.times)
    const end = beBusy(kind, busy)
    await sleep(SETTLE_MS)
    const second = await slice(quiet)
    beside.push(...second.times)
    refused += first.refused + second.refused
    await end()
  }
  const ratio = (share: number): number => at(beside, share) / at(alone, share)
  const [p50, p99] = [ratio(0.5), ratio(0.99)]
  const isKept = p50 <= MOST_P50 && p99 <= MOST_P99 && refused === 0
  console.log(
    `${kind.name.padEnd(54)} p50 ${show(alone, 0.5)} → ${show(beside, 0.5)} ms ×${p50.toFixed(2)}  ` +
      `p99 ${show(alone, 0.99)} → ${show(beside, 0.99)} ms ×${p99.toFixed(2)}  refused ${refused}  ` +
      `${isKept ? 'kept' : `MISSED (×${MOST_P50}, ×${MOST_P99}, 0)`}`,
  )
  return isKept
}

function at(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN
}

function show(values: readonly number[], share: number): string {
  return at(values, share).toFixed(0)
}
