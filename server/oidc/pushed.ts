/** Pushed authorization requests: an application sends its request before the browser does. @see RFC 9126 @module */
import * as z from 'zod'
import { sha256 } from '../common/hash.ts'
import { randomSecret } from '../common/ids.ts'
import type { Client, NewOneTime, TenantSettings } from '../store/contract.ts'
import type { Parameters } from './parameters.ts'

const PREFIX = 'urn:ietf:params:oauth:request_uri:'

/** How long a browser has to come with the request, seconds. */
export const PUSHED_REQUEST_S = 30
/** Largest request that is kept. One that waits for a password travels sealed, and is bounded there. */
export const MOST_PUSHED_BYTES = 16 * 1024

const Payload = z.object({ client_id: z.string(), parameters: z.record(z.string(), z.string()) })

/** @returns the address of the request, with 256 random bits, and what the store keeps of it */
export function newPushedRequest(
  client_id: string,
  parameters: Parameters,
): { request_uri: string; entry: NewOneTime } {
  const secret = randomSecret()
  return {
    request_uri: PREFIX + secret,
    entry: {
      kind: 'pushed_request',
      key_sha256: sha256(secret),
      payload: { client_id, parameters: Object.fromEntries(parameters) },
      life_ms: PUSHED_REQUEST_S * 1_000,
    },
  }
}

/** @returns hash of the secret in the address; undefined for another address, which is not fetched */
export function pushedKeyOf(request_uri: string): string | undefined {
  return request_uri.startsWith(PREFIX) ? sha256(request_uri.slice(PREFIX.length)) : undefined
}

/** @returns the parameters that this client pushed; undefined when another one did */
export function pushedParameters(payload: unknown, client_id: string): Parameters | undefined {
  const pushed = Payload.parse(payload)
  return pushed.client_id === client_id ? new Map(Object.entries(pushed.parameters)) : undefined
}

/** Whether a request counts only when it was pushed. */
export function requiresPushed({ settings }: Pick<Client, 'settings'>, { flags }: TenantSettings): boolean {
  return (
    settings.require_pushed_authorization_requests === true ||
    flags?.require_pushed_authorization_requests === true
  )
}
