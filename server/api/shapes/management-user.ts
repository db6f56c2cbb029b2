/** A user as the Management API shows it. @module */
import * as z from 'zod'
import type { Json } from '../../../runtime/index.ts'
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
  return {
    ...user.profile,
    user_id: user.user_id,
    ...(user.email === undefined ? {} : { email: user.email }),
    email_verified: user.email_verified,
    ...(user.username === undefined ? {} : { username: user.username }),
    identities: user.identities.map(toManagementIdentity),
    ...(isEmpty(user.user_metadata) ? {} : { user_metadata: user.user_metadata }),
    ...(isEmpty(user.app_metadata) ? {} : { app_metadata: user.app_metadata }),
    ...(user.blocked ? { blocked: true } : {}),
    created_at: time(user.created_at),
    updated_at: time(user.updated_at),
    ...(user.last_login === undefined ? {} : { last_login: time(user.last_login) }),
    ...(user.last_ip === undefined ? {} : { last_ip: user.last_ip }),
    ...(user.logins_count === 0 ? {} : { logins_count: user.logins_count }),
    ...(user.last_password_reset === undefined
      ? {}
      : { last_password_reset: time(user.last_password_reset) }),
    ...(user.migrated_at === undefined ? {} : { migrated_at: time(user.migrated_at) }),
    ...(user.migrated_by === undefined ? {} : { migrated_by: user.migrated_by }),
    ...(user.migrated_version === undefined ? {} : { migrated_version: user.migrated_version }),
    ...(user.made_by === undefined ? {} : { made_by: user.made_by }),
  }
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
const isEmpty = (value: object): boolean => Object.keys(value).length === 0
