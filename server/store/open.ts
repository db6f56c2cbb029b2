import type { Config } from '../common/config.ts'
import type { Secrets } from '../secrets/index.ts'
import type { Store } from './contract.ts'
import type { PostgresSettings } from './postgres.ts'
import { createSqliteStore } from './sqlite.ts'

/**
 * Opens the store that the settings name: PostgreSQL, or else the embedded store in the data folder. Creates or migrates it.
 *
 * @param watch.onWarning called with what the operator should change
 * @param watch.onPool called with how full the pool of connections is; the embedded store has no pool
 * @throws {StoreStartError}
 */
export async function openStore(
  config: Pick<Config, 'data_dir' | 'database' | 'read_timeout_ms'>,
  secrets: Secrets,
  watch: Pick<PostgresSettings, 'onWarning' | 'onPool'> = {},
): Promise<Store> {
  const { data_dir, database, read_timeout_ms: read_ms } = config
  if (database === undefined) return await createSqliteStore({ data_dir, secrets, read_ms })
  // Only who uses PostgreSQL waits for its driver to load.
  const { createPostgresStore } = await import('./postgres.ts')
  return await createPostgresStore({ ...database, secrets, read_ms, ...watch })
}

/**
 * Looks into a PostgreSQL store without changing it.
 *
 * @returns the names of the migrations that are missing, and the store, which must be used only when none is
 * @throws {StoreStartError}
 */
export async function inspectDatabase(
  database: NonNullable<Config['database']>,
  secrets: Secrets,
): Promise<{ steps: readonly string[]; store: Store }> {
  let steps: readonly string[] = []
  const { createPostgresStore } = await import('./postgres.ts')
  const store = await createPostgresStore({
    ...database,
    secrets,
    is_inspected: true,
    onMigrated: (names) => {
      steps = names
    },
  })
  return { steps, store }
}
