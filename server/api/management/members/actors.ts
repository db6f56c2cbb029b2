/** Names of those who changed something. @module */
import type { Deps } from '../../http/deps.ts'

/** @returns the name, or else the email, of each member, and the name of each client that is still there, by id */
export async function namesOf({ store, tenant }: Deps, ids: Iterable<string>): Promise<Map<string, string>> {
  const named = await Promise.all(
    [...new Set(ids)].map(async (id): Promise<[string, string | undefined]> => {
      const member = await store.findMember(tenant.tenant_id, id)
      if (member) return [id, member.name ?? member.email]
      const client = await store.findClient(tenant.tenant_id, id)
      return [id, client?.name]
    }),
  )
  return new Map(named.filter((entry): entry is [string, string] => entry[1] !== undefined))
}
