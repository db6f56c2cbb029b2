import { setTimeout as wait } from 'node:timers/promises'
import type { FairQueue } from '../../runtime/index.ts'
import { createFairQueue, QueueFullError } from '../../runtime/index.ts'
import { placeOf } from '../common/database-url.ts'
import type { Secrets } from '../secrets/index.ts'
import { StoreShareFull, StoreUnavailable } from './contract/errors.ts'
import type { Store } from './contract/index.ts'
import { createLoneStatements } from './engine/lone-statements.ts'
import type { Operation } from './engine/operation.ts'
import { checkSeals, migrate } from './migrate.ts'
import type { StoreEngine } from './operations/index.ts'
import { ownerOf, POINT_READS, SCANS, WRITES } from './operations/index.ts'
import { readAddress } from './postgres/address.ts'
import type { Translated } from './postgres/dialect.ts'
import { createDialect } from './postgres/dialect.ts'
import type { HeldLock } from './postgres/locks.ts'
import { holdStore } from './postgres/locks.ts'
import { prepareAlone } from './postgres/prepare.ts'
import { createReads, READ_PLACES, UNLIMITED_MS } from './postgres/reads.ts'
import type { Sessions } from './postgres/sessions.ts'
import { createSessions } from './postgres/sessions.ts'
import { checkServer } from './postgres/start-checks.ts'
import { startProblem } from './postgres/start-problems.ts'
import type { Transactions } from './postgres/transactions.ts'
import { readPoint, transact, WRITE } from './postgres/transactions.ts'
import type { SharedWakes } from './postgres/wakes.ts'
import { createSharedWakes } from './postgres/wakes.ts'
import { MIGRATIONS } from './schema/index.ts'
import type { StoreOptions } from './store.ts'
import { createStore } from './store.ts'

/** After this time without an answer the store counts as not ready. */
const PING_MS = 1_500
/** Time limit of lists and searches, as at Auth0. */
const READ_MS = 2_000
/** Waiting operations of one tenant. */
const WAITING_OF_TENANT = 2_000
/** Share of the connections that one tenant may use at once. */
const SHARE_OF_TENANT = 0.75
const CONNECTIONS = 20

/** Settings of a PostgreSQL store. */
export interface PostgresSettings extends StoreOptions {
  /** As in `DATABASE_URL`. */
  url: string
  /** PEM file of the authorities that may have signed the server's certificate. */
  ca_file?: string | undefined
  /** Most connections of this server, besides the one that holds its lock; default 20. */
  connections?: number | undefined
  /** Accepts `synchronous_commit = off`. */
  may_lose_commits?: boolean | undefined
  secrets: Secrets
  /** Time limit of a list or search; default 2,000. */
  read_ms?: number | undefined
  /** Changes nothing: only tells which migrations are missing. Without them the store must not be used. */
  is_inspected?: boolean | undefined
  /** Called with the names of the migrations that were applied, or that are missing. */
  onMigrated?: (steps: readonly string[]) => void
  /** Called with what the operator should change. */
  onWarning?: (warning: string) => void
  /** Called once, with a reader of how full the pool is: operations that run, and those that wait for a connection. */
  onPool?: (stats: () => { running: number; queued: number }) => void
  /** Stands between the engine and its connections, for tests. */
  wrap?: (sessions: Sessions) => Sessions
  /** Waits before an operation is repeated; default: a timer. */
  sleep?: (ms: number) => Promise<void>
  /** Most repetitions of an operation that the server undid. */
  repetitions?: number
}

/**
 * Opens a PostgreSQL store, or creates it in an empty database. Any number of servers may use it at once.
 *
 * @throws {StoreStartError}
 */
