/** `POST /oidc/register`: a client registers itself. @module */
import * as z from 'zod'
import { ApiError } from '../../common/errors.ts'
import { REGISTRATION_FIELDS } from '../fields/requests.ts'
import { REGISTRATION_PATH } from '../http/family.ts'
import { defineRoute } from '../route/route.ts'
import { GRANTS, isRegistrationOpen, registeredClient } from './registration.ts'

const DESCRIPTION = 'Register a client'

/** Clients of this kind that a tenant keeps. */
const MOST_CLIENTS = 1_000

/** Addresses of one client: an administrator may give it more. */
const MOST_REDIRECT_URIS = 10

const AUTH_METHODS = ['none', 'client_secret_post', 'client_secret_basic'] as const

/** People read the name where they are asked for their consent, so it must not change what stands around it. */
const ClientName = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^[^<>\p{C}\p{Zl}\p{Zp}]+$/u, 'must have no < or >, and no character that is not seen')

const Names = z.array(z.string().max(200)).max(20)

const Registration = z
  .object({
    redirect_uris: z
      .array(z.string().max(2_000))
      .min(1)
      .max(MOST_REDIRECT_URIS)
      .describe(
        'Addresses that people may be sent to after they have signed in: of https, of http on the machine itself, or of a scheme of the application’s own.',
      ),
    client_name: ClientName.optional().describe(
      'What people are told when they are asked for their consent. Default: where the first address leads.',
    ),
    token_endpoint_auth_method: z
      .enum(AUTH_METHODS)
      .default('client_secret_post')
      .describe('How the client proves itself; `none`: it gets no secret.'),
    grant_types: Names.default([...GRANTS]).describe(
      'The grants that the client wants. The answer has those that it may use: `authorization_code` and `refresh_token`.',
    ),
    response_types: Names.default(['code']).describe(
      'The response types that the client wants. The answer has those that it may use: `code`.',
    ),
    application_type: z
      .enum(['web', 'native'])
      .default('web')
      .describe('Whether the client runs on a person’s device.'),
  })
  .loose()
  .meta({
    id: 'ClientRegistration',
    description: 'What a client says about itself (RFC 7591).',
    examples: [
      {
        client_name: 'Calendar',
        redirect_uris: ['https://calendar.example.com/callback'],
        token_endpoint_auth_method: 'none',
      },
    ],
  })

export const postRegister = defineRoute({
  method: 'post',
  path: REGISTRATION_PATH,
  name: 'registerClient',
  tag: 'Clients',
  summary: 'Register a client',
  description:
    'Creates a third-party client without a token (RFC 7591), where the tenant’s flag `enable_dynamic_client_registration` is on. The client needs PKCE and each person’s consent, may use the code flow and refresh tokens alone, and gets no tokens for the Management API. Nobody can sign in to it until an administrator enables a connection for it.',
  body: Registration,
  fields: REGISTRATION_FIELDS,
  status: 201,
  result: z
    .object({
      client_id: z.string().describe('The ID of the client.'),
      client_secret: z
        .string()
        .optional()
        .describe('The secret. Shown this once; missing for a client without one.'),
      client_secret_expires_at: z.int().optional().describe('Always 0: the secret does not expire.'),
      client_id_issued_at: z.int().describe('When the client was registered, in seconds since 1970.'),
      client_name: z.string().describe('The name of the client.'),
      redirect_uris: z.array(z.string()).describe('Addresses that people may be sent to.'),
      token_endpoint_auth_method: z.string().describe('How the client proves itself.'),
      grant_types: z.array(z.string()).describe('The grants that the client may use.'),
      response_types: z.array(z.string()).describe('The response types that the client may use.'),
      application_type: z.string().describe('Whether the client runs on a person’s device.'),
    })
    .meta({ id: 'RegisteredClient', description: 'The client as it was registered.' }),
  errors: [
    'registration_off',
    'invalid_client_metadata',
    'invalid_redirect_uri',
    'too_many_registered_clients',
    'too_many_requests',
  ],
  async handle(deps, { tenant, body, ip }) {
    const { store, rateLimits, events } = deps
    const { tenant_id } = tenant
    if (!isRegistrationOpen(await store.readTenantSettings(tenant_id))) {
      throw new ApiError('registration_off')
    }
    const { client, client_secret } = registeredClient(body)
    // Each client is a row, and nobody has proved anything.
    rateLimits.registration(tenant_id, ip)
    if (!(await store.registerClient({ ...client, tenant_id }, MOST_CLIENTS))) {
      const full = new ApiError('too_many_registered_clients')
      events.record({ type: 'fapi', by_stranger: true, description: `${DESCRIPTION}: ${full.message}` })
      throw full
    }
    events.record({ type: 'sapi', by_stranger: true, client, description: DESCRIPTION })
    return {
      client_id: client.client_id,
      ...(client_secret === undefined ? {} : { client_secret, client_secret_expires_at: 0 }),
      client_id_issued_at: Math.floor(client.created_at / 1_000),
      client_name: client.name,
      redirect_uris: body.redirect_uris,
      token_endpoint_auth_method: body.token_endpoint_auth_method,
      grant_types: client.grant_types,
      response_types: ['code'],
      application_type: body.application_type,
    }
  },
})
