/** Stores that an earlier Ferry has written. */
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createSecrets } from '../../../server/secrets/index.ts'
import type { SearchNode } from '../../../server/store/contract.ts'
import type { Operation } from '../../../server/store/engine/operation.ts'
import { all } from '../../../server/store/engine/operation.ts'
import { migrate } from '../../../server/store/migrate.ts'
import { MIGRATIONS } from '../../../server/store/schema/index.ts'
import { openDatabase } from '../../../server/store/sqlite/database.ts'
import { createSqliteStore } from '../../../server/store/sqlite.ts'
import { temporaryFolder } from '../../support/server-in-process.ts'
import { addUser, is } from './contract/samples.ts'

const PAGE = { kind: 'offset', offset: 0, limit: 10 } as const
const USERS = 1_203

/** Rows as they were before users and logs had columns to be searched by. */
function* earlierRows(version: number): Operation<void> {
  yield* all(`insert into tenants (tenant_id, name, created_at) values ('t', 'default', 1)`)
  yield* all(`insert into connections (tenant_id, connection_id, name, strategy, options, configuration_revision,
    enabled_clients, realms, revision, created_at, updated_at)
    values ('t', 'con_1', 'legacy', 'auth0', '{}', 1, '[]', '[]', 1, 1, 1)`)
  for (let n = 0; n < USERS; n++) {
    const profile =
      n % 3 === 0 ? { name: `Émile ${n}`, nickname: 'ÉM', phone_number: `+49${n}`, family_name: 7 } : {}
    yield* all(
      `insert into users (tenant_id, user_id, connection_id, email, email_verified, profile, user_metadata, app_metadata,
        search_text, blocked, created_at, updated_at, logins_count)
        values ('t', $1, 'con_1', $2, 1, $3, '{}', '{}', 'as it was', 0, $4, 1, 0)`,
      `auth0|${n}`,
      n % 5 === 0 ? undefined : `U${n}@Example.com`,
      JSON.stringify(profile),
      n,
    )
    yield* all(
      `insert into identities (tenant_id, connection_id, external_id, user_id, provider, created_at)
        values ('t', 'con_1', $1, $2, 'auth0', 1)`,
      String(n),
      `auth0|${n}`,
    )
  }
  if (version < 5) return
  for (let n = 0; n < 600; n++) {
    yield* all(
      `insert into logs (tenant_id, log_id, at, type, description, user_name)
        values ('t', $1, 1, 's', 'From ÜBER there', $2)`,
      `log-${n}`,
      n === 7 ? 'Ann@Example.com' : undefined,
    )
  }
}

const word = (text: string): SearchNode => ({ kind: 'word', text })

test.each([2, 5, 9, 10, 12])(
  'users and log entries that a store of schema %i has are found after the upgrade by every field',
  async (version) => {
    const data_dir = temporaryFolder()
    const db = openDatabase(join(data_dir, 'ferry.db'), { read_only: false })
    db.write(migrate(MIGRATIONS.slice(0, version), 1))
    db.write(earlierRows(version))
    db.close()

    const secrets = createSecrets({ master: 'a master key of a test, long enough' })
    const store = await createSqliteStore({ data_dir, secrets })
    const find = async (where: SearchNode) => (await store.listUsers('t', { where }, PAGE)).total
    expect(await find(is('email', 'u1201@EXAMPLE.com'))).toBe(1)
    expect(await find(is('name', 'émile 1200'))).toBe(1)
    expect(await find(is('nickname', 'ém'))).toBe(401)
    expect(await find(is('phone_number', '+49600'))).toBe(1)
    expect(await find(is('family_name', '7'))).toBe(0)
    expect(await find(word('ÉMILE 3'))).toBe(39)
    expect(await find(word('as it was'))).toBe(0)
    expect(await store.findUsersByEmail('t', 'U1201@Example.com')).toHaveLength(1)
    const logs = async (where: SearchNode) =>
      (await store.listLogs('t', { where, oldest_first: true }, { offset: 0, limit: 1 })).total
    expect(await logs(word('über'))).toBe(version < 5 ? 0 : 600)
    expect(await logs(word('ann@example'))).toBe(version < 5 ? 0 : 1)
    expect(await logs(is('identifier', 'ANN@example.com'))).toBe(version < 5 ? 0 : 1)

    await addUser(store, 't', 'con_1', 'new', { profile: { name: 'Émile 1200' } })
    expect(await find(is('name', 'émile 1200'))).toBe(2)
    await store.close()
    const again = await createSqliteStore({ data_dir, secrets })
    expect((await again.listUsers('t', { where: is('name', 'émile 1200') }, PAGE)).total).toBe(2)
    await again.close()
  },
)

test('errors that an earlier Ferry has logged are still counted after the upgrade', async () => {
  const data_dir = temporaryFolder()
  const db = openDatabase(join(data_dir, 'ferry.db'), { read_only: false })
  db.write(migrate(MIGRATIONS.slice(0, 20), 1))
  db.write(earlierRows(2))
  db.write(earlierErrors())
  db.close()

  const secrets = createSecrets({ master: 'a master key of a test, long enough' })
  const store = await createSqliteStore({ data_dir, secrets })
  expect((await store.findLog('t', 'log-0003'))?.run_id).toBe('run_3')
  expect((await store.findLog('t', 'log-0004'))?.run_id).toBeUndefined()
  const page = { kind: 'after', after: undefined, limit: 10 } as const
  const { items } = await store.listConnectionSummaries('t', 'log-', page)
  expect(items).toMatchObject([{ connection_id: 'con_1', errors: ERRORS / 2 }])
  await store.close()
})

const ERRORS = 1_200

/** Every second entry is about a run; the others only mention one. */
function* earlierErrors(): Operation<void> {
  for (let n = 0; n < ERRORS; n++) {
    const details =
      n % 2 === 1 ? { code: 'script_error', run_id: `run_${n}` } : { nested: { run_id: 'run_0' } }
    yield* all(
      `insert into logs (tenant_id, log_id, at, type, connection_id, details, quota)
        values ('t', $1, 1, 'f', 'con_1', $2, 'strangers')`,
      `log-${String(n).padStart(4, '0')}`,
      JSON.stringify(details),
    )
  }
  yield* all(`insert into configuration_revisions (tenant_id, connection_id, revision, seal_id, sealed_values, fingerprint,
    created_at, actor) values ('t', 'con_1', 1, 's', '{}', 'f', 1, 'a')`)
}
