import { statSync } from 'node:fs'
import { createShares } from '../common/shares.ts'
import type { Secrets } from '../secrets/index.ts'
import { StoreShareFull, StoreUnavailable } from './contract/errors.ts'
import type { Store } from './contract/index.ts'
import type { Operation } from './engine/operation.ts'
import { createWakes } from './engine/wakes.ts'
import { checkSeals, migrate } from './migrate.ts'
import type { PointReads, StoreEngine } from './operations/index.ts'
import { ownerOf, POINT_READS } from './operations/index.ts'
import { MIGRATIONS } from './schema/index.ts'
import type { Database } from './sqlite/database.ts'
import { openDatabase } from './sqlite/database.ts'
import { toStoreError } from './sqlite/failures.ts'
import type { Folder } from './sqlite/folder.ts'
import { takeFolder } from './sqlite/folder.ts'
import type { Readers } from './sqlite/readers.ts'
import { createReaders } from './sqlite/readers.ts'
import { checkDamage, checkLength, checkOwner, startProblem } from './sqlite/start-problems.ts'
import type { StoreThread } from './sqlite/thread-client.ts'
import { createStoreThread } from './sqlite/thread-client.ts'
import type { StoreOptions } from './store.ts'
import { createStore } from './store.ts'

/** After this time without an answer the store counts as not ready. */
const PING_MS = 1_500
/** Time limit of lists and searches, as at Auth0. */
const READ_MS = 2_000
/** Most writes of one tenant in flight. Waiting writes are committed together, so this bounds how long other tenants wait. */
const WRITES_OF_TENANT = 2_000
/** A larger database is checked completely only by `--check`, not at each start. */
const CHECKED_BYTES = 32 * 1024 * 1024

/**
 * Opens the embedded store, or creates it: one SQLite file in the data folder, which this process locks. One thread commits
 * writes in groups; other threads run reads that may take long, in turns between tenants; reads by key run on this thread.
 *
 * @param settings.data_dir created with mode 0700 when missing; files get 0600
 * @param settings.read_ms time limit of a list or search; default 2,000
 * @param settings.is_checked_whole checks the whole database for damage, however large it is
 * @param settings.onMigrated called with the names of the migrations that were applied
 * @throws {StoreStartError}
 */
export async function createSqliteStore(
  settings: {
    data_dir: string
    secrets: Secrets
    read_ms?: number
    is_checked_whole?: boolean
    onMigrated?: (steps: readonly string[]) => void
  } & StoreOptions,
): Promise<Store> {
  const folder = takeFolder(settings.data_dir)
  try {
    prepare(folder.database, settings)
    return createStore(await openEngine(folder, settings.read_ms ?? READ_MS), settings.secrets, settings)
  } catch (error) {
    folder.release()
    throw error
  }
}

function prepare(
  file: string,
  {
    secrets,
    now = Date.now,
    is_checked_whole = false,
    onMigrated = () => undefined,
  }: Parameters<typeof createSqliteStore>[0],
): void {
  try {
    // Read-only, so that an unusable store stays unchanged.
    withDatabase(openDatabase(file, { read_only: true }), (db) => {
      db.read(checkOwner(file))
      db.read(checkLength(file))
      if (is_checked_whole || statSync(file).size <= CHECKED_BYTES) db.read(checkDamage(file))
    })
    withDatabase(openDatabase(file, { read_only: false }), (db) => {
      onMigrated(db.write(migrate(MIGRATIONS, now(), file)))
      db.write(checkSeals(secrets))
    })
  } catch (error) {
    throw startProblem(file, error)
  }
}

function withDatabase(db: Database, work: (db: Database) => void): void {
  try {
    work(db)
  } finally {
    db.close()
  }
}

async function openEngine(folder: Folder, limit_ms: number): Promise<StoreEngine> {
  const { database } = folder
  const writer = createStoreThread({ role: 'writer', database })
  const readers = createReaders({ database, limit_ms })
  try {
    await Promise.all([writer.ready(), readers.ready()])
    return createEngine(folder, openDatabase(database, { read_only: true }), writer, readers)
  } catch (error) {
    await Promise.all([readers.close(), writer.close()])
    throw error
  }
}

function createEngine(folder: Folder, db: Database, writer: StoreThread, readers: Readers): StoreEngine {
  let closed: Promise<void> | undefined
  const shares = createShares({ tenant: WRITES_OF_TENANT })

  const takeShare = (tenant: string | undefined): (() => void) => {
    const leave = shares.take({ tenant })
    if (typeof leave === 'string') throw new StoreShareFull('changes')
    return leave
  }

  const open = () => {
    if (closed !== undefined) throw new StoreUnavailable('The store is closing.')
  }
  const close = async () => {
    db.close()
    // The last connection to close checkpoints the write-ahead log, which only the writer may do.
    await readers.close()
    await writer.close()
    folder.release()
  }
  return {
    is_shared: false,
    ...createWakes(),
    async point(name, ...args) {
      open()
      try {
        return db.point(name, () => pointRead(name, args))
      } catch (error) {
        throw toStoreError(error)
      }
    },
    // The thread runs the operation of that name, so the result has that operation's type.
    async scan(name, ...args) {
      open()
      return readers.run(ownerOf(name, args), name, args) as Promise<never>
    },
    async write(name, ...args) {
      open()
      const leave = takeShare(ownerOf(name, args))
      try {
        return (await writer.run(name, args)) as never
      } finally {
        leave()
      }
    },
    async ping() {
      open()
      const late = Promise.withResolvers<never>()
      const timer = setTimeout(
        () => late.reject(new StoreUnavailable(`The store did not answer within ${PING_MS} ms.`)),
        PING_MS,
      )
      try {
        await Promise.race([Promise.all([readers.ready(), writer.run('ping', [])]), late.promise])
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
function pointRead<N extends keyof PointReads>(name: N, args: readonly unknown[]): Operation<never> {
  const operation = POINT_READS[name] as (...args: readonly unknown[]) => Operation<never>
  return operation(...args)
}
