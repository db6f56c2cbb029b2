/** Step `authorise`: what a caller needs for an endpoint at all, and for what was sent to it. @module */
import type { Caller } from '../access/caller.ts'
import { checkScopes } from '../access/caller.ts'
import type { WithoutRecentSignIn } from '../access/recent-sign-in.ts'
import { checkRecent } from '../access/recent-sign-in.ts'
import type { Scope } from '../access/scopes.ts'
import type { Deps } from '../http/deps.ts'

type Authorising = Pick<Deps, 'store' | 'tenant'>

/** @throws {ApiError} insufficient_scope; recent_sign_in_required for a member's write, unless the endpoint does without */
export async function authorise(
  deps: Authorising,
  caller: Caller,
  spec: { method: string; scopes?: readonly Scope[]; without_recent_sign_in?: WithoutRecentSignIn },
): Promise<void> {
  checkScopes(caller, spec.scopes ?? [])
  if (!spec.without_recent_sign_in) await authoriseWrite(deps, caller, spec)
}

/** @throws {ApiError} recent_sign_in_required for a member's write; clients, which do not sign in, always pass */
export async function authoriseWrite(
  deps: Authorising,
  caller: Caller,
  { method }: { method: string },
): Promise<void> {
  if (method !== 'get' && caller.member) await checkRecent(deps, caller.proved_at)
}
