/** Migrates a store to this Ferry's schema, and checks that the given master key opens it. @module */
import { sha256 } from '../common/hash.ts'
import type { Secrets } from '../secrets/index.ts'
import { SecretsError } from '../secrets/index.ts'
import { StoreStartError } from './contract/errors.ts'
import type { Operation } from './engine/operation.ts'
import { all, integer, json, text } from './engine/operation.ts'
import { listSigningKeys } from './operations/signing-keys.ts'
import type { Migration } from './schema/migration.ts'
import {
  checkPlace,
  openConfiguration,
  openMail,
  openProviderTokens,
  openSigningKey,
  sealConfiguration,
  sealMail,
  sealProviderTokens,
  sealSigningKey,
} from './seals.ts'
import { SEAL_CHECK_SQL } from './sql/clients.ts'
import { CONFIGURATION_SQL } from './sql/connections.ts'
import { MAIL_SQL } from './sql/mails.ts'
import { PROVIDER_TOKEN_SQL } from './sql/provider-tokens.ts'
import { SIGNING_KEY_SQL } from './sql/signing-keys.ts'
import { TENANT_SQL } from './sql/tenants.ts'

const MIGRATION_SQL = {
  createTable: `create table if not exists schema_migrations (
    version integer not null primary key,
    name text not null,
    sha256 text not null,
    applied_at bigint not null
  )`,
  list: 'select version, name, sha256 from schema_migrations order by version',
  insert: 'insert into schema_migrations (version, name, sha256, applied_at) values ($1, $2, $3, $4)',
  delete: 'delete from schema_migrations where version = $1',
} as const

/** Stands in the list of migrations while the store is being copied, so that no server of any version opens it. */
const COPY = { version: 1_000_000, name: 'a copy that is not finished' } as const

/** From now on no server opens the store. */
export function* beginCopy(now: number): Operation<void> {
  yield* all(MIGRATION_SQL.insert, COPY.version, COPY.name, '', now)
}

/** Servers may open the store. */
export function* endCopy(): Operation<void> {
  yield* all(MIGRATION_SQL.delete, COPY.version)
}

/**
 * Applies the missing migrations, in one transaction with the list of the applied ones. Of several servers, one does at a time:
 * SQLite has one writer, and PostgreSQL's engine holds a lock.
 *
 * @param place where the store is, for messages to the operator
 * @returns names of the applied migrations
 * @throws {StoreStartError} newer_schema, changed_migration
 */
export function* migrate(
  migrations: readonly Migration[],
  now: number,
  place = 'The store',
): Operation<string[]> {
  yield* all(MIGRATION_SQL.createTable)
  const steps = yield* checkSchema(migrations, place)
  const missing = migrations.slice(steps)
  for (const migration of missing) {
    for (const statement of migration.statements) yield* all(statement)
    if (migration.fill) yield* migration.fill()
    yield* all(MIGRATION_SQL.insert, migration.version, migration.name, checksum(migration), now)
  }
  return missing.map(({ name }) => name)
}

/**
 * Checks that the applied migrations are the first ones of this Ferry. Writes nothing.
 *
 * @returns how many were applied
 * @throws {StoreStartError} newer_schema, changed_migration
 */
export function* checkSchema(migrations: readonly Migration[], place: string): Operation<number> {
  const applied = yield* all(MIGRATION_SQL.list)
  for (const [index, row] of applied.entries()) {
    const version = integer(row, 'version')
    if (version === COPY.version) {
      throw new StoreStartError(
        'unusable',
        `${place} is a copy that is not finished. Give the command "npm run store -- copy" again: it continues where it stopped.`,
      )
    }
    const known = migrations.find((migration) => migration.version === version)
    if (!known) {
      throw new StoreStartError(
        'newer_schema',
        `A newer Ferry has written this store (its schema has step ${version}, "${text(row, 'name')}"). ` +
          'Start that version or a later one.',
      )
    }
    const expected = migrations[index]?.version
    if (version !== expected) {
      throw new StoreStartError(
        'changed_migration',
        `${place} lacks step ${expected} of its schema, though it has step ${version}: it is damaged, or another program has ` +
          'changed it. Nothing was changed. Put a backup in its place.',
      )
    }
    if (checksum(known) !== text(row, 'sha256')) {
      throw new StoreStartError(
        'changed_migration',
        `Step ${version} of the store's schema, "${known.name}", is not the one that was applied to it.`,
      )
    }
  }
  return applied.length
}

