/** A user as the Management API shows it. @module */

import * as z from 'zod'
import type { Json } from '../../../runtime/index.ts'
import { definedOnly } from '../../common/optional.ts'
import type { Identity, User } from '../../store/contract.ts'

const JsonObject = z.record(z.string(), z.custom<Json>())

/** An identity as it stands in users and in the answers of linking. */
export const ManagementIdentity = z.object({
  connection: z.string(),
  user_id: z.string().describe('Without prefix'),
  provider: z.string(),
  isSocial: z.boolean(),
  profileData: JsonObject.optional().describe('Of a linked identity: what it was called as a user'),
})

/** Never a hash. Root attributes that a script returned are there under their own names. */
export const ManagementUser = z.looseObject({
  user_id: z.string(),
  email: z.string().optional(),
  email_verified: z.boolean(),
  username: z.string().optional(),
  name: z.string().optional(),
  nickname: z.string().optional(),
  picture: z.string().optional(),
  identities: z.array(ManagementIdentity),
  user_metadata: JsonObject.optional(),
  app_metadata: JsonObject.optional(),
  blocked: z.boolean().optional(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
  last_login: z.iso.datetime().optional(),
  last_ip: z.string().optional(),
  logins_count: z.int().optional(),
  last_password_reset: z.iso.datetime().optional(),
  migrated_at: z.iso.datetime().optional().describe('When the user came out of the legacy store'),
  migrated_by: z.enum(['login', 'reset', 'import']).optional(),
  migrated_version: z.int().optional().describe('Version of the connection whose script brought the user'),
  made_by: z
    .enum(['sign_up', 'administrator', 'legacy_login'])
    .optional()
    .describe(
      'Of users who did not come out of the legacy store; `legacy_login`: a copy made in legacy mode',
    ),
})

/** @returns the user with Auth0's fields; those without a value are left out */
export function toManagementUser(user: User): z.input<typeof ManagementUser> {
  const fields = definedOnly({
    email: user.email,
    email_verified: user.email_verified,
    username: user.username,
    identities: user.identities.map(toManagementIdentity),
    user_metadata: isEmpty(user.user_metadata) ? undefined : user.user_metadata,
    app_metadata: isEmpty(user.app_metadata) ? undefined : user.app_metadata,
    blocked: user.blocked || undefined,
    created_at: time(user.created_at),
    updated_at: time(user.updated_at),
    last_login: optionalTime(user.last_login),
    last_ip: user.last_ip,
    logins_count: user.logins_count || undefined,
    last_password_reset: optionalTime(user.last_password_reset),
    migrated_at: optionalTime(user.migrated_at),
    migrated_by: user.migrated_by,
    migrated_version: user.migrated_version,
    made_by: user.made_by,
  })
  return { ...user.profile, user_id: user.user_id, ...fields }
}

/** @returns the identity with Auth0's fields */
export function toManagementIdentity(identity: Identity): z.input<typeof ManagementIdentity> {
  return {
    connection: identity.connection,
    user_id: identity.external_id,
    provider: identity.provider,
    isSocial: false,
    ...(identity.profile && { profileData: identity.profile }),
  }
}

const time = (at_ms: number): string => new Date(at_ms).toISOString()
const optionalTime = (at_ms: number | undefined): string | undefined =>
  at_ms === undefined ? undefined : time(at_ms)
const isEmpty = (value: object): boolean => Object.keys(value).length === 0
