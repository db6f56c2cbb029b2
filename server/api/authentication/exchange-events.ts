/** Events of the token endpoint in the tenant's log. @module */
import { ApiError } from '../../common/errors.ts'
import type { Client } from '../../store/contract.ts'
import { DEVICE_GRANT } from '../../tenancy/clients.ts'
import type { LogType } from '../../tenant-log/types.ts'
import type { Deps } from '../http/deps.ts'
import type { TokenRequest } from './token-request.ts'

/**
 * Runs a grant and logs its result. The grants of codes and refresh tokens log it themselves, because they know the
 * user.
 *
 * @param exchange calls `known` once the client has authenticated
 */
export async function exchangeRecorded<T>(
  { events }: Deps,
  { grant_type, client_id, audience, scope, username }: TokenRequest,
  exchange: (known: (client: Client) => void) => Promise<T>,
): Promise<T> {
  let client: { client_id: string; name: string } | undefined
  const note = (succeeded: boolean, description?: string): void => {
    const type = typeOf(grant_type, client !== undefined, succeeded)
    if (type) events.record({ type, description, client, audience, scope, user_name: username?.trim() })
  }
  try {
    const answer = await exchange((known) => {
      client = { client_id: known.client_id, name: known.name }
    })
    note(true)
    return answer
  } catch (error) {
    if (error instanceof ApiError) note(false, client ? error.message : refusedClient(client_id, error))
    throw error
  }
}

function typeOf(grant_type: string, isKnown: boolean, succeeded: boolean): LogType | undefined {
  switch (grant_type) {
    case 'client_credentials':
      return succeeded ? 'seccft' : 'feccft'
    case 'authorization_code':
      return isKnown ? undefined : 'feacft'
    case DEVICE_GRANT:
      return isKnown ? undefined : 'fede'
    case 'refresh_token':
      return isKnown ? undefined : 'fertft'
    default:
      return succeeded ? 'sepft' : 'fepft'
  }
}

/** A `client_id` as sent can be any text: it is shown only if it has the form of an id. */
function refusedClient(client_id: string | undefined, { message }: ApiError): string {
  const shown = /^[\w.-]{1,64}$/.exec(client_id ?? '')?.[0]
  return shown === undefined ? message : `${message}: client ${shown}`
}