function checksum(migration: Migration): string {
  return sha256(JSON.stringify(migration.statements))
}

/**
 * Checks that the master keys open the sealed values. Writes nothing.
 *
 * @returns ids of the master keys that the store was sealed with
 * @throws {StoreStartError} wrong_secret
 */
export function* checkKey(secrets: Secrets): Operation<string[]> {
  const checks = yield* all(SEAL_CHECK_SQL.list)
  for (const check of checks) {
    try {
      secrets.open(checkPlace(text(check, 'key_id')), text(check, 'sealed'))
    } catch (cause) {
      if (!(cause instanceof SecretsError)) throw cause
      throw new StoreStartError(
        'wrong_secret',
        'FERRY_SECRET is not the master key that this store was sealed with, nor is FERRY_SECRET_PREVIOUS. ' +
          'Nothing was changed. Start with the earlier key, or give it as FERRY_SECRET_PREVIOUS.',
        { cause },
      )
    }
  }
  return checks.map((row) => text(row, 'key_id'))
}

/**
 * Checks that the master keys open the sealed values. Seals values of an earlier master key again with the current one (K2),
 * so that the next start does not need the earlier key.
 *
 * @throws {StoreStartError} wrong_secret: nothing was written
 */
export function* checkSeals(secrets: Secrets): Operation<void> {
  const earlier = (yield* checkKey(secrets)).filter((key_id) => key_id !== secrets.key_id)
  if (earlier.length > 0) yield* resealAll(secrets)
  for (const key_id of earlier) yield* all(SEAL_CHECK_SQL.delete, key_id)
  yield* all(SEAL_CHECK_SQL.insert, secrets.key_id, secrets.seal(checkPlace(secrets.key_id), 'Ferry'))
}

function* resealAll(secrets: Secrets): Operation<void> {
  for (const tenant of yield* all(TENANT_SQL.listIds)) {
    const tenant_id = text(tenant, 'tenant_id')
    for (const key of yield* listSigningKeys(tenant_id)) {
      if (secrets.isCurrent(key.sealed_private_jwk)) continue
      const { sealed_private_jwk } = sealSigningKey(secrets, openSigningKey(secrets, key))
      yield* all(SIGNING_KEY_SQL.reseal, tenant_id, key.kid, sealed_private_jwk)
    }
    for (const row of yield* all(MAIL_SQL.listSealed, tenant_id)) {
      const mail_id = text(row, 'mail_id')
      const sealed = sealMail(
        secrets,
        tenant_id,
        mail_id,
        openMail(secrets, tenant_id, mail_id, text(row, 'sealed')),
      )
      yield* all(MAIL_SQL.reseal, tenant_id, mail_id, sealed)
    }
    yield* resealProviderTokens(secrets, tenant_id)
    for (const row of yield* all(CONFIGURATION_SQL.listSealed, tenant_id)) {
      const connection_id = text(row, 'connection_id')
      const values = openConfiguration(secrets, tenant_id, connection_id, {
        seal_id: text(row, 'seal_id'),
        values: json<{ [key: string]: string }>(row, 'sealed_values'),
      })
      const sealed = sealConfiguration(secrets, tenant_id, connection_id, values)
      yield* all(
        CONFIGURATION_SQL.reseal,
        tenant_id,
        connection_id,
        integer(row, 'revision'),
        sealed.seal_id,
        JSON.stringify(sealed.values),
        sealed.fingerprint,
      )
    }
  }
}

function* resealProviderTokens(secrets: Secrets, tenant_id: string): Operation<void> {
  let last = { connection_id: '', external_id: '' }
  for (;;) {
    const rows = yield* all(PROVIDER_TOKEN_SQL.listSealed, tenant_id, last.connection_id, last.external_id)
    if (rows.length === 0) return
    for (const row of rows) {
      last = { connection_id: text(row, 'connection_id'), external_id: text(row, 'external_id') }
      const tokens = openProviderTokens(secrets, tenant_id, last, text(row, 'sealed'))
      const sealed = sealProviderTokens(secrets, tenant_id, last, tokens)
      yield* all(PROVIDER_TOKEN_SQL.reseal, tenant_id, last.connection_id, last.external_id, sealed)
    }
  }
}
