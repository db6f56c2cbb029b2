/** Fields of users, and of requests that store nothing by themselves. @module */
import { ROOT_ATTRIBUTE_NAMES } from '../../common/root-attributes.ts'
import type { FieldTable } from './row.ts'
import { obeyed, only, told, unused, within } from './row.ts'

const NO_ORGANIZATIONS = 'Ferry has no organizations.'
const NO_PHONES = 'Ferry sends no text messages.'

const ROOT_ATTRIBUTES = obeyed(ROOT_ATTRIBUTE_NAMES.join(' '))

const PERSON = {
  ...obeyed(
    'connection email username password email_verified verify_email blocked user_metadata app_metadata',
  ),
  ...ROOT_ATTRIBUTES,
  ...obeyed('phone_verified'),
}

const READ_OF_USERS = [
  'created_at updated_at identities logins_count last_ip last_login last_password_reset multifactor',
  'multifactor_last_modified migrated_at migrated_by migrated_version made_by',
].join(' ')

/** Of POST. */
export const NEW_USER_FIELDS: FieldTable = {
  rows: { ...PERSON, ...obeyed('user_id'), ...told(READ_OF_USERS) },
}

/** Of PATCH. */
export const USER_FIELDS: FieldTable = {
  rows: {
    ...PERSON,
    ...obeyed('client_id'),
    ...only('verify_phone_number', [false], NO_PHONES),
    ...told(`user_id ${READ_OF_USERS}`),
  },
}

/** Of PATCH `/members/{id}`. */
export const MEMBER_FIELDS: FieldTable = {
  rows: { ...obeyed('name role password'), ...told('member_id email created_at updated_at last_login') },
}

/** Of POST `/users/{id}/identities`. */
export const LINK_FIELDS: FieldTable = {
  rows: obeyed('provider user_id connection_id link_with'),
}

const IDENTITY = { ...obeyed('identity'), ...within('identity', obeyed('user_id provider connection_id')) }

const TICKET = {
  ...obeyed('result_url ttl_sec includeEmailInRedirect client_id user_id'),
  ...only('organization_id', [], NO_ORGANIZATIONS),
  ...IDENTITY,
}

/** Of POST `/tickets/password-change`. */
export const PASSWORD_TICKET_FIELDS: FieldTable = {
  rows: { ...TICKET, ...obeyed('connection_id email mark_email_as_verified') },
}

/** Of POST `/tickets/email-verification`. */
export const VERIFICATION_TICKET_FIELDS: FieldTable = { rows: TICKET }

/** Of POST `/jobs/verification-email`. */
export const VERIFICATION_JOB_FIELDS: FieldTable = {
  rows: { ...obeyed('user_id client_id'), ...only('organization_id', [], NO_ORGANIZATIONS), ...IDENTITY },
}

/** Fields that browsers' libraries send along. */
const OF_LIBRARIES = unused(
  'Sent by libraries for pages of Auth0.',
  'state scope nonce _csrf _intstate tenant credential_type captcha auth0Client',
)

/** Of POST `/dbconnections/signup`. */
export const SIGN_UP_FIELDS: FieldTable = {
  rows: {
    ...obeyed('client_id connection email username password user_metadata'),
    ...ROOT_ATTRIBUTES,
    ...only('organization', [], NO_ORGANIZATIONS),
    ...OF_LIBRARIES,
    ...unused('Nobody says that of himself.', 'email_verified phone_verified app_metadata metadata blocked'),
    ...unused('Nobody says that of himself.', 'identities user_id id _id client_secret'),
  },
  open: {
    '': {
      further: 'Handed to the `create` script, which runs in legacy mode, and not stored',
      refuses_slips: true,
    },
  },
}

/** Of POST `/dbconnections/change_password`. */
export const CHANGE_PASSWORD_FIELDS: FieldTable = {
  rows: {
    ...obeyed('client_id connection email username password'),
    ...only('organization', [], NO_ORGANIZATIONS),
    ...OF_LIBRARIES,
  },
}

const PROOF = obeyed('client_id client_secret client_assertion client_assertion_type')

const AS_IN_OAUTH: FieldTable['open'] = {
  '': { further: 'Further parameters are ignored (RFC 6749, 3.2)', refuses_slips: false },
}

