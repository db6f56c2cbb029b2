import type { Secrets } from '../secrets/index.ts'
import { checkKey, checkSchema } from './migrate.ts'
import { MIGRATIONS } from './schema/index.ts'
import { openDatabase } from './sqlite/database.ts'
import { checkDamage, checkLength, checkOwner, startProblem } from './sqlite/start-problems.ts'

/**
 * Checks a whole file of the embedded store without changing it: damage, owner, schema, and that the master keys open it. No
 * server may use the file.
 *
 * @throws {StoreStartError} damaged, foreign, newer_schema, changed_migration, wrong_secret, unusable
 */
export function checkStoreFile(file: string, secrets: Secrets): void {
  try {
    const db = openDatabase(file, { read_only: true })
    try {
      db.read(checkLength(file))
      db.read(checkDamage(file))
      db.read(checkOwner(file))
      db.read(checkSchema(MIGRATIONS, file))
      db.read(checkKey(secrets))
    } finally {
      db.close()
    }
  } catch (error) {
    throw startProblem(file, error)
  }
}
