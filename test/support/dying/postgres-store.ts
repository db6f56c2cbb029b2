/** The same points as `store.ts`, of a store in PostgreSQL. @module */
import type { Store } from '../../../server/store/contract.ts'
import { createPostgresStore as createTrueStore } from '../../../server/store/postgres.ts'
import { dyingStore } from './store.ts'

export async function createPostgresStore(...args: Parameters<typeof createTrueStore>): Promise<Store> {
  return dyingStore(await createTrueStore(...args))
}
