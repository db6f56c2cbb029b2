/** Fields of clients. @module */
import * as z from 'zod'
import type { Json } from '../../../runtime/index.ts'
import type { FieldTable } from './row.ts'
import { checked, described, except, fixed, kept, obeyed, only, told, within } from './row.ts'

const NO_PAGE = 'Ferry’s sign-in page is the same for every client.'
const NO_FETCH = 'Ferry knows clients by their secret, or by keys that were added to them.'
const NO_ORGANIZATIONS = 'Ferry has no organizations.'

/** How a client proves itself at the token endpoint. */
export const AUTH_METHODS = ['none', 'client_secret_post', 'client_secret_basic'] as const

/** Grants that Auth0's clients can have; Ferry's token endpoint tells which of them it serves. */
export const KNOWN_GRANT_TYPES = [
  'authorization_code',
  'implicit',
  'refresh_token',
  'client_credentials',
  'password',
  'http://auth0.com/oauth/grant-type/password-realm',
  'http://auth0.com/oauth/grant-type/mfa-oob',
  'http://auth0.com/oauth/grant-type/mfa-otp',
  'http://auth0.com/oauth/grant-type/mfa-recovery-code',
  'http://auth0.com/oauth/grant-type/passwordless/otp',
  'urn:ietf:params:oauth:grant-type:device_code',
  'urn:ietf:params:oauth:grant-type:jwt-bearer',
  'urn:ietf:params:oauth:grant-type:token-exchange',
  'urn:ietf:params:oauth:grant-type:saml2-bearer',
  'urn:openid:params:grant-type:ciba',
  'urn:okta:params:oauth:grant-type:webauthn',
  'urn:auth0:params:oauth:grant-type:token-exchange:federated-connection-access-token',
] as const

/** Auth0 makes a credential of these when it creates a client. */
const INLINE_CREDENTIAL: FieldTable['rows'] = Object.fromEntries(
  ['credential_type', 'name', 'pem', 'alg', 'parse_expiry_from_cert', 'expires_at', 'kid'].flatMap((name) =>
    Object.entries(
      only(
        name,
        [],
        'Credentials are added to a client that exists.',
        'Create the client, add the credential by POST /api/v2/clients/{id}/credentials, and send its ID here',
      ),
    ),
  ),
)

