/** Step `authorise`: what a caller needs for an endpoint at all, and for what was sent to it. @module */
import { ApiError } from '../../common/errors.ts'
import type { Caller, Person } from '../access/caller.ts'
import { checkScopes } from '../access/caller.ts'
import type { WithoutRecentSignIn } from '../access/recent-sign-in.ts'
import { checkRecentSignIn } from '../access/recent-sign-in.ts'
import type { Scope } from '../access/scopes.ts'
import type { Deps } from '../http/deps.ts'
import type { OwnAccess } from './spec.ts'

type Authorising = Pick<Deps, 'store' | 'tenant'>

/** @throws {ApiError} insufficient_scope; recent_sign_in_required for a member's write, unless the endpoint does without */
export async function authorise(
  deps: Authorising,
  caller: Caller,
  spec: {
    method: string
    scopes?: readonly Scope[]
    own?: OwnAccess
    without_recent_sign_in?: WithoutRecentSignIn
  },
  params: { readonly [name: string]: unknown } = {},
): Promise<void> {
  if (caller.person) {
    authorisePerson(caller, caller.person, spec, params.id)
    return
  }
  checkScopes(caller, spec.scopes ?? [])
  if (!spec.without_recent_sign_in) await authoriseWrite(deps, caller, spec)
}

/** A person's token opens what is made for it, and only for the person. */
function authorisePerson(
  { scopes: granted }: Caller,
  { user }: Person,
  { scopes = [], own }: { scopes?: readonly Scope[]; own?: OwnAccess },
  id: unknown,
): void {
  const isOwn = own?.whose === 'handle' || id === user.user_id
  if (own?.scopes.some((scope) => granted.includes(scope)) && isOwn) return
  const expected = [...scopes, ...(own?.scopes ?? [])].join(',')
  throw new ApiError('insufficient_scope', `Insufficient scope, expected any of: ${expected}`)
}

/** @throws {ApiError} recent_sign_in_required for a member's write; clients, which do not sign in, always pass */
export async function authoriseWrite(
  deps: Authorising,
  caller: Caller,
  { method }: { method: string },
): Promise<void> {
  if (method !== 'get' && caller.member) await checkRecentSignIn(deps, caller.proved_at)
}
