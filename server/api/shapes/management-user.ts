/** A user as the Management API shows it. @module */
import * as z from 'zod'
import type { Json } from '../../../runtime/index.ts'
import { definedOnly } from '../../common/optional.ts'
import type { Identity, User } from '../../store/contract.ts'

const JsonObject = z.record(z.string(), z.custom<Json>())

/** An identity in users and in responses to linking. */
export const ManagementIdentity = z
  .object({
    connection: z.string().describe('The name of the connection.'),
    user_id: z.string().describe('The ID of the identity at its provider: without `auth0|`.'),
    provider: z.string().describe('`auth0` for every connection of Ferry.'),
    isSocial: z.boolean().describe('Always false: Ferry has no social connections.'),
    profileData: JsonObject.optional().describe('Only of a linked identity: its profile as a user.'),
  })
  .meta({ id: 'Identity', description: 'An identity of a user: who the user is at one connection.' })

/** Never a hash. Root attributes that a script returned are there under their own names. */
export const ManagementUser = z
  .looseObject({
    user_id: z.string().describe('The ID: `auth0|` and the ID that the legacy store or Ferry gave.'),
    email: z.string().optional().describe('The email address.'),
    email_verified: z.boolean().describe('Whether the user has confirmed the email address.'),
    username: z.string().optional().describe('The username, at connections that have usernames.'),
    name: z.string().optional().describe('The full name.'),
    nickname: z.string().optional().describe('What the user likes to be called.'),
    picture: z.string().optional().describe('The address of a picture of the user.'),
    identities: z
      .array(ManagementIdentity)
      .describe('Who the user is at each connection. Linked identities have `profileData`.'),
    user_metadata: JsonObject.optional().describe(
      'Preferences of the user, which applications may let users change.',
    ),
    app_metadata: JsonObject.optional().describe('What applications know about the user, such as a plan.'),
    blocked: z.boolean().optional().describe('True when an administrator has blocked the user.'),
    created_at: z.iso.datetime().describe('When the user was created in Ferry.'),
    updated_at: z.iso.datetime().describe('When the user was last changed.'),
    last_login: z.iso.datetime().optional().describe('When the user last signed in.'),
    last_ip: z.string().optional().describe('The address that the user last signed in from.'),
    logins_count: z.int().optional().describe('How often the user has signed in.'),
    last_password_reset: z.iso.datetime().optional().describe('When the password was last changed.'),
    migrated_at: z.iso
      .datetime()
      .optional()
      .describe('Ferry’s own. When the user was migrated from the legacy store.'),
    migrated_by: z
      .enum(['login', 'reset', 'import'])
      .optional()
      .describe('Ferry’s own. What migrated the user: a sign-in, a reset of the password, or an import.'),
    migrated_version: z
      .int()
      .optional()
      .describe('Ferry’s own. The version of the connection whose script returned the user.'),
    made_by: z
      .enum(['sign_up', 'administrator', 'legacy_login'])
      .optional()
      .describe(
        'Ferry’s own. Who made a user that was not migrated; `legacy_login`: a sign-in in legacy mode, which keeps a copy of the profile.',
      ),
  })
  .meta({
    id: 'User',
    description: 'A user that Ferry stores. Attributes that a script returned are further members.',
    examples: [
      {
        user_id: 'auth0|42',
        email: 'ann@example.com',
        email_verified: true,
        nickname: 'ann',
        identities: [{ connection: 'legacy', user_id: '42', provider: 'auth0', isSocial: false }],
        app_metadata: { plan: 'gold' },
        created_at: '2026-05-04T10:11:12.000Z',
        updated_at: '2026-05-04T10:11:12.000Z',
        migrated_at: '2026-05-04T10:11:12.000Z',
        migrated_by: 'login',
        migrated_version: 3,
      },
    ],
  })

/** A user from which `fields` may leave members out. */
export const PartialUser = ManagementUser.partial().meta({
  id: 'PartialUser',
  description: 'A `User`. With `fields` or `include_fields` it has only some of the members.',
})

/** Path of one user. */
export const UserParams = z.object({
  id: z.string().min(1).max(300).describe('The `user_id` of the user, such as `auth0|42`.'),
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