export async function createPostgresStore(settings: PostgresSettings): Promise<Store> {
  const place = placeOf(settings.url)
  const address = readAddress(settings.url, settings.ca_file)
  const translate = createDialect()
  const { wrap = (sessions) => sessions, sleep = wait, connections = CONNECTIONS } = settings
  const { onMigrated, onPool, onWarning, repetitions } = settings
  try {
    const lock = await holdStore(address, 'shared', place)
    try {
      const prepared = await prepareAlone(
        address,
        translate,
        prepare(settings, place),
        settings.is_inspected ?? false,
      )
      onMigrated?.(prepared.steps)
      for (const warning of prepared.warnings) onWarning?.(warning)
    } catch (error) {
      await lock.release()
      throw error
    }
    // One is left for `ping`, which must not wait for the others.
    const places = Math.max(1, connections - READ_PLACES - 1)
    const writing = createSessions(address, translate, { most: places + 1 })
    const reading = createSessions(address, translate, { most: READ_PLACES, statement_ms: UNLIMITED_MS })
    const turns = createFairQueue({
      running: places,
      running_per_owner: Math.max(1, Math.ceil(places * SHARE_OF_TENANT)),
      waiting_per_owner: WAITING_OF_TENANT,
    })
    onPool?.(turns.stats)
    const engine = createEngine(
      {
        main: { sessions: wrap(writing), sleep, repetitions },
        lists: { sessions: wrap(reading), sleep, repetitions },
        lock,
        wakes: createSharedWakes(address),
        translate,
        turns,
      },
      settings.read_ms ?? READ_MS,
    )
    return createStore(engine, settings.secrets, settings)
  } catch (error) {
    throw startProblem(place, error)
  }
}

function* prepare(
  { secrets, now = Date.now, may_lose_commits = false }: PostgresSettings,
  place: string,
): Operation<{ steps: string[]; warnings: string[] }> {
  const warnings = yield* checkServer(place, may_lose_commits)
  const steps = yield* migrate(MIGRATIONS, now(), place)
  yield* checkSeals(secrets)
  return { steps, warnings }
}

function createEngine(
  {
    main,
    lists,
    lock,
    wakes,
    translate,
    turns,
  }: {
    /** For reads of a few rows, and writes. */
    main: Transactions
    lists: Transactions
    lock: HeldLock
    wakes: SharedWakes
    translate: (sql: string) => Translated
    turns: FairQueue
  },
  limit_ms: number,
): StoreEngine {
  let closed: Promise<void> | undefined
  const reads = createReads(lists, translate, limit_ms)
  const underWay = new Set<Promise<unknown>>()
  const lone = createLoneStatements()

  const open = () => {
    if (closed !== undefined) throw new StoreUnavailable('The store is closing.')
  }
  const watched = async <T>(work: Promise<T>): Promise<T> => {
    underWay.add(work)
    try {
      return await work
    } finally {
      underWay.delete(work)
    }
  }
  const inTurn = async <T>(name: string, args: readonly unknown[], work: () => Promise<T>): Promise<T> => {
    try {
      return await turns.run(ownerOf(name, args) ?? 'server', work)
    } catch (error) {
      throw error instanceof QueueFullError ? new StoreShareFull('changes') : error
    }
  }
  const settled = () => Promise.allSettled([...underWay])
  const close = async () => {
    reads.close()
    await settled()
    await Promise.all([main.sessions.close(), lists.sessions.close(), wakes.close()])
    await lock.release()
  }
  return {
    is_shared: true,
    wake: wakes.wake,
    onWake: wakes.onWake,
    async point(name, ...args) {
      open()
      const start = operationOf(POINT_READS, name, args)
      return await watched(inTurn(name, args, () => readPoint(main, { name, lone }, start)))
    },
    async scan(name, ...args) {
      open()
      return await watched(reads.run(ownerOf(name, args), operationOf(SCANS, name, args)))
    },
    async write(name, ...args) {
      open()
      const start = operationOf(WRITES, name, args)
      return await watched(inTurn(name, args, () => transact(main, WRITE, start)))
    },
    async ping() {
      open()
      const late = Promise.withResolvers<never>()
      const timer = setTimeout(
        () => late.reject(new StoreUnavailable(`The store did not answer within ${PING_MS} ms.`)),
        PING_MS,
      )
      try {
        // What was written before it is there, as with the one writer of the embedded store.
        const earlier = settled()
        await Promise.race([Promise.all([earlier, transact(main, WRITE, WRITES.ping)]), late.promise])
      } finally {
        clearTimeout(timer)
      }
    },
    close() {
      closed ??= close()
      return closed
    },
  }
}

/** `StoreEngine` has checked the types of name and arguments; TypeScript cannot carry them through the table. */
function operationOf(table: object, name: string, args: readonly unknown[]): () => Operation<never> {
  const operations = table as Record<string, (...args: readonly unknown[]) => Operation<never>>
  const operation = operations[name]
  if (!operation) throw new Error(`The store has no operation ${name}.`)
  return () => operation(...args)
}
