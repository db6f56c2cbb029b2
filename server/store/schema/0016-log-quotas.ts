import type { Operation } from '../engine/operation.ts'
import { all } from '../engine/operation.ts'
import type { Migration } from './migration.ts'

/** By type, as it was when this step was made. */
const FILL = `update logs set quota = case
  when type in ('sapi', 'fapi', 'sdu', 'fdu', 'ublkdu', 'w') then 'audit'
  when type in ('s', 'scp', 'sce', 'scu', 'sv', 'sepft', 'seccft', 'sertft', 'srrt', 'smu') then 'people'
  else 'strangers' end where quota = ''`

/** Audit entries, entries of users and those of strangers have room of their own in a tenant's log. */
export const logQuotas: Migration = {
  version: 16,
  name: 'log quotas',
  statements: [
    `alter table logs add column quota text not null default ''`,
    // How many events the entry stands for; null = itself.
    `alter table logs add column events integer`,
    `create index logs_by_quota on logs (tenant_id, quota, log_id)`,
  ],
  *fill(): Operation<void> {
    yield* all(FILL)
  },
}
