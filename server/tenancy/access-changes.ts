/** Tells when somebody may have less than before, so that what goes on in their name can end. @module */
import type { Store } from '../store/contract.ts'

/** Writes that take a role, a session, a client, a grant or a whole tenant away. Each names its tenant first. */
export const TAKING_WRITES = [
  'updateMember',
  'changeMemberPassword',
  'deleteMember',
  // Of a member's sessions the oldest go.
  'createSession',
  'endSession',
  'endSessions',
  'updateClient',
  'deleteClient',
  'updateClientGrant',
  'deleteClientGrant',
  'deleteTenant',
] as const satisfies readonly (keyof Store)[]

type TakingWrite = (tenant_id: string, ...rest: unknown[]) => Promise<unknown>

/** @returns the store; `tell` is called after each such write is durable, by whichever way it came */
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
