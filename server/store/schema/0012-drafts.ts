import type { Migration } from './migration.ts'

/** Drafts of scripts, and notes of versions. */
export const drafts: Migration = {
  version: 12,
  name: 'drafts',
  statements: [
    `alter table connection_revisions add column note text`,

    // scripts: JSON object of texts by action. parent_revision: the connection's revision that the draft is based on.
    `create table connection_drafts (
      tenant_id text not null,
      connection_id text not null,
      revision integer not null,
      parent_revision integer not null,
      scripts text not null,
      actor text not null,
      updated_at bigint not null,
      primary key (tenant_id, connection_id),
      foreign key (tenant_id, connection_id) references connections (tenant_id, connection_id) on delete cascade
    )`,
  ],
}
