/** `POST /api/v2/users`. @module */
import * as z from 'zod'
import { ApiError } from '../../../common/errors.ts'
import type { SignUpResult } from '../../../migration/sign-up/person.ts'
import { managementPasswordError } from '../../../password/policy.ts'
import { NEW_USER_FIELDS } from '../../fields/requests.ts'
import { invalidField } from '../../http/invalid-field.ts'
import { defineRoute } from '../../route/route.ts'
import { ManagementUser, toManagementUser } from '../../shapes/management-user.ts'
import {
  AppMetadata,
  Identifier,
  NewPassword,
  ROOT_ATTRIBUTES,
  rootAttributesOf,
  UserMetadata,
} from '../../shapes/person-input.ts'
import { managementScriptError, SCRIPT_ERRORS } from '../../shapes/script-error.ts'

export const createUser = defineRoute({
  method: 'post',
  path: '/api/v2/users',
  name: 'createUser',
  tag: 'Users',
  summary: 'Create a user',
  description:
    'Creates a user at a connection, as a sign-up does. In legacy mode the `create` script creates the user in the legacy store. A verification email is sent unless `verify_email` is false or the address is verified.',
  scopes: ['create:users'],
  body: z
    .object({
      ...z.object(ROOT_ATTRIBUTES).partial().shape,
      connection: Identifier.describe('The name of the connection.'),
      email: Identifier.optional().describe(
        'The email address. Required unless the connection has `strategy_version: 1`.',
      ),
      username: Identifier.optional().describe('The username, at connections that have usernames.'),
      password: NewPassword.describe('The password. It must follow the password policy of the connection.'),
      user_id: z
        .string()
        .regex(/^[^\p{Cc}]{1,255}$/u, 'must have 1 to 255 characters and no control characters')
        .refine((id) => id.isWellFormed(), 'has characters that are not allowed')
        .optional()
        .describe(
          'The ID without `auth0|`, which Ferry puts before it. In legacy mode the `login` script decides the ID.',
        ),
      email_verified: z.boolean().optional().describe('Whether the user has confirmed the email address.'),
      phone_verified: z.boolean().optional().describe('Whether the user has confirmed the phone number.'),
      verify_email: z
        .boolean()
        .optional()
        .describe(
          'False sends no verification email. By default one is sent unless `email_verified` is true.',
        ),
      blocked: z.boolean().optional().describe('True keeps the user from signing in.'),
      user_metadata: UserMetadata.optional().describe('Preferences of the user.'),
      app_metadata: AppMetadata.optional().describe('What applications know about the user.'),
    })
    .meta({
      id: 'UserCreate',
      description: 'A new user.',
      examples: [{ connection: 'legacy', email: 'ann@example.com', password: 'correct horse battery' }],
    }),
  fields: NEW_USER_FIELDS,
  status: 201,
  result: ManagementUser,
  errors: [
    'unknown_connection',
    'auth0_idp_error',
    'invalid_password',
    'missing_script',
    'legacy_unavailable',
    ...SCRIPT_ERRORS,
  ],
  async handle(deps, { tenant, actor, body }) {
    const connection = await deps.store.findConnectionByName(tenant.tenant_id, body.connection)
    if (!connection) throw new ApiError('unknown_connection')
    const { email, username, password, email_verified, blocked } = body
    const result = await deps.flows.signUp.signUp({
      tenant,
      connection,
      client_id: actor,
      email,
      username,
      password,
      profile: {
        ...rootAttributesOf(body),
        ...(body.phone_verified === undefined ? {} : { phone_verified: body.phone_verified }),
      },
      user_metadata: withoutNull(body.user_metadata),
      app_metadata: withoutNull(body.app_metadata),
      email_verified,
      blocked,
      external_id: body.user_id,
      purpose: 'create_user',
    })
    if (result.kind !== 'created') throw errorOf(result)
    const { user } = result
    // A person whose address is already verified gets no email either.
    if (body.verify_email !== false) {
      deps.background.run('verification_mail', async () => {
        await deps.flows.verification.sendMail({ connection, user })
      })
    }
    return toManagementUser(user)
  },
})

/** A key that is null is one that is not there, as when users are changed. */
function withoutNull<T>(fields: { [key: string]: T } = {}): { [key: string]: T } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null))
}

function errorOf(result: Exclude<SignUpResult, { kind: 'created' }>): ApiError {
  // biome-ignore lint/nursery/useExhaustiveSwitchCases: it does not see through Exclude; tsc does
  switch (result.kind) {
    case 'exists':
      return new ApiError('auth0_idp_error')
    case 'invalid':
      return invalidField(result.field, result.message)
    case 'weak_password':
      return managementPasswordError(result.violation)
    case 'missing_script':
      return new ApiError('missing_script', result.message)
    case 'no_connection':
      return new ApiError('unknown_connection')
    case 'validation':
    case 'unauthorized':
    case 'failed':
    case 'unavailable':
      return managementScriptError(result)
  }
}
