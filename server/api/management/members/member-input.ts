/** Input about members, and the requirements of their passwords. @module */
import * as z from 'zod'
import { isEmail } from '../../../migration/identifiers/identifier.ts'
import { membersOf } from '../../../password/hash-gate.ts'
import { checkNewPassword, managementPasswordError } from '../../../password/policy.ts'
import type { PasswordRules } from '../../../password/rules.ts'
import { ROLES } from '../../access/roles.ts'
import type { Deps } from '../../http/deps.ts'

/** Bounded before anything else sees it (A9). */
export function typedText(max_bytes: number) {
  return z
    .string()
    .min(1)
    .refine((value) => Buffer.byteLength(value) <= max_bytes, `is longer than ${max_bytes} bytes`)
    .refine((value) => value.isWellFormed() && !value.includes('\0'), 'has characters that are not allowed')
    .meta({ maxLength: max_bytes })
}

export const MemberEmail = typedText(320)
  .transform((email) => email.trim())
  .refine(isEmail, 'must be an email address')

/** The role of a member. */
export const MemberRole = z.enum(ROLES).meta({
  id: 'MemberRole',
  description:
    'What a member may do. `owner`: everything. `admin`: everything but managing tenants. `editor`: change and deploy scripts. ' +
    '`viewer`: read everything. `support`: help users.',
})

export const MemberName = typedText(300).transform((name) => name.trim())

/**
 * Longer than people's, since a member can read and change everything (A11). No rules about kinds of characters: what counts
 * is how many guesses it takes, ten billion, as for what is kept by a slow hash.
 */
const MEMBER_PASSWORDS = {
  min_length: 12,
  characters: undefined,
  max_identical: undefined,
  max_sequential: undefined,
  history_size: 0,
  personal_fields: ['email', 'name'],
  least_guesses: 10,
} as const

/** @returns PHC string @throws {ApiError} invalid_password, too_many_requests */
export async function hashMemberPassword(
  { passwords, rateLimits, tenant }: Pick<Deps, 'passwords' | 'rateLimits' | 'tenant'>,
  password: string,
  person: { email: string; name?: string | undefined },
): Promise<string> {
  const rules: PasswordRules = {
    ...MEMBER_PASSWORDS,
    dictionary: { common: 10_000, own: [tenant.name, 'ferry'] },
  }
  rateLimits.newMemberPassword(tenant.tenant_id)
  const violation = await checkNewPassword(rules, password, person, [])
  if (violation) throw managementPasswordError(violation)
  return passwords.hash(membersOf(tenant.tenant_id), password)
}
