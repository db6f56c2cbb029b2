/** Members show that they know their password, once more. @module */
import { ApiError } from '../../errors.ts'
import { normaliseIdentifier } from '../../migration/identifier.ts'
import type { Member } from '../../store/contract.ts'
import type { Deps } from '../route.ts'
import { reserveSignIn } from './session.ts'

/** @returns the hash that the password fits @throws {ApiError} wrong_password, too_many_requests */
export async function provePassword(
  deps: Deps,
  member: Member,
  password: string,
  ip: string | undefined,
): Promise<string> {
  const reserved = reserveSignIn(deps, member.email, ip)
  const { tenant_id } = deps.tenant
  const known = await deps.store.findMemberLogin(tenant_id, normaliseIdentifier(member.email))
  if (!known || !(await deps.passwords.verify(known.password_hash, password))) {
    throw new ApiError('wrong_password')
  }
  reserved.succeeded()
  return known.password_hash
}

/** @param error why it was refused */
export function recordProof(
  { events }: Deps,
  summary: string,
  { email, member_id }: Member,
  error?: ApiError,
): void {
  events.record({
    type: error ? 'fapi' : 'sapi',
    description: error ? `${summary}: ${error.message}` : summary,
    user_name: email,
    details: { member_id },
  })
}
