/** What the upgrade makes of the audiences that a tenant has used. @module */
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createSecrets } from '../../../server/secrets/index.ts'
import type { Store } from '../../../server/store/contract.ts'
import type { Operation } from '../../../server/store/engine/operation.ts'
import { all } from '../../../server/store/engine/operation.ts'
import { migrate } from '../../../server/store/migrate.ts'
import { MIGRATIONS } from '../../../server/store/schema/index.ts'
import { openDatabase } from '../../../server/store/sqlite/database.ts'
import { createSqliteStore } from '../../../server/store/sqlite.ts'
import { temporaryFolder } from '../../support/server-in-process.ts'

const EARLIER = MIGRATIONS.filter(({ version }) => version < 34)
const PAGE = { kind: 'offset', offset: 0, limit: 10 } as const

/** Tenants as an earlier Ferry has left them, by what they have used. */
function* earlierRows(): Operation<void> {
  for (const tenant of ['grants', 'tokens', 'default', 'logs', 'none']) {
    yield* all('insert into tenants (tenant_id, name, created_at) values ($1, $1, 1)', tenant)
    yield* all(
      `insert into clients (tenant_id, client_id, name, grant_types, api_scopes, settings, created_at)
        values ($1, 'c', 'c', '[]', '[]', '{}', 1)`,
      tenant,
    )
  }
  const grant = (tenant: string, audience: string, scopes: string[], at: number) =>
    all(
      `insert into client_grants (tenant_id, grant_id, client_id, audience, scopes, created_at)
        values ($1, $2, 'c', $3, $4, $5)`,
      tenant,
      `cgr_${audience}`,
      audience,
      JSON.stringify(scopes),
      at,
    )
  yield* grant('grants', 'https://orders.example.com', ['read:orders', 'write:orders'], 5)
  yield* grant('grants', 'https://ferry.example.org/api/v2/', ['read:users'], 6)
  yield* grant('none', 'https://ferry.example.org/api/v2/', ['read:users'], 6)
  const family = (tenant: string, audience: string | undefined, id: string, revoked?: number) =>
    all(
      `insert into refresh_token_families (tenant_id, family_id, client_id, user_id, audience, scopes, current_sha256,
        created_at, revoked_at) values ($1, $2, 'c', 'u', $3, '["openid"]', 'x', 7, $4)`,
      tenant,
      id,
      audience,
      revoked,
    )
  yield* family('grants', 'https://orders.example.com', 'f1')
  yield* family('tokens', 'a <short> name', 'f2')
  yield* family('tokens', undefined, 'f3')
  yield* family('none', 'https://revoked.example.com', 'f4', 8)
  const settings = (tenant: string, value: object) =>
    all(
      'insert into tenant_settings (tenant_id, settings, updated_at) values ($1, $2, 9)',
      tenant,
      JSON.stringify(value),
    )
  yield* settings('default', { friendly_name: 'Acme', default_audience: 'https://api.example.com' })
  yield* settings('none', { friendly_name: 'None' })
  const log = (tenant: string, type: string, audience: string) =>
    all(
      'insert into logs (tenant_id, log_id, at, type, audience) values ($1, $2, 1, $3, $4)',
      tenant,
      `${type}-${audience}`,
      type,
      audience,
    )
  yield* log('logs', 's', 'https://api.example.com')
  yield* log('none', 'f', 'https://api.example.com')
  yield* log('none', 's', 'https://ferry.example.org/userinfo')
}

let store: Store
beforeAll(async () => {
  const data_dir = temporaryFolder(afterAll)
  const db = openDatabase(join(data_dir, 'ferry.db'), { read_only: false })
  db.write(migrate(EARLIER, 1))
  db.write(earlierRows())
  db.close()
  store = await createSqliteStore({
    data_dir,
    secrets: createSecrets({ master: 'a master key of a test, long enough' }),
  })
})
afterAll(() => store.close())

const apisOf = async (tenant_id: string) => (await store.listResourceServers(tenant_id, {}, PAGE)).items

test('audiences of client grants, refresh tokens and settings become APIs, with the scopes of their grants', async () => {
  expect(await apisOf('grants')).toEqual([
    {
      resource_server_id: expect.stringMatching(/^api_\w{16}$/),
      identifier: 'https://orders.example.com',
      name: 'https://orders.example.com',
      scopes: [{ value: 'read:orders' }, { value: 'write:orders' }],
      settings: { allow_offline_access: true, enforce_policies: true },
      created_at: 5,
    },
  ])
  expect(await apisOf('tokens')).toMatchObject([{ identifier: 'a <short> name', name: 'a short name' }])
  expect(await apisOf('default')).toMatchObject([{ identifier: 'https://api.example.com', created_at: 9 }])
  expect(await apisOf('logs')).toEqual([])
  expect(await apisOf('none')).toEqual([])
})

test('tenants that have used an audience go on taking any, and others do not', async () => {
  const allowed = async (tenant_id: string) =>
    (await store.readTenantSettings(tenant_id)).ferry_any_audience === true
  for (const tenant of ['grants', 'tokens', 'default', 'logs'])
    expect(await allowed(tenant), tenant).toBe(true)
  expect(await store.readTenantSettings('none')).toEqual({ friendly_name: 'None' })
  expect(await store.readTenantSettings('default')).toMatchObject({ friendly_name: 'Acme' })
})
