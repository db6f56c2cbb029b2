/** Custom domains: host names of tenants. @module */
import type { Json } from '../../../runtime/index.ts'
import type { CustomDomain, NewCustomDomain, Tenant, VerifyDomainResult } from '../contract/index.ts'
import type { Operation, Row } from '../engine/operation.ts'
import { all, first, integer, json, optionalInteger, text } from '../engine/operation.ts'
import { ALL_DOMAINS_SQL, CUSTOM_DOMAIN_SQL } from '../sql/custom-domains.ts'
import { TENANT_SQL } from '../sql/tenants.ts'
import { toTenant } from './tenants.ts'

export function* createCustomDomain(
  tenant_id: string,
  custom_domain_id: string,
  { domain, proof, settings }: NewCustomDomain,
  most: number,
  now: number,
): Operation<{ kind: 'created'; domain: CustomDomain } | { kind: 'exists' | 'taken' | 'too_many' }> {
  // Of two that come at once, the second counts the first.
  yield* first(TENANT_SQL.lock, tenant_id)
  const own = yield* all(CUSTOM_DOMAIN_SQL.list, tenant_id)
  if (own.some((row) => text(row, 'domain') === domain)) return { kind: 'exists' }
  if (yield* first(ALL_DOMAINS_SQL.tenantOf, domain)) return { kind: 'taken' }
  if (own.length >= most) return { kind: 'too_many' }
  const kept = JSON.stringify(settings)
  const row = yield* first(CUSTOM_DOMAIN_SQL.insert, tenant_id, custom_domain_id, domain, proof, kept, now)
  return row ? { kind: 'created', domain: toDomain(row, undefined) } : { kind: 'exists' }
}

export function* listCustomDomains(tenant_id: string): Operation<CustomDomain[]> {
  const primary = yield* findPrimaryDomain(tenant_id)
  const rows = yield* all(CUSTOM_DOMAIN_SQL.list, tenant_id)
  return rows.map((row) => toDomain(row, primary))
}

export function* findTenantOfDomain(domain: string): Operation<Tenant | undefined> {
  const row = yield* first(ALL_DOMAINS_SQL.tenantOf, domain)
  return row && toTenant(row)
}

export function* findPrimaryDomain(tenant_id: string): Operation<string | undefined> {
  const row = yield* first(CUSTOM_DOMAIN_SQL.primary, tenant_id)
  return row && text(row, 'domain')
}

export function* verifyCustomDomain(
  tenant_id: string,
  custom_domain_id: string,
  now: number,
): Operation<VerifyDomainResult> {
  const held = yield* first(CUSTOM_DOMAIN_SQL.hold, tenant_id, custom_domain_id)
  if (!held) return { kind: 'missing' }
  if (optionalInteger(held, 'verified_at') === undefined) {
    if (yield* first(ALL_DOMAINS_SQL.tenantOf, text(held, 'domain'))) return { kind: 'taken' }
    // If another tenant verifies it at this moment, the index refuses, and the engine runs this operation again.
    yield* first(CUSTOM_DOMAIN_SQL.verify, tenant_id, custom_domain_id, now)
  }
  const domain = yield* findDomain(tenant_id, custom_domain_id)
  return domain ? { kind: 'verified', domain } : { kind: 'missing' }
}

export function* updateCustomDomain(
  tenant_id: string,
  custom_domain_id: string,
  change: CustomDomain['settings'],
): Operation<CustomDomain | undefined> {
  const held = yield* first(CUSTOM_DOMAIN_SQL.hold, tenant_id, custom_domain_id)
  if (!held) return undefined
  const settings = Object.entries({ ...settingsOf(held), ...change }).filter(([, value]) => value !== null)
  const kept = JSON.stringify(Object.fromEntries(settings))
  yield* first(CUSTOM_DOMAIN_SQL.setSettings, tenant_id, custom_domain_id, kept)
  return yield* findDomain(tenant_id, custom_domain_id)
}

export function* setPrimaryDomain(
  tenant_id: string,
  domain: string,
  now: number,
): Operation<CustomDomain | undefined> {
  yield* first(TENANT_SQL.lock, tenant_id)
  const last = yield* first(CUSTOM_DOMAIN_SQL.lastPrimary, tenant_id)
  // Later than every choice before it, whatever the clock says.
  const primary_at = Math.max(now, ((last && optionalInteger(last, 'primary_at')) ?? 0) + 1)
  const row = yield* first(CUSTOM_DOMAIN_SQL.setPrimary, tenant_id, domain, primary_at)
  return row && (yield* findDomain(tenant_id, text(row, 'custom_domain_id')))
}

export function* deleteCustomDomain(tenant_id: string, custom_domain_id: string): Operation<boolean> {
  return (yield* first(CUSTOM_DOMAIN_SQL.delete, tenant_id, custom_domain_id)) !== undefined
}

function* findDomain(tenant_id: string, custom_domain_id: string): Operation<CustomDomain | undefined> {
  const row = yield* first(CUSTOM_DOMAIN_SQL.find, tenant_id, custom_domain_id)
  return row && toDomain(row, yield* findPrimaryDomain(tenant_id))
}

const settingsOf = (row: Row): CustomDomain['settings'] => json<{ [name: string]: Json }>(row, 'settings')

function toDomain(row: Row, primary: string | undefined): CustomDomain {
  const domain = text(row, 'domain')
  return {
    custom_domain_id: text(row, 'custom_domain_id'),
    domain,
    proof: text(row, 'proof'),
    settings: settingsOf(row),
    created_at: integer(row, 'created_at'),
    verified_at: optionalInteger(row, 'verified_at'),
    is_primary: domain === primary,
  }
}
