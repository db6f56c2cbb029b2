/** Creates an application on the server. @module */
import type { ApiClient } from '../../api/client.ts'
import type { Addresses } from './addresses.ts'
import type { Kind } from './kinds.ts'
import { grantsOf } from './kinds.ts'

/** The response to the creation, the only one that contains the secret. */
export interface MadeApplication {
  client_id: string
  /** undefined for a public application, which has no secret. */
  client_secret: string | undefined
}

/**
 * @param about.grants beside those of the type
 * @param about.addresses lists of addresses, by their names in the API
 * @throws {ApiProblem} the name or an address is refused
 */
export async function makeApplication(
  client: ApiClient,
  {
    name,
    kind,
    grants = [],
    addresses = {},
  }: { name: string; kind: Kind; grants?: readonly string[]; addresses?: Addresses },
): Promise<MadeApplication> {
  const { client_id, client_secret } = await client.call('POST /api/v2/clients', {
    body: { name, app_type: kind, grant_types: [...grantsOf(kind), ...grants], ...addresses },
  })
  return { client_id, client_secret }
}
