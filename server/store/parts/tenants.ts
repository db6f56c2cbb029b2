import type { TenantStore } from '../contract.ts'
import { newId } from './ids.ts'
import type { PartContext } from './part.ts'

/** @see TenantStore */
export function tenantPart({ engine, now }: PartContext): TenantStore {
  return {
    ensureTenant: (name) => engine.write('ensureTenant', newId('ten_'), name, now()),
  }
}
