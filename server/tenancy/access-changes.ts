/** Reports when access was taken away, so that open streams of that caller can end. @module */
import type { Store } from '../store/contract.ts'

/** Writes that remove a role, a session, a client, a grant, a signing key or a tenant. The first argument of each is the tenant. */
export const TAKING_WRITES = [
  'updateMember',
  'changeMemberPassword',
  'deleteMember',
  // A new password ends the member's sessions.
  'claimMemberLink',
  // A new session ends the member's oldest ones.
  'createSession',
  'endSession',
  'endSessions',
  'updateClient',
  'deleteClient',
  'updateClientGrant',
  'deleteClientGrant',
  'revokeSigningKey',
  'deleteTenant',
] as const satisfies readonly (keyof Store)[]

type TakingWrite = (tenant_id: string, ...rest: unknown[]) => Promise<unknown>

/** @returns the store; calls `tell` when such a write by any caller is durable */
export function tellingAccessChanges(store: Store, tell: (tenant_id: string) => void): Store {
  const telling = TAKING_WRITES.map((name) => {
    const write = store[name] as TakingWrite
    const told: TakingWrite = async (tenant_id, ...rest) => {
      const result = await write(tenant_id, ...rest)
      tell(tenant_id)
      return result
    }
    return [name, told]
  })
  return { ...store, ...(Object.fromEntries(telling) as Pick<Store, (typeof TAKING_WRITES)[number]>) }
}
