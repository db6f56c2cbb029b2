/** `GET /.well-known/openid-configuration`. @module */
import * as z from 'zod'
import { GRANT_TYPES } from '../../tenancy/clients.ts'
import { defineRoute } from '../route/route.ts'
import { USER_SCOPES } from './person-tokens.ts'

const AUTH_METHODS = ['client_secret_basic', 'client_secret_post', 'none']
const CLAIMS = ['sub', 'iss', 'aud', 'iat', 'exp', 'name', 'nickname', 'picture', 'email', 'email_verified']

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
      token_endpoint: z.string().describe('Where tokens are requested.'),
      userinfo_endpoint: z.string().describe('Where the claims of a person are.'),
      revocation_endpoint: z.string().describe('Where refresh tokens are revoked.'),
      jwks_uri: z.string().describe('Where the public keys are.'),
      grant_types_supported: z.array(z.string()).describe('The grants.'),
      response_types_supported: z
        .array(z.string())
        .describe('Empty: there is no authorization endpoint yet.'),
      subject_types_supported: z.array(z.string()).describe('How the IDs of users are made.'),
      scopes_supported: z.array(z.string()).describe('The scopes of people’s tokens.'),
      id_token_signing_alg_values_supported: z.array(z.string()).describe('How ID tokens are signed.'),
      token_endpoint_auth_methods_supported: z
        .array(z.string())
        .describe('How clients prove themselves at the token endpoint.'),
      revocation_endpoint_auth_methods_supported: z
        .array(z.string())
        .describe('How clients prove themselves when they revoke a token.'),
      claims_supported: z.array(z.string()).describe('The claims about people.'),
    })
    .meta({ id: 'OpenIdConfiguration', description: 'The metadata of this issuer.' }),
  cors: 'public',
  cache: 'public, max-age=300',
  async handle({ tokens: { issuer } }) {
    return {
      issuer,
      token_endpoint: `${issuer}oauth/token`,
      userinfo_endpoint: `${issuer}userinfo`,
      revocation_endpoint: `${issuer}oauth/revoke`,
      jwks_uri: `${issuer}.well-known/jwks.json`,
      grant_types_supported: [...GRANT_TYPES],
      response_types_supported: [],
      subject_types_supported: ['public'],
      scopes_supported: [...USER_SCOPES],
      id_token_signing_alg_values_supported: ['RS256'],
      token_endpoint_auth_methods_supported: AUTH_METHODS,
      revocation_endpoint_auth_methods_supported: AUTH_METHODS,
      claims_supported: CLAIMS,
    }
  },
})
