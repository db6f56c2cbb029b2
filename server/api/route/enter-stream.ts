/** A place for an answer that goes on, in the name of whoever asked. @module */
import type { Caller } from '../access/caller.ts'
import { hasAny } from '../access/caller.ts'
import type { Scope } from '../access/scopes.ts'
import type { Deps } from '../http/deps.ts'
import type { Place } from '../http/open-answers.ts'

/**
 * @returns a place for the answer to a request, which ends when its caller has none of the scopes any more
 * @throws {ApiError} too_many_requests, temporarily_unavailable
 */
export function enterFor(
  { openAnswers, tenant }: Pick<Deps, 'openAnswers' | 'tenant'>,
  { scopes = [] }: { scopes?: readonly Scope[] },
  caller: Caller | undefined,
): Place {
  if (!caller) throw new Error('an answer that goes on needs a caller, and so scopes')
  return openAnswers.enter({
    tenant_id: tenant.tenant_id,
    caller: caller.id,
    until: caller.until,
    stillMay: async () => hasAny(await caller.scopesNow(), scopes),
  })
}
