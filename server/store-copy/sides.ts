/** Where a copy is read from and written to. @module */
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { placeOf } from '../common/database-url.ts'
import { StoreStartError } from '../store/contract/errors.ts'
import type { Operation } from '../store/engine/operation.ts'
import { all, text } from '../store/engine/operation.ts'
import { readAddress } from '../store/postgres/address.ts'
import { createDialect } from '../store/postgres/dialect.ts'
import { toFailure } from '../store/postgres/failures.ts'
import { holdStore } from '../store/postgres/locks.ts'
import { clientConfig, toSession } from '../store/postgres/sessions.ts'
import { checkServer } from '../store/postgres/start-checks.ts'
import { startProblem } from '../store/postgres/start-problems.ts'
import { openDatabase } from '../store/sqlite/database.ts'
import { takeFolder } from '../store/sqlite/folder.ts'
import { startProblem as fileProblem } from '../store/sqlite/start-problems.ts'

/** A store that no server may use meanwhile. Methods reject with `StoreStartError` when the store cannot be used. */
export interface Side {
  /** For people. */
  place: string
  /** Rows that one statement inserts: a server that is far away is asked less often. */
  rows_per_insert: number
  read<T>(operation: Operation<T>): Promise<T>
  write<T>(operation: Operation<T>): Promise<T>
  tables(): Promise<string[]>
  /** After many rows were written: lets the engine plan with them. */
  analyze(): Promise<void>
  close(): Promise<void>
}

/** What `--from` and `--to` name. */
export type Location =
  | { kind: 'folder'; data_dir: string }
  | { kind: 'database'; url: string; ca_file: string | undefined }

/**
 * @param role a source must exist; a target is created
 * @throws {StoreStartError}
 */
export async function openSide(location: Location, role: 'source' | 'target'): Promise<Side> {
  return location.kind === 'folder' ? openFolder(location.data_dir, role) : await openServer(location)
}

function openFolder(data_dir: string, role: 'source' | 'target'): Side {
  const file = join(data_dir, 'ferry.db')
  if (role === 'source' && (statSync(file, { throwIfNoEntry: false })?.size ?? 0) === 0) {
    throw new StoreStartError(
      'unusable',
      `There is no store in ${data_dir}. Name the data folder of a server.`,
    )
  }
  if (role === 'target' && !existsSync(file)) refuseOthers(data_dir)
  const folder = takeFolder(data_dir)
  try {
    const db = openDatabase(folder.database, { read_only: false })
    const guarded = async <T>(work: () => T): Promise<T> => {
      try {
        return work()
      } catch (error) {
        throw fileProblem(file, error)
      }
    }
    return {
      place: `The store in ${data_dir}`,
      rows_per_insert: 1,
      read: (operation) => guarded(() => db.read(operation)),
      write: (operation) => guarded(() => db.write(operation)),
      tables: () =>
        guarded(() =>
          db
            .read(all("select name from sqlite_master where type = 'table' order by name"))
            .map((row) => text(row, 'name')),
        ),
      analyze: () => guarded(() => db.exec('analyze')),
      async close() {
        db.close()
        folder.release()
      },
    }
  } catch (error) {
    folder.release()
    throw fileProblem(file, error)
  }
}

/** The key may be there before the store. */
function refuseOthers(data_dir: string): void {
  const others = existsSync(data_dir) ? readdirSync(data_dir).filter((name) => name !== 'secret') : []
  if (others.length === 0) return
  throw new StoreStartError(
    'unusable',
    `${data_dir} is not empty (it contains ${others.slice(0, 3).join(', ')}). Nothing was copied. Name a new folder.`,
  )
}

async function openServer({ url, ca_file }: { url: string; ca_file: string | undefined }): Promise<Side> {
  const place = placeOf(url)
  const address = readAddress(url, ca_file)
  try {
    const lock = await holdStore(address, 'alone', place)
    const client = new pg.Client({ ...clientConfig(address, { statement_ms: 0 }), query_timeout: 0 })
    client.on('error', () => undefined)
    const close = async (): Promise<void> => {
      await client.end().catch(() => undefined)
      await lock.release()
    }
    try {
      await client.connect().catch((error: unknown) => {
        throw toFailure(error)
      })
      const session = toSession(client, () => undefined, createDialect())
      const transact = async <T>(begin: string, operation: Operation<T>): Promise<T> => {
        try {
          await session.execute(begin)
          let step = operation.next()
          while (!step.done) step = operation.next(await session.rows(step.value))
          await session.execute('commit')
          return step.value
        } catch (error) {
          await session.execute('rollback').catch(() => undefined)
          throw startProblem(place, error)
        }
      }
      const side: Side = {
        place,
        rows_per_insert: 200,
        read: (operation) => transact('begin isolation level repeatable read read only', operation),
        write: (operation) => transact('begin', operation),
        tables: () => side.read(tableNames()),
        analyze: () => session.execute('analyze'),
        close,
      }
      // A copy must not be lost either; whoever accepts that sets it for the servers.
      await side.read(checkServer(place, true))
      return side
    } catch (error) {
      await close()
      throw error
    }
  } catch (error) {
    throw startProblem(place, error)
  }
}

function* tableNames(): Operation<string[]> {
  const rows = yield* all(
    `select relname::text as name from pg_class
     where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p') order by relname`,
  )
  return rows.map((row) => text(row, 'name'))
}
