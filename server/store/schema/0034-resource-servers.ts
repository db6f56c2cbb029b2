import { createHash } from 'node:crypto'
import type { Json } from '../../../runtime/index.ts'
import type { Operation, Row } from '../engine/operation.ts'
import { all, integer, json, text } from '../engine/operation.ts'
import type { Migration } from './migration.ts'

/**
 * APIs of tenants. Audiences that a tenant has used become APIs, so that its tokens stay what they are; and the tenant goes on
 * taking further audiences. Has SQL and code of its own, so that later migrations do not change what it does.
 */
export const resourceServers: Migration = {
  version: 34,
  name: 'resource servers',
  statements: [
    `create table resource_servers (
      tenant_id text not null references tenants (tenant_id) on delete cascade,
      resource_server_id text not null,
      identifier text not null,
      name text not null,
      scopes text not null,
      settings text not null,
      created_at bigint not null,
      primary key (tenant_id, resource_server_id)
    )`,
    'create unique index resource_servers_by_identifier on resource_servers (tenant_id, identifier)',
    'create index resource_servers_by_age on resource_servers (tenant_id, created_at, resource_server_id)',
    'create index client_grants_by_audience on client_grants (tenant_id, audience)',
  ],
  *fill() {
    const found = yield* usedAudiences()
    for (const api of found.values()) {
      yield* all(
        SQL.insert,
        api.tenant_id,
        idOf(api),
        api.identifier,
        // A name has no angle brackets.
        api.identifier.replaceAll(/[<>]/g, '').slice(0, 200) || 'API',
        JSON.stringify([...api.scopes].map((value) => ({ value }))),
        JSON.stringify(AS_BEFORE),
        api.created_at,
      )
    }
    const tenants = new Set([...found.values()].map(({ tenant_id }) => tenant_id))
    for (const row of yield* all(SQL.logged)) {
      if (isForeign(text(row, 'audience'))) tenants.add(text(row, 'tenant_id'))
    }
    for (const tenant_id of tenants) yield* allowAnyAudience(tenant_id)
  },
}

/** Refresh tokens as before; and as before, people get none of the scopes that only programs could have. */
const AS_BEFORE = { allow_offline_access: true, enforce_policies: true }

const SQL = {
  insert: `insert into resource_servers (tenant_id, resource_server_id, identifier, name, scopes, settings, created_at)
    values ($1, $2, $3, $4, $5, $6, $7)`,
  grants: 'select tenant_id, audience, scopes, created_at from client_grants',
  families: `select tenant_id, audience, min(created_at) as created_at from refresh_token_families
    where audience is not null and revoked_at is null group by tenant_id, audience`,
  settings: 'select tenant_id, settings, updated_at from tenant_settings',
  tenantSettings: 'select settings from tenant_settings where tenant_id = $1',
  saveSettings: `insert into tenant_settings (tenant_id, settings, updated_at) values ($1, $2, 0)
    on conflict (tenant_id) do update set settings = excluded.settings`,
  // Password grants without refresh tokens have left nothing but these.
  logged: `select distinct tenant_id, audience from logs
    where audience is not null and type in ('s', 'sepft', 'seccft', 'sertft')`,
} as const

interface Used {
  tenant_id: string
  identifier: string
  scopes: Set<string>
  created_at: number
}

function* usedAudiences(): Operation<Map<string, Used>> {
  const found = new Map<string, Used>()
  const add = (row: Row, identifier: string, scopes: readonly string[], created_at: number): void => {
    if (!isForeign(identifier)) return
    const tenant_id = text(row, 'tenant_id')
    const key = JSON.stringify([tenant_id, identifier])
    const known = found.get(key) ?? { tenant_id, identifier, scopes: new Set<string>(), created_at }
    for (const scope of scopes) known.scopes.add(scope)
    known.created_at = Math.min(known.created_at, created_at)
    found.set(key, known)
  }
  for (const row of yield* all(SQL.grants)) {
    add(row, text(row, 'audience'), json<string[]>(row, 'scopes'), integer(row, 'created_at'))
  }
  for (const row of yield* all(SQL.families)) {
    add(row, text(row, 'audience'), [], integer(row, 'created_at'))
  }
  for (const row of yield* all(SQL.settings)) {
    const { default_audience } = json<{ [name: string]: Json }>(row, 'settings')
    if (typeof default_audience === 'string') add(row, default_audience, [], integer(row, 'updated_at'))
  }
  return found
}

function* allowAnyAudience(tenant_id: string): Operation<void> {
  const [row] = yield* all(SQL.tenantSettings, tenant_id)
  const settings = row ? json<{ [name: string]: Json }>(row, 'settings') : {}
  yield* all(SQL.saveSettings, tenant_id, JSON.stringify({ ...settings, ferry_any_audience: true }))
}

/** Neither of the Management API nor of userinfo, whose hosts may have changed. */
function isForeign(audience: string): boolean {
  return audience !== '' && !audience.endsWith('/api/v2/') && !audience.endsWith('/userinfo')
}

/** A migration that is tried again makes the same IDs. */
function idOf({ tenant_id, identifier }: Used): string {
  const hash = createHash('sha256').update(JSON.stringify([tenant_id, identifier]))
  return `api_${hash.digest('hex').slice(0, 16)}`
}
