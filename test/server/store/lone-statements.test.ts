import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createSecrets } from '../../../server/secrets/index.ts'
import type { Operation } from '../../../server/store/engine/operation.ts'
import { first, integer } from '../../../server/store/engine/operation.ts'
import type { Sessions } from '../../../server/store/postgres/sessions.ts'
import { createPostgresStore } from '../../../server/store/postgres.ts'
import type { Database } from '../../../server/store/sqlite/database.ts'
import { openDatabase } from '../../../server/store/sqlite/database.ts'
import { databaseUrl, describePostgres } from '../../support/postgres.ts'
import { createRunFolder, removeRunFolder } from '../../support/run-folder.ts'

describe('reads of a few rows in SQLite', () => {
  const folder = createRunFolder()
  const file = join(folder, 'ferry.db')
  let writer: Database
  let reader: Database

  beforeAll(() => {
    writer = openDatabase(file, { read_only: false })
    writer.exec('create table pair (name text primary key, n integer)')
    writer.exec("insert into pair values ('left', 0), ('right', 0)")
    reader = openDatabase(file, { read_only: true })
  })

  afterAll(() => {
    reader.close()
    writer.close()
    removeRunFolder(folder)
  })

  const FIND = 'select n from pair where name = $1'
  const numberOf = function* (name: string): Operation<number> {
    const row = yield* first(FIND, name)
    return row ? integer(row, 'n') : Number.NaN
  }

  test('a read of one statement is in no transaction', () => {
    const seen: boolean[] = []
    const operation = function* (): Operation<number> {
      const n = yield* numberOf('left')
      seen.push(reader.inTransaction())
      return n
    }
    expect(reader.point('one', operation)).toBe(0)
    expect(seen).toEqual([false])
  })

  test('a read of several statements never sees half of a change that is made between them', () => {
    const change = (): void => {
      writer.write(
        (function* () {
          yield* first('update pair set n = n + $1 returning n', 1)
        })(),
      )
    }
    const operation = function* (): Operation<[number, number]> {
      const left = yield* numberOf('left')
      change()
      return [left, yield* numberOf('right')]
    }
    for (let time = 0; time < 3; time++) {
      const [left, right] = reader.point('pair', operation)
      expect(right).toBe(left)
    }
    expect(reader.inTransaction()).toBe(false)
  })

  test('a read that ends after one statement or two is right for both', () => {
    const operation = (name: string) =>
      function* (): Operation<number> {
        const n = yield* numberOf(name)
        return Number.isNaN(n) ? yield* numberOf('left') : n
      }
    const n = reader.point('left', () => numberOf('left'))
    expect(reader.point('either', operation('right'))).toBe(n)
    expect(reader.point('either', operation('nobody'))).toBe(n)
    expect(reader.point('either', operation('right'))).toBe(n)
  })

  test('an error of a read of one statement leaves the store usable', () => {
    const operation = function* (): Operation<number> {
      yield* first('select n from nowhere')
      return 1
    }
    expect(() => reader.point('wrong', operation)).toThrow('no such table')
    expect(reader.point('one', () => numberOf('left'))).toBeGreaterThan(0)
  })
})

describePostgres('reads of a few rows in PostgreSQL', (postgres) => {
  test('a read of one statement is one way to the server and back, one of two statements is in a transaction', async () => {
    const { url, drop } = await databaseUrl(postgres())
    const commands: string[] = []
    const wrap = (sessions: Sessions): Sessions => ({
      ...sessions,
      async take() {
        const session = await sessions.take()
        return {
          ...session,
          async execute(command) {
            commands.push(command.split(' ', 1)[0] ?? '')
            await session.execute(command)
          },
          async rows(statement) {
            commands.push('rows')
            return await session.rows(statement)
          },
        }
      },
    })
    const secrets = createSecrets({ master: 'the master key of a test, long enough' })
    const store = await createPostgresStore({ url, secrets, wrap })
    const commandsOf = async (call: () => Promise<unknown>): Promise<string[]> => {
      commands.length = 0
      await call()
      return [...commands]
    }
    const one = (): Promise<unknown> => store.findClient('a_tenant', 'a_client')
    const two = (): Promise<unknown> => store.findResourceServer('a_tenant', 'an_api')
    expect(await commandsOf(one)).toEqual(['rows'])
    expect(await commandsOf(one)).toEqual(['rows'])
    // The first time nobody knows that there is a second statement.
    expect(await commandsOf(two)).toEqual(['rows', 'begin', 'rows', 'rows', 'commit'])
    expect(await commandsOf(two)).toEqual(['begin', 'rows', 'rows', 'commit'])
    await store.close()
    await drop()
  })
})
