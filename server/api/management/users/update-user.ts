/** `PATCH /api/v2/users/{id}`. @module */
import * as z from 'zod'
import type { Json } from '../../../../runtime/index.ts'
import { ApiError } from '../../../common/errors.ts'
import { ownIdentity } from '../../../migration/identifiers/own-identity.ts'
import type { UpdateUserFlowResult } from '../../../migration/users/update-user.ts'
import { managementPasswordError } from '../../../password/policy.ts'
import type { Connection, Identity, User } from '../../../store/contract.ts'
import type { LogType } from '../../../tenant-log/types.ts'
import type { Person } from '../../access/caller.ts'
import { USER_FIELDS } from '../../fields/requests.ts'
import type { Deps } from '../../http/deps.ts'
import { invalidField } from '../../http/invalid-field.ts'
import { defineRoute } from '../../route/route.ts'
import { ManagementUser, toManagementUser, UserParams } from '../../shapes/management-user.ts'
import {
  AppMetadata,
  Identifier,
  NewPassword,
  ROOT_ATTRIBUTE_CHANGES,
  rootAttributesOf,
  UserMetadata,
} from '../../shapes/person-input.ts'
import { managementScriptError, SCRIPT_ERRORS } from '../../shapes/script-error.ts'

/** Each is proved or asked for on its own, so one call changes one of them. */
const ONE_OF = ['email', 'username', 'password'] as const

const Body = z
  .object({
    ...ROOT_ATTRIBUTE_CHANGES,
    phone_verified: z.boolean().nullish().describe('Whether the user has confirmed the phone number.'),
    connection: Identifier.nullish().describe(
      'The name of the connection whose identity is changed. By default, the connection that the user was made in.',
    ),
    client_id: Identifier.nullish().describe('The client that a verification email names.'),
    email: Identifier.optional().describe('The new email address.'),
    username: Identifier.optional().describe('The new username.'),
    password: NewPassword.optional().describe(
      'The new password. It must follow the password policy of the connection.',
    ),
    email_verified: z.boolean().nullish().describe('Whether the user has confirmed the email address.'),
    verify_email: z.boolean().nullish().describe('True sends a verification email after the change.'),
    blocked: z.boolean().nullish().describe('True keeps the user from signing in.'),
    user_metadata: UserMetadata.nullish().describe(
      'Preferences of the user. Merged at the first level; null removes a key, or all of them.',
    ),
    app_metadata: AppMetadata.nullish().describe(
      'What applications know about the user. Merged at the first level; null removes a key, or all of them.',
    ),
  })
  .superRefine((body, context) => {
    const [first, second] = ONE_OF.filter((field) => body[field] !== undefined)
    if (second === undefined) return
    context.addIssue({ code: 'custom', message: `Cannot update ${second} and ${first} simultaneously` })
  })
  .meta({
    id: 'UserUpdate',
    description: 'Members of a user to change.',
    examples: [{ app_metadata: { plan: 'gold' } }],
  })

type Body = z.output<typeof Body>

export const updateUser = defineRoute({
  method: 'patch',
  path: '/api/v2/users/:id',
  name: 'updateUser',
  tag: 'Users',
  summary: 'Change a user',
  description:
    'Changes the members that are sent. Metadata is merged at its first level. In legacy mode the `change_email`, `change_username` or `change_password` script changes the legacy store first, and nothing is changed in Ferry when it fails. One call changes one of email address, username and password. A person’s own token changes `user_metadata` alone.',
  scopes: ['update:users'],
  own: { scopes: ['update:current_user_metadata', 'create:current_user_metadata'], whose: 'path' },
  cors: 'client',
  params: UserParams,
  body: Body,
  fields: USER_FIELDS,
  async current({ store, tenant }, { params, body }) {
    const user = await store.findUser(tenant.tenant_id, params.id)
    if (!user || !isOfOwnIdentity(user, body)) return undefined
    const { email_verified, ...current } = toManagementUser(user)
    // It is about the address that it is sent with.
    const email = Named.safeParse(body).data?.email ?? current.email
    return email === current.email ? { ...current, email_verified } : current
  },
  result: ManagementUser,
  errors: [
    'inexistent_user',
    'inexistent_client',
    'unknown_connection',
    'identifier_taken',
    'invalid_password',
    'read_only_attributes',
    'missing_script',
    'script_refused',
    'legacy_unavailable',
    ...SCRIPT_ERRORS,
  ],
  async handle(deps, { tenant, params, body, caller, granted }) {
    if (caller.person) checkOwnChange(caller.person, body, granted)
    await deps.flows.login.settled()
    const user = await deps.store.findUser(tenant.tenant_id, params.id)
    if (!user) throw new ApiError('inexistent_user')
    const identity = chooseIdentity(user, body.connection ?? undefined)
    const client_id = body.client_id ?? undefined
    if (client_id !== undefined && !(await deps.store.findClient(tenant.tenant_id, client_id))) {
      throw new ApiError('inexistent_client')
    }
    const connection = await deps.store.findConnection(tenant.tenant_id, identity.connection_id)
    if (!connection) throw new ApiError('inexistent_user')
    const { email, username, password, email_verified, blocked, user_metadata, app_metadata } = body
    // What is cleared is as if it had never been set.
    const orFalse = (flag: boolean | null | undefined): boolean | undefined => (flag === null ? false : flag)
    const result = await deps.flows.update.updateUser({
      tenant,
      user,
      connection,
      identity,
      email,
      username,
      password,
      email_verified: orFalse(email_verified),
      blocked: orFalse(blocked),
      profile: {
        ...rootAttributesOf(body),
        ...(body.phone_verified === undefined ? {} : { phone_verified: body.phone_verified }),
      },
      user_metadata: user_metadata === null ? nothingOf(user.user_metadata) : user_metadata,
      app_metadata: app_metadata === null ? nothingOf(user.app_metadata) : app_metadata,
    })
    if (result.kind !== 'updated') {
      const error = errorOf(result, connection)
      record(deps, { user, connection, body }, error)
      throw error
    }
    record(deps, { user: result.user, connection, body })
    if (body.verify_email && ownIdentity(user) === identity) {
      const { user: changed } = result
      deps.background.run('verification_mail', async () => {
        await deps.flows.verification.sendMail({ connection, user: changed, client_id })
      })
    }
    return toManagementUser(result.user)
  },
})

