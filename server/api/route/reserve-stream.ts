/** Reserves a place for a streaming response. @module */
import type { Caller } from '../access/caller.ts'
import { hasAny } from '../access/caller.ts'
import type { Scope } from '../access/scopes.ts'
import type { Deps } from '../http/deps.ts'
import type { StreamPlace } from '../http/open-streams.ts'

/**
 * @returns the place; its stream ends when the caller has lost all of the scopes
 * @throws {ApiError} too_many_requests, temporarily_unavailable
 */
export function reserveStream(
  { openStreams, tenant }: Pick<Deps, 'openStreams' | 'tenant'>,
  { scopes = [] }: { scopes?: readonly Scope[] },
  caller: Caller | undefined,
): StreamPlace {
  if (!caller) throw new Error('a streaming endpoint needs scopes, so that it has a caller')
  return openStreams.enter({
    tenant_id: tenant.tenant_id,
    caller: caller.id,
    until: caller.until,
    isStillAllowed: async () => hasAny(await caller.scopesNow(), scopes),
  })
}