/** Of POST `/oauth/token`. */
export const TOKEN_FIELDS: FieldTable = {
  rows: {
    ...obeyed('grant_type audience scope realm username password refresh_token'),
    ...obeyed('code code_verifier redirect_uri device_code'),
    ...only('organization', [], NO_ORGANIZATIONS),
    ...PROOF,
    ...unused('For grants that Ferry does not serve.', 'otp mfa_token'),
    ...unused(
      'For grants that Ferry does not serve.',
      'oob_code binding_code recovery_code auth_req_id assertion',
    ),
    ...unused('For grants that Ferry does not serve.', 'subject_token subject_token_type actor_token'),
    ...unused(
      'For grants that Ferry does not serve.',
      'actor_token_type requested_token_type connection login_hint',
    ),
    ...unused('As RFC 6749, 3.2 asks of what is not known.', 'device auth_session resource'),
  },
  open: AS_IN_OAUTH,
}

/** Of POST `/oauth/device/code`. */
export const DEVICE_CODE_FIELDS: FieldTable = {
  rows: { ...PROOF, ...obeyed('scope audience') },
  open: AS_IN_OAUTH,
}

/** Of POST `/oauth/par`. */
export const PAR_FIELDS: FieldTable = {
  rows: PROOF,
  open: { '': { further: 'Taken as parameters of `/authorize`', refuses_slips: false } },
}

/** What a registration must not bring: the client would believe that it counts. */
const NOT_IN_A_REGISTRATION = {
  ...only('client_secret', [], 'The server makes the secret.'),
  ...only('client_id', [], 'The server makes the ID.'),
  ...only('jwks_uri', [], 'Ferry fetches no keys.'),
  ...only('jwks', [], 'A client that registers itself proves itself by a secret, or is public.'),
  ...only('software_statement', [], 'Ferry reads no software statements.'),
  ...only('request_uris', [], 'Ferry fetches no request objects.'),
  ...only('sector_identifier_uri', [], 'Ferry fetches no sectors: a person has one ID at all clients.'),
  ...only('subject_type', ['public'], 'A person has one ID at all clients.'),
  ...only('id_token_signed_response_alg', ['RS256'], 'Ferry signs every token with RS256.'),
}

/** Of POST `/oidc/register`. */
export const REGISTRATION_FIELDS: FieldTable = {
  rows: {
    ...obeyed('redirect_uris client_name token_endpoint_auth_method grant_types response_types'),
    ...obeyed('application_type'),
    ...NOT_IN_A_REGISTRATION,
  },
  open: { '': { further: 'Further members are ignored (RFC 7591, 2)', refuses_slips: false } },
}

/** Of POST `/co/authenticate`. */
export const CROSS_ORIGIN_FIELDS: FieldTable = {
  rows: {
    ...obeyed('client_id credential_type realm username password'),
    ...only('otp', [], 'Ferry has no passwordless sign-in.'),
    ...unused('Ferry shows no captcha.', 'captcha'),
  },
  open: AS_IN_OAUTH,
}

/** Of POST `/usernamepassword/login`. */
export const CLASSIC_SIGN_IN_FIELDS: FieldTable = {
  rows: {
    ...obeyed('state connection username password'),
    ...unused(
      'The sealed request says it.',
      'client_id redirect_uri tenant response_type response_mode scope',
    ),
    ...unused('The sealed request says it.', 'audience nonce protocol _csrf _intstate'),
    ...unused('Ferry shows no captcha.', 'captcha'),
  },
  open: AS_IN_OAUTH,
}

/** Of the challenges, which have one answer. */
export const CHALLENGE_FIELDS: FieldTable = {
  rows: unused('The answer is always the same.', 'state'),
  open: AS_IN_OAUTH,
}

/** Of POST `/oauth/revoke`. */
export const REVOKE_FIELDS: FieldTable = {
  rows: {
    ...obeyed('token'),
    ...unused('Every token is looked for everywhere.', 'token_type_hint'),
    ...PROOF,
  },
  open: AS_IN_OAUTH,
}

/** Of POST `/userinfo`. */
export const USERINFO_FIELDS: FieldTable = { rows: obeyed('access_token'), open: AS_IN_OAUTH }