/** Of POST and PATCH. */
export const CLIENT_FIELDS: FieldTable = {
  rows: {
    ...obeyed('name description app_type callbacks web_origins allowed_origins client_metadata grant_types'),
    ...obeyed('allowed_logout_urls cross_origin_authentication cross_origin_auth'),
    ...obeyed('client_secret'),
    ...checked('token_endpoint_auth_method', {
      takes: (value) => AUTH_METHODS.some((method) => method === value),
      taken: AUTH_METHODS.join(', '),
      does: 'For private_key_jwt, set client_authentication_methods. Ferry knows no client by TLS.',
      set: `Set one of ${AUTH_METHODS.join(', ')}`,
    }),
    ...obeyed('refresh_token'),
    ...within('refresh_token', {
      ...obeyed('rotation_type expiration_type leeway token_lifetime idle_token_lifetime'),
      ...obeyed('infinite_token_lifetime infinite_idle_token_lifetime'),
      ...kept('Refresh tokens are for the audience of their login alone.', 'policies'),
    }),
    ...obeyed('jwt_configuration'),
    ...within('jwt_configuration', {
      ...obeyed('lifetime_in_seconds'),
      ...only('alg', ['RS256'], 'Ferry signs every token with RS256.'),
      ...kept('Ferry signs no token with the client secret.', 'secret_encoded'),
      ...kept('Scopes of ID tokens are those of OpenID Connect.', 'scopes'),
    }),
    ...obeyed('is_first_party'),
    ...except(
      'third_party_security_mode',
      ['strict'],
      'People are asked for their consent to third parties, whose rules are otherwise those of every client.',
    ),
    ...only('compliance_level', ['none'], 'Ferry enforces no profile of FAPI.'),
    ...obeyed('require_pushed_authorization_requests'),
    ...only('require_proof_of_possession', [false], 'Ferry issues bearer tokens: it binds none to a key.'),
    ...except(
      'redirection_policy',
      ['open_redirect_protection'],
      'Ferry redirects to addresses that are registered, and asks nobody before it does.',
    ),
    ...described({ signed_request_object: 'Whether authorization requests are signed.' }),
    ...within('signed_request_object', {
      ...only('required', [false], 'Ferry reads no signed request objects.'),
      ...kept('Ferry reads no signed request objects.', 'credentials'),
    }),
    ...obeyed('client_authentication_methods'),
    ...within('client_authentication_methods', {
      ...obeyed('private_key_jwt'),
      ...only('tls_client_auth', [], 'Ferry knows no client by TLS.'),
      ...only('self_signed_tls_client_auth', [], 'Ferry knows no client by TLS.'),
    }),
    ...within('client_authentication_methods.private_key_jwt', obeyed('credentials')),
    ...within('client_authentication_methods.private_key_jwt.credentials', {
      ...obeyed('id'),
      ...INLINE_CREDENTIAL,
    }),
    ...only('jwks_uri', [], `${NO_FETCH} It fetches none.`),
    ...only(
      'is_token_endpoint_ip_header_trusted',
      [false],
      'Ferry counts failed sign-ins by the address that the proxies in FERRY_TRUSTED_PROXIES tell, not by auth0-forwarded-for.',
    ),
    ...only('encryption_key', [], 'Ferry encrypts no tokens for clients.'),
    ...only(
      'organization_usage',
      ['deny', 'allow'],
      `${NO_ORGANIZATIONS} Nobody can be made to come from one.`,
    ),
    ...only('default_organization', [], NO_ORGANIZATIONS),
    ...checked('token_quota', {
      takes: isNotEnforced,
      taken: 'with `enforce: false`, and kept only',
      does: 'Ferry has no quota of tokens; its rate limits are the same for all clients.',
      set: 'Leave it out, or set enforce to false',
    }),
    ...kept(NO_ORGANIZATIONS, 'organization_require_behavior organization_discovery_methods'),
    ...kept(NO_ORGANIZATIONS, 'my_organization_configuration b2b_integration_configuration'),
    ...kept('A pushed request waits for 30 seconds.', 'par_request_expiry'),
    ...obeyed('oidc_logout'),
    ...within('oidc_logout', {
      ...obeyed('backchannel_logout_urls backchannel_logout_initiators'),
      ...kept(
        'Applications are told which session ended, and nothing more.',
        'backchannel_logout_session_metadata',
      ),
    }),
    ...within('oidc_logout.backchannel_logout_initiators', obeyed('mode selected_initiators')),
    ...kept('Set oidc_logout instead.', 'oidc_backchannel_logout'),
    ...kept('Ferry hands no session on.', 'session_transfer anonymous_sessions'),
    ...kept(NO_PAGE, 'logo_uri initiate_login_uri custom_login_page_preview'),
    ...kept(
      'Ferry shows its own sign-in page, unless the operator allows that of the global client (FERRY_CLASSIC_PAGES).',
      'custom_login_page custom_login_page_on',
    ),
    ...kept(NO_PAGE, 'form_template sso sso_disabled skip_non_verifiable_callback_uri_confirmation_prompt'),
    ...kept('The page of an application keeps what auth0.js needs by itself.', 'cross_origin_loc'),
    ...kept('Ferry follows OpenID Connect with every client.', 'oidc_conformant'),
    ...kept(
      'Ferry has no add-ons: no SAML, WS-Federation or delegation.',
      'addons allowed_clients client_aliases',
    ),
    ...kept('Ferry signs people in with passwords alone.', 'mobile native_social_login fedcm_login'),
    ...kept('Ferry has no token exchange.', 'token_exchange token_vault_privileged_access'),
    ...kept('Ferry has no token exchange.', 'identity_assertion_authorization_grant'),
    ...kept('Ferry has no APIs (resource servers) to link a client to.', 'resource_server_identifier'),
    ...kept('Ferry has no such feature.', 'express_configuration async_approval_notification_channels'),
    ...kept('Clients are registered here alone.', 'external_client_id external_metadata_type'),
    ...kept(
      'Clients are registered here alone.',
      'external_metadata_created_by callback_url_template owners',
    ),
    ...told('client_id tenant global signing_keys created_at updated_at'),
  },
}

const GRANT_FIELDS = {
  ...obeyed('scope'),
  ...only('subject_type', ['client'], 'Grants of Ferry are for client credentials.'),
  ...only('organization_usage', ['deny'], NO_ORGANIZATIONS),
  ...only('allow_any_organization', [false], NO_ORGANIZATIONS),
  ...only('allow_all_scopes', [false], 'A grant has the scopes that it names.', 'Name them in scope'),
  ...only('authorization_details_types', [[]], 'Ferry knows no authorization details.'),
  ...only('default_for', [], 'A grant is for the one client that it names.'),
  ...only('is_system', [false], 'Ferry has no grants of its own.'),
  ...told('id'),
}

/** Of POST. */
export const NEW_CLIENT_GRANT_FIELDS: FieldTable = {
  rows: { ...obeyed('client_id audience'), ...GRANT_FIELDS },
}

/** Of PATCH. */
export const CLIENT_GRANT_FIELDS: FieldTable = {
  rows: { ...fixed('Leave it out, or create another grant', 'client_id audience'), ...GRANT_FIELDS },
}

/** A quota is enforced unless it says otherwise. */
function isNotEnforced(quota: Json): boolean {
  const { client_credentials } = Quota.parse(quota)
  return client_credentials?.enforce === false
}

const Quota = z
  .object({ client_credentials: z.object({ enforce: z.unknown() }).nullish().catch(undefined) })
  .catch({})

const CREDENTIAL_READ = told('id created_at updated_at')

/** Of POST `/clients/{id}/credentials`. */
export const NEW_CREDENTIAL_FIELDS: FieldTable = {
  rows: {
    ...obeyed('credential_type name pem alg kid expires_at parse_expiry_from_cert'),
    ...only('subject_dn', [], 'Ferry knows no client by TLS.'),
    ...only('jwk', [], 'Ferry takes public keys in PEM form, as Auth0.', 'Send the key as pem'),
    ...CREDENTIAL_READ,
  },
}

/** Of PATCH. */
export const CREDENTIAL_FIELDS: FieldTable = {
  rows: {
    ...obeyed('expires_at'),
    ...fixed('Leave it out, or add another credential', 'credential_type name kid alg'),
    ...CREDENTIAL_READ,
  },
}
