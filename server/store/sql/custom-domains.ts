/** SQL about custom domains. @module */
import { HOLD } from './locks.ts'

const COLUMNS = 'custom_domain_id, domain, proof, settings, created_at, verified_at'

export const CUSTOM_DOMAIN_SQL = {
  insert: `insert into custom_domains (tenant_id, custom_domain_id, domain, proof, settings, created_at, primary_at)
    values ($1, $2, $3, $4, $5, $6, 0) on conflict do nothing returning ${COLUMNS}`,
  list: `select ${COLUMNS} from custom_domains where tenant_id = $1 order by created_at, custom_domain_id`,
  find: `select ${COLUMNS} from custom_domains where tenant_id = $1 and custom_domain_id = $2`,
  hold: `select ${COLUMNS} from custom_domains where tenant_id = $1 and custom_domain_id = $2 ${HOLD}`,
  // The time of verification comes second, so that the first one is the primary until another is chosen.
  primary: `select domain from custom_domains where tenant_id = $1 and verified_at is not null
    order by primary_at desc, verified_at, custom_domain_id limit 1`,
  lastPrimary: 'select max(primary_at) as primary_at from custom_domains where tenant_id = $1',
  verify: `update custom_domains set verified_at = $3
    where tenant_id = $1 and custom_domain_id = $2 and verified_at is null returning custom_domain_id`,
  setPrimary: `update custom_domains set primary_at = $3
    where tenant_id = $1 and domain = $2 and verified_at is not null returning custom_domain_id`,
  setSettings:
    'update custom_domains set settings = $3 where tenant_id = $1 and custom_domain_id = $2 returning custom_domain_id',
  delete:
    'delete from custom_domains where tenant_id = $1 and custom_domain_id = $2 returning custom_domain_id',
} as const

/** Finds the tenant of a name, so it cannot be confined to one. */
export const ALL_DOMAINS_SQL = {
  tenantOf: `select t.tenant_id, t.name, t.created_at from custom_domains d join tenants t on t.tenant_id = d.tenant_id
    where d.domain = $1 and d.verified_at is not null`,
} as const
