/** SQL about versions and drafts of connections. @module */

const VERSION_COLUMNS = `revision, display_name, options, scripts, configuration_revision, enabled_clients, realms,
  metadata, actor, created_at, note`

export const VERSION_SQL = {
  list: `select ${VERSION_COLUMNS} from connection_revisions
    where tenant_id = $1 and connection_id = $2 and revision < $3 order by revision desc limit $4`,
  find: `select ${VERSION_COLUMNS} from connection_revisions
    where tenant_id = $1 and connection_id = $2 and revision = $3`,
  script: `select source from script_revisions
    where tenant_id = $1 and connection_id = $2 and action = $3 and revision = $4`,
  // Oldest first.
  configurations: `select revision, seal_id, sealed_values, actor, created_at from configuration_revisions
    where tenant_id = $1 and connection_id = $2 order by revision`,
  countCredentials: `select count(*) as identities, count(i.password_hash) as with_password,
      cast(coalesce(sum(case when i.password_hash is not null and u.migrated_at is null then 1 else 0 end), 0) as bigint)
        as made_here
    from identities i join users u on u.tenant_id = i.tenant_id and u.user_id = i.user_id
    where i.tenant_id = $1 and i.connection_id = $2`,
} as const

const DRAFT_COLUMNS = 'revision, parent_revision, scripts, actor, updated_at'

export const DRAFT_SQL = {
  find: `select ${DRAFT_COLUMNS} from connection_drafts where tenant_id = $1 and connection_id = $2`,
  save: `insert into connection_drafts (tenant_id, connection_id, revision, parent_revision, scripts, actor, updated_at)
    values ($1, $2, $3, $4, $5, $6, $7)
    on conflict (tenant_id, connection_id) do update set revision = excluded.revision,
      parent_revision = excluded.parent_revision, scripts = excluded.scripts, actor = excluded.actor,
      updated_at = excluded.updated_at
    returning ${DRAFT_COLUMNS}`,
  delete: 'delete from connection_drafts where tenant_id = $1 and connection_id = $2 returning revision',
  countSave: `update connections set draft_saves = coalesce(draft_saves, (select d.revision from connection_drafts d
      where d.tenant_id = $1 and d.connection_id = $2), 0) + 1
    where tenant_id = $1 and connection_id = $2 returning draft_saves`,
  // Changes nothing: on a database server it locks the connection's row against other saves and deployments.
  claimConnection: `update connections set revision = revision where tenant_id = $1 and connection_id = $2
    returning revision`,
} as const
