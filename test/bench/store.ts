/**
 * How near the store comes to the bare database. Prints ratios to floors that are taken in the same run, a pair at a time.
 *
 * Run by `npm run bench:store`.
 * @module
 */
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { MessagePort } from 'node:worker_threads'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { createSecrets } from '../../server/secrets/index.ts'
import { createSqliteStore } from '../../server/store/sqlite.ts'
import { addConnection, addUser } from '../server/store/contract/samples.ts'
import { createRunFolder, removeRunFolder } from '../support/run-folder.ts'

const IN_FLIGHT = 64
const INSERTS = 15_000
const READS = 60_000
const ROUNDS = 3

if (isMainThread) await main()
else if (parentPort) serveFloor(parentPort, workerData)

async function main(): Promise<void> {
  const rounds: { floor: Measured; store: Measured }[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const folder = createRunFolder()
    try {
      rounds.push({ floor: await measureFloor(join(folder, 'floor.db')), store: await measureStore(folder) })
    } finally {
      removeRunFolder(folder)
    }
  }
  const show = (name: string, pick: (measured: Measured) => number) => {
    const ratios = rounds.map(({ floor, store }) => pick(store) / pick(floor)).toSorted((a, b) => a - b)
    const middle = rounds[Math.floor(rounds.length / 2)]
    if (!middle) return
    console.log(
      `${name.padEnd(34)} floor ${perSecond(pick(middle.floor))}  store ${perSecond(pick(middle.store))}  ` +
        `ratio ${ratios.map((ratio) => ratio.toFixed(2)).join(' / ')}`,
    )
  }
  show(`inserts, ${IN_FLIGHT} in flight`, (measured) => measured.inserts)
  show('reads by key', (measured) => measured.reads)
}

/** Per second. */
interface Measured {
  inserts: number
  reads: number
}

/** A user through the store: user, identity and event, and the user read back; then findLogin. */
async function measureStore(folder: string): Promise<Measured> {
  const store = await createSqliteStore({
    data_dir: join(folder, 'data'),
    secrets: createSecrets({ master: 'the master key of a benchmark run' }),
  })
  const { tenant_id } = await store.ensureTenant('default')
  const { connection_id } = await addConnection(store, tenant_id)
  const inserts = await rate(INSERTS, IN_FLIGHT, async (n) => {
    await addUser(store, tenant_id, connection_id, `u${n}`)
  })
  const reads = await rate(READS, 1, async (n) => {
    const login = await store.findLogin(tenant_id, connection_id, `u${(n * 7919) % INSERTS}@example.com`)
    if (!login) throw new Error('A user is missing.')
  })
  await store.close()
  return { inserts, reads }
}

/** The same number of rows with bare statements: a thread with group commit, and selects without any mapping. */
async function measureFloor(file: string): Promise<Measured> {
  const worker = new Worker(new URL(import.meta.url), { workerData: file })
  const waiting: (() => void)[] = []
  worker.on('message', (count: number) => {
    for (const resolve of waiting.splice(0, count)) resolve()
  })
  const send = (text: string) => {
    const { promise, resolve } = Promise.withResolvers<void>()
    waiting.push(resolve)
    worker.postMessage(text)
    return promise
  }
  await send('warm')
  const inserts = await rate(INSERTS, IN_FLIGHT, (n) => send(`u${n}`))
  const db = new DatabaseSync(file, { readOnly: true })
  const user = db.prepare('select * from users where tenant_id = $1 and user_id = $2')
  const identity = db.prepare('select * from identities where tenant_id = $1 and email_key = $2')
  const reads = await rate(READS, 1, async (n) => {
    const key = `u${(n * 7919) % INSERTS}`
    if (!identity.get({ $1: 't', $2: key }) || !user.get({ $1: 't', $2: key })) {
      throw new Error('A user is missing.')
    }
  })
  db.close()
  await worker.terminate()
  return { inserts, reads }
}

/** The floor's thread: three rows for each message, one commit for all that have arrived. */
function serveFloor(port: MessagePort, file: string): void {
  const db = new DatabaseSync(file)
  db.exec(`pragma journal_mode = wal; pragma synchronous = full;
    create table users (tenant_id text, user_id text, profile text, created_at integer, primary key (tenant_id, user_id));
    create table identities (tenant_id text, email_key text, user_id text, hash text, primary key (tenant_id, email_key));
    create table events (tenant_id text, event_id text, at integer, primary key (tenant_id, event_id))`)
  const user = db.prepare('insert into users values ($1, $2, $3, 1) on conflict do nothing')
  const identity = db.prepare('insert into identities values ($1, $2, $2, $3) on conflict do nothing')
  const event = db.prepare('insert into events values ($1, $2, 1)')
  const profile = JSON.stringify({ name: 'x'.repeat(180) })
  const hash = 'h'.repeat(97)
  let group: string[] = []
  const flush = () => {
    const texts = group
    group = []
    db.exec('begin immediate')
    for (const text of texts) {
      user.run({ $1: 't', $2: text, $3: profile })
      identity.run({ $1: 't', $2: text, $3: hash })
      event.run({ $1: 't', $2: text })
    }
    db.exec('commit')
    port.postMessage(texts.length)
  }
  port.on('message', (text: string) => {
    if (group.length === 0) setImmediate(flush)
    group.push(text)
  })
}

/** @returns calls per second, with so many under way at once */
async function rate(calls: number, in_flight: number, call: (n: number) => Promise<void>): Promise<number> {
  let next = 0
  const started = performance.now()
  await Promise.all(
    Array.from({ length: in_flight }, async () => {
      while (next < calls) await call(next++)
    }),
  )
  return calls / ((performance.now() - started) / 1_000)
}

function perSecond(value: number): string {
  return `${Math.round(value).toLocaleString('en')}/s`.padStart(10)
}
