/** `GET /.well-known/openid-configuration`. @module */
import * as z from 'zod'
import { PROMPTS, RESPONSE_MODES, RESPONSE_TYPES } from '../../oidc/request.ts'
import { CREDENTIAL_ALGORITHMS } from '../../store/contract.ts'
import { SERVED_GRANT_TYPES } from '../../tenancy/clients.ts'
import { LANGUAGE_CODES } from '../hosted-pages/texts.ts'
import { defineRoute } from '../route/route.ts'
import { USER_SCOPES } from './person-tokens.ts'
import { isRegistrationOpen } from './registration.ts'

const AUTH_METHODS = ['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none']
const CLAIMS = [
  ...['sub', 'iss', 'aud', 'iat', 'exp', 'auth_time', 'nonce', 'sid', 'at_hash', 'c_hash'],
  ...['name', 'nickname', 'picture', 'email', 'email_verified'],
]

export const getOpenIdConfiguration = defineRoute({
  method: 'get',
  path: '/.well-known/openid-configuration',
  name: 'getOpenIdConfiguration',
  tag: 'Discovery',
  summary: 'Get the metadata of this issuer',
  description:
    'Answers what this issuer offers, as OpenID Connect Discovery 1.0 names it. It names only what is there.',
  result: z
    .object({
      issuer: z.string().describe('The issuer of tokens.'),
      authorization_endpoint: z.string().describe('Where people are sent to sign in.'),
      token_endpoint: z.string().describe('Where tokens are requested.'),
      device_authorization_endpoint: z.string().describe('Where a sign-in on a device starts.'),
      pushed_authorization_request_endpoint: z
        .string()
        .describe('Where applications push authorization requests.'),
      require_pushed_authorization_requests: z
        .boolean()
        .describe('Whether every authorization request must be pushed.'),
      registration_endpoint: z
        .string()
        .optional()
        .describe('Where clients register themselves. Missing where they cannot.'),
      userinfo_endpoint: z.string().describe('Where the claims of a person are.'),
      revocation_endpoint: z.string().describe('Where refresh tokens are revoked.'),
      end_session_endpoint: z.string().describe('Where people are sent to sign out.'),
      backchannel_logout_supported: z
        .boolean()
        .describe('Whether applications can be told that a session has ended.'),
      backchannel_logout_session_supported: z
        .boolean()
        .describe('Whether applications are told which session it was.'),
      jwks_uri: z.string().describe('Where the public keys are.'),
      grant_types_supported: z.array(z.string()).describe('The grants.'),
      response_types_supported: z.array(z.string()).describe('What an answer to an application can have.'),
      response_modes_supported: z.array(z.string()).describe('How an answer reaches an application.'),
      code_challenge_methods_supported: z
        .array(z.string())
        .describe('How a code can be bound to a verifier.'),
      prompt_values_supported: z.array(z.string()).describe('What `prompt` can ask for.'),
      ui_locales_supported: z.array(z.string()).describe('The languages of the pages.'),
      subject_types_supported: z.array(z.string()).describe('How the IDs of users are made.'),
      scopes_supported: z.array(z.string()).describe('The scopes of people’s tokens.'),
      id_token_signing_alg_values_supported: z.array(z.string()).describe('How ID tokens are signed.'),
      token_endpoint_auth_methods_supported: z
        .array(z.string())
        .describe('How clients prove themselves at the token endpoint.'),
      token_endpoint_auth_signing_alg_values_supported: z
        .array(z.string())
        .describe('How clients sign assertions.'),
      revocation_endpoint_auth_methods_supported: z
        .array(z.string())
        .describe('How clients prove themselves when they revoke a token.'),
      claims_supported: z.array(z.string()).describe('The claims about people.'),
    })
    .meta({ id: 'OpenIdConfiguration', description: 'The metadata of this issuer.' }),
  cors: 'public',
  cache: 'public, max-age=300',
  async handle({ tokens: { issuer }, store, tenant }) {
    const { flags } = await store.readTenantSettings(tenant.tenant_id)
    return {
      issuer,
      authorization_endpoint: `${issuer}authorize`,
      token_endpoint: `${issuer}oauth/token`,
      device_authorization_endpoint: `${issuer}oauth/device/code`,
      pushed_authorization_request_endpoint: `${issuer}oauth/par`,
      require_pushed_authorization_requests: flags?.require_pushed_authorization_requests === true,
      ...(isRegistrationOpen({ flags }) ? { registration_endpoint: `${issuer}oidc/register` } : {}),
      userinfo_endpoint: `${issuer}userinfo`,
      revocation_endpoint: `${issuer}oauth/revoke`,
      end_session_endpoint: `${issuer}oidc/logout`,
      backchannel_logout_supported: true,
      backchannel_logout_session_supported: true,
      jwks_uri: `${issuer}.well-known/jwks.json`,
      grant_types_supported: [...SERVED_GRANT_TYPES],
      response_types_supported: [...RESPONSE_TYPES],
      response_modes_supported: [...RESPONSE_MODES],
      code_challenge_methods_supported: ['S256'],
      prompt_values_supported: [...PROMPTS],
      ui_locales_supported: [...LANGUAGE_CODES],
      subject_types_supported: ['public'],
      scopes_supported: [...USER_SCOPES],
      id_token_signing_alg_values_supported: ['RS256'],
      token_endpoint_auth_methods_supported: AUTH_METHODS,
      token_endpoint_auth_signing_alg_values_supported: [...CREDENTIAL_ALGORITHMS],
      revocation_endpoint_auth_methods_supported: AUTH_METHODS,
      claims_supported: CLAIMS,
    }
  },
})
