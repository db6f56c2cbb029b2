import type { Operation } from '../engine/operation.ts'
import { all } from '../engine/operation.ts'
import type { Migration } from './migration.ts'

/** Quota by type, at the time of this migration. */
const FILL = `update logs set quota = case
  when type in ('sapi', 'fapi', 'sdu', 'fdu', 'ublkdu', 'w') then 'audit'
  when type in ('s', 'scp', 'sce', 'scu', 'sv', 'sepft', 'seccft', 'sertft', 'srrt', 'smu') then 'people'
  else 'strangers' end where quota = ''`

/** Quotas of a tenant's log: entries of the audit, of users and of strangers each have room of their own. */
export const logQuotas: Migration = {
  version: 16,
  name: 'log quotas',
  statements: [
    `alter table logs add column quota text not null default ''`,
    // Number of events that the entry counts; null = one.
    `alter table logs add column events integer`,
    `create index logs_by_quota on logs (tenant_id, quota, log_id)`,
  ],
  *fill(): Operation<void> {
    yield* all(FILL)
  },
}
