/** What a PostgreSQL must be before Ferry writes to it. @module */
import { StoreStartError } from '../contract/errors.ts'
import type { Operation, Row } from '../engine/operation.ts'
import { all, integer, text } from '../engine/operation.ts'

/** Oldest version that Ferry is tested with. */
const OLDEST = 15

const FACTS = `select current_setting('server_version_num')::bigint as version,
    current_setting('server_version') as version_name, current_setting('server_encoding') as encoding,
    current_setting('synchronous_commit') as commits, pg_is_in_recovery()::int::bigint as is_standby,
    current_setting('default_transaction_read_only') as read_only, current_user::text as user_name,
    current_schema()::text as schema_name,
    case when current_schema() is null then 0
      else has_schema_privilege(current_schema(), 'create')::int end::bigint as may_create`

/** Tables that are Ferry's by their name, and that this user may not use. */
const CLOSED = `select relname::text as name from pg_class
  where relnamespace = current_schema()::regnamespace and relname = 'schema_migrations'
    and not has_table_privilege(oid, 'select, insert, update, delete')`

/**
 * @param place for messages, such as 'The PostgreSQL database ferry at host'
 * @param may_lose_commits the operator has accepted that a crash of PostgreSQL loses the last writes
 * @returns warnings for the operator
 * @throws {StoreStartError} unusable
 */
export function* checkServer(place: string, may_lose_commits: boolean): Operation<string[]> {
  const [facts] = yield* all(FACTS)
  if (!facts) throw new Error('A select without a table has no row.')
  const problem = problemOf(facts, may_lose_commits)
  if (problem !== undefined)
    throw new StoreStartError('unusable', `${place} ${problem}. Nothing was changed.`)
  const [closed] = yield* all(CLOSED)
  if (closed) {
    throw new StoreStartError(
      'unusable',
      `${place} has tables of Ferry that the user ${text(facts, 'user_name')} may not use. Give them to this user ` +
        '(alter table … owner to …), or connect as their owner. Nothing was changed.',
    )
  }
  return text(facts, 'commits') === 'off' ? [ASYNCHRONOUS] : []
}

const ASYNCHRONOUS =
  'synchronous_commit is off: when PostgreSQL or its machine crashes, users and changes that Ferry has acknowledged are lost. ' +
  'FERRY_DATABASE_ALLOW_ASYNC_COMMIT accepts this.'

function problemOf(facts: Row, may_lose_commits: boolean): string | undefined {
  if (integer(facts, 'version') < OLDEST * 10_000) {
    return `runs PostgreSQL ${text(facts, 'version_name')}, which is too old. Upgrade it to ${OLDEST} or later`
  }
  if (integer(facts, 'is_standby') === 1) {
    return 'is a read-only standby. Let DATABASE_URL name the primary'
  }
  if (text(facts, 'read_only') === 'on') {
    return 'makes transactions read-only (default_transaction_read_only is on). Turn that off for this user and database'
  }
  const encoding = text(facts, 'encoding')
  if (encoding !== 'UTF8') {
    return (
      `has the encoding ${encoding}, which cannot store every text. Create a database with: ` +
      "create database ferry encoding 'UTF8' template template0"
    )
  }
  if (integer(facts, 'may_create') === 0) {
    const user = text(facts, 'user_name')
    return facts.schema_name === null
      ? `has no schema for the user ${user}. Create one, or set its search_path`
      : `does not let the user ${user} create tables. Make it the owner of the database, or: ` +
          `grant create, usage on schema ${text(facts, 'schema_name')} to ${user}`
  }
  if (text(facts, 'commits') === 'off' && !may_lose_commits) {
    return (
      'has synchronous_commit = off: a crash of PostgreSQL would lose users and changes that Ferry has acknowledged. Turn it on, ' +
      'or set FERRY_DATABASE_ALLOW_ASYNC_COMMIT=true to accept the loss'
    )
  }
  return undefined
}
