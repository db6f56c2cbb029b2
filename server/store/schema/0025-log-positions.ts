import { all } from '../engine/operation.ts'
import type { Migration } from './migration.ts'

/**
 * The place of a log entry in the order in which entries were committed. Ids are made before the write, so that an entry of a
 * slow server can be committed after entries with greater ids; a reader that goes on from an id would never see it.
 */
export const logPositions: Migration = {
  version: 25,
  name: 'log positions',
  statements: [
    'alter table logs add column position bigint',
    'create index logs_by_position on logs (tenant_id, position)',
    // The position of the newest entry. Its row stays locked until the entries are committed.
    `create table log_positions (
      tenant_id text not null primary key references tenants (tenant_id) on delete cascade,
      position bigint not null
    )`,
  ],
  *fill() {
    yield* all(`update logs set position = numbered.position from
      (select tenant_id, log_id, row_number() over (partition by tenant_id order by log_id) as position from logs) numbered
      where logs.tenant_id = numbered.tenant_id and logs.log_id = numbered.log_id`)
    yield* all(`insert into log_positions (tenant_id, position)
      select t.tenant_id, coalesce((select max(position) from logs l where l.tenant_id = t.tenant_id), 0) from tenants t`)
  },
}
