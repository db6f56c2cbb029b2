/** `POST /dbconnections/signup`. @module */
import * as z from 'zod'
import type { Json } from '../../../runtime/index.ts'
import { ApiError } from '../../common/errors.ts'
import type { Connection, User } from '../../store/contract.ts'
import { SIGN_UP_FIELDS } from '../fields/requests.ts'
import { defineRoute } from '../route/route.ts'
import {
  Identifier,
  NewPassword,
  OwnMetadata,
  ROOT_ATTRIBUTES,
  rootAttributesOf,
} from '../shapes/person-input.ts'
import { SCRIPT_ERRORS } from '../shapes/script-error.ts'
import { SentJson } from '../shapes/storable.ts'
import { admitSignUp, signUp, signUpError, tellsWhoExists } from './protected-sign-up.ts'

const Attributes = z.object(ROOT_ATTRIBUTES).partial()

const SignUpBody = Attributes.extend({
  client_id: Identifier.describe('The client that the person uses.'),
  connection: Identifier.describe('The name of the connection.'),
  email: Identifier.optional().describe(
    'The email address. Required unless the connection has `strategy_version: 1`.',
  ),
  username: Identifier.optional().describe(
    'The username. Required by connections with `requires_username`, and refused by others.',
  ),
  password: NewPassword.describe('The password. It must follow the password policy of the connection.'),
  user_metadata: OwnMetadata.optional().describe('Preferences of the user: at most 10 texts.'),
})
  .catchall(SentJson.describe('Handed to the `create` script, and not stored.'))
  .meta({
    id: 'SignUp',
    description: 'Who signs up.',
    examples: [
      {
        client_id: 'Ne6oGgVbXyTsgNU0UCH4dmAnbCxzgSRW',
        connection: 'legacy',
        email: 'ann@example.com',
        password: 'correct horse battery',
      },
    ],
  })

/** Fields of the body that never reach the `create` script as custom fields. */
const NOT_CUSTOM = new Set([...Object.keys(SIGN_UP_FIELDS.rows), 'constructor', 'prototype'])

export const postSignUp = defineRoute({
  method: 'post',
  path: '/dbconnections/signup',
  name: 'signUp',
  tag: 'Accounts',
  summary: 'Sign up',
  description:
    'Creates a user with a password, at a connection that the client may use. In legacy mode the `create` script creates the user in the legacy store; in import mode `get_user` is asked first whether the person is there already. A verification email is sent.',
  body: SignUpBody,
  fields: SIGN_UP_FIELDS,
  result: Attributes.extend({
    _id: z.string().describe('The ID of the user, without `auth0|`.'),
    email: z.string().optional().describe('The email address.'),
    email_verified: z.boolean().describe('Whether the user has confirmed the email address.'),
    username: z.string().optional().describe('The username.'),
    user_metadata: z.record(z.string(), z.string()).optional().describe('Preferences of the user.'),
  }).meta({
    id: 'SignedUp',
    description: 'The user who was created.',
    examples: [{ _id: '42', email: 'ann@example.com', email_verified: false }],
  }),
  errors: [
    'user_exists',
    'invalid_signup',
    'invalid_password',
    'missing_script',
    'unauthorized',
    'too_many_requests',
    ...SCRIPT_ERRORS,
  ],
  cors: 'client',
  async handle(deps, { tenant, body, ip }) {
    const client = await deps.store.findClient(tenant.tenant_id, body.client_id)
    const connection = await deps.store.findConnectionByName(tenant.tenant_id, body.connection)
    // An unknown client, an unknown connection and a connection that the client may not use get the same error.
    if (!client || !connection?.enabled_clients.includes(client.client_id)) {
      throw new ApiError('invalid_request', 'Unknown or invalid connection')
    }
    const { email, username, password, user_metadata = {} } = body
    const profile = rootAttributesOf(body)
    const custom = customFields(body)
    const attempt = { client, connection, email, username, password, profile, user_metadata, custom }
    await admitSignUp(deps, attempt, ip)
    const result = await signUp(deps, attempt)
    if (result.kind === 'exists' && !(await tellsWhoExists(deps.store, tenant.tenant_id))) {
      throw new ApiError('invalid_signup')
    }
    if (result.kind !== 'created') throw signUpError(result, username)
    const { user } = result
    deps.background.run('verification_mail', async () => {
      await deps.flows.verification.sendMail({ connection, user, client_id: client.client_id })
    })
    return toAnswer(user, connection, { ...profile, user_metadata })
  },
})

function customFields(body: z.output<typeof SignUpBody>): { [name: string]: Json } {
  const custom: { [name: string]: Json } = {}
  for (const [name, value] of Object.entries(body)) {
    if (value !== undefined && !NOT_CUSTOM.has(name) && !name.startsWith('__')) custom[name] = value
  }
  return custom
}

function toAnswer(
  user: User,
  connection: Connection,
  sent: { [name: string]: Json; user_metadata: { [key: string]: string } },
) {
  const identity = user.identities.find(({ connection_id }) => connection_id === connection.connection_id)
  const { user_metadata, ...attributes } = sent
  return {
    _id: identity?.external_id ?? user.user_id,
    ...(user.email === undefined ? {} : { email: user.email }),
    email_verified: user.email_verified,
    ...(user.username === undefined ? {} : { username: user.username }),
    ...attributes,
    ...(Object.keys(user_metadata).length === 0 ? {} : { user_metadata }),
  }
}