/**
 * People change their own preferences, and nothing else of themselves.
 *
 * @param body what differs from the user
 * @throws {ApiError} insufficient_scope
 */
function checkOwnChange({ user }: Person, body: Body, granted: readonly string[]): void {
  const others = Object.entries(body).filter(
    ([name, value]) => name !== 'user_metadata' && value !== undefined,
  )
  const [first] = others.map(([name]) => name)
  if (first !== undefined) {
    throw new ApiError(
      'insufficient_scope',
      `Insufficient scope: people may not change ${first} of themselves`,
    )
  }
  if (granted.includes('update:current_user_metadata')) return
  const keys = Object.keys(body.user_metadata ?? user.user_metadata)
  if (keys.some((key) => Object.hasOwn(user.user_metadata, key))) {
    throw new ApiError(
      'insufficient_scope',
      'Insufficient scope, expected any of: update:current_user_metadata',
    )
  }
}

/** Each key taken out. */
function nothingOf(metadata: { [key: string]: Json }): { [key: string]: Json } {
  return Object.fromEntries(Object.keys(metadata).map((key) => [key, null]))
}

const Named = z.object({ connection: z.string().nullish(), email: z.string().optional() })

/** Whether a body is about what the user shows: another identity has an email and a username of its own. */
function isOfOwnIdentity(user: User, body: unknown): boolean {
  const named = Named.safeParse(body).data?.connection
  return !named || named === ownIdentity(user)?.connection
}

/** @throws {ApiError} unknown_connection */
function chooseIdentity(user: User, connection: string | undefined): Identity {
  const own = ownIdentity(user)
  const chosen =
    connection === undefined || own?.connection === connection
      ? own
      : user.identities.find((identity) => identity.connection === connection)
  if (!chosen) throw new ApiError('unknown_connection', 'The user has no identity in this connection.')
  return chosen
}

const LOG_TYPES: { readonly [field in (typeof ONE_OF)[number]]: { done: LogType; failed: LogType } } = {
  email: { done: 'sce', failed: 'fce' },
  username: { done: 'scu', failed: 'fcu' },
  password: { done: 'scp', failed: 'fcp' },
}

/** @param error why nothing changed */
function record(
  { events }: Deps,
  { user, connection, body }: { user: User; connection: Connection; body: Body },
  error?: ApiError,
): void {
  const field = ONE_OF.find((one) => body[one] !== undefined)
  if (!field) return
  events.record({
    type: error ? LOG_TYPES[field].failed : LOG_TYPES[field].done,
    description: error?.log_description,
    connection,
    user_id: user.user_id,
    user_name: user.email ?? user.username,
  })
}

function errorOf(
  result: Exclude<UpdateUserFlowResult, { kind: 'updated' }>,
  connection: Connection,
): ApiError {
  // biome-ignore lint/nursery/useExhaustiveSwitchCases: it does not see through Exclude; tsc does
  switch (result.kind) {
    case 'missing':
      return new ApiError('inexistent_user')
    case 'taken':
      return takenError(result)
    case 'invalid':
      return invalidField(result.field, result.message)
    case 'weak_password':
      return managementPasswordError(result.violation)
    case 'read_only':
      return new ApiError(
        'read_only_attributes',
        `The following user attributes cannot be updated: ${result.fields.join(', ')}. The connection (${connection.name}) must either be a database connection (using the Auth0 store), a passwordless connection (email or sms) or has disabled 'Sync user profile attributes at each login'.`,
      )
    case 'missing_script':
      return new ApiError('missing_script', result.message)
    case 'refused':
      return new ApiError('script_refused', undefined, { log_id: result.run_id })
    case 'validation':
    case 'unauthorized':
    case 'failed':
    case 'unavailable':
      return managementScriptError(result)
  }
}

/** Auth0's text; who has the name is told beside it. */
function takenError({ by, clash }: Extract<UpdateUserFlowResult, { kind: 'taken' }>): ApiError {
  const text = `The specified new ${by} already exists`
  if (!clash) {
    const log_description = `${text}: the legacy store has someone else with it, who is not in Ferry.`
    return new ApiError('identifier_taken', text, { log_description })
  }
  const { message: log_description, ...holder } = clash
  return new ApiError('identifier_taken', text, { log_description, body: { clash: holder } })
}
