/** Points `after <operation>`: the store has committed it, and nobody was told. @module */
import type { Store } from '../../../server/store/contract.ts'
import { createSqliteStore as createTrueStore } from '../../../server/store/sqlite.ts'
import { dieAt } from './point.ts'

type Method = (...args: readonly unknown[]) => Promise<unknown>

export async function createSqliteStore(...args: Parameters<typeof createTrueStore>): Promise<Store> {
  return dyingStore(await createTrueStore(...args))
}

/** @returns the store, which may die after each of its operations */
export function dyingStore(store: Store): Store {
  const methods = Object.entries(store).map(([name, member]) => [
    name,
    isOperation(name, member) ? dying(name, member) : member,
  ])
  return Object.fromEntries(methods) as Store
}

/** Wakes are no operations: they answer at once. */
function isOperation(name: string, member: unknown): member is Method {
  return typeof member === 'function' && name !== 'wake' && name !== 'onWake'
}

function dying(name: string, method: Method): Method {
  return async (...args) => {
    const result = await method(...args)
    dieAt(`after ${name}`)
    return result
  }
}
