import type { ScriptCall } from '../contract.ts'

/** A unique text for each connection of each tenant. */
export function connectionKey({
  tenant_id,
  connection_id,
}: Pick<ScriptCall, 'tenant_id' | 'connection_id'>): string {
  return JSON.stringify([tenant_id, connection_id])
}
