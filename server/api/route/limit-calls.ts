/** Step `limit`: counts a call against a rate limit. @module */
import type { Response } from 'express'
import type { Scope } from '../access/scopes.ts'
import type { Deps } from '../http/deps.ts'

/**
 * Counts programs and members by their id, and callers of public endpoints by their address. Public reads, which caches keep,
 * are not counted.
 *
 * @param caller_id empty on public endpoints
 * @throws {ApiError} too_many_requests
 */
export function limitCalls(
  { rateLimits, tenant: { tenant_id }, origin: { ip } }: Pick<Deps, 'rateLimits' | 'tenant' | 'origin'>,
  { scopes, method }: { scopes?: readonly Scope[]; method: string },
  response: Response,
  caller_id: string,
): void {
  if (scopes) rateLimits.spend(response, { tenant_id, client_id: caller_id })
  else if (method !== 'get') rateLimits.spend(response, { tenant_id, ip })
}
