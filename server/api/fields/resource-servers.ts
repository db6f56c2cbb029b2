/** Fields of resource servers. @module */
import type { FieldTable } from './row.ts'
import { described, except, fixed, kept, obeyed, only, told, within } from './row.ts'

const NO_SESSION_TOKENS = 'Refresh tokens of Ferry are offline: they do not depend on a session.'
const BEARER = 'Ferry issues bearer tokens: it binds none to a key.'

const COMMON: FieldTable['rows'] = {
  ...obeyed('name scopes token_lifetime token_lifetime_for_web token_dialect'),
  ...obeyed('allow_offline_access enforce_policies skip_consent_for_verifiable_first_party_clients'),
  ...within('scopes', {
    ...obeyed('value description'),
    ...only('name', [], 'A scope has no name beside its value.', 'Send it as value'),
  }),
  ...only('signing_alg', ['RS256'], 'Ferry signs every token with RS256.'),
  ...only('signing_secret', [], 'Ferry signs every token with RS256, for which there is no secret.'),
  ...kept('Ferry has no anonymous sessions.', 'token_lifetime_for_anonymous_access_tokens'),
  ...only('allow_online_access', [false], NO_SESSION_TOKENS),
  ...only('allow_online_access_with_ephemeral_sessions', [false], NO_SESSION_TOKENS),
  ...only('consent_policy', [], 'Ferry has no transactions that people authorise one by one.'),
  ...only('authorization_details', [[]], 'Ferry knows no authorization details.'),
  ...only('token_encryption', [], 'Ferry signs access tokens and does not encrypt them.'),
  ...described({ proof_of_possession: 'Whether tokens are bound to a key of the client.' }),
  ...within('proof_of_possession', {
    ...only('required', [false], BEARER),
    ...kept(BEARER, 'mechanism required_for'),
  }),
  ...described({ subject_type_authorization: 'Who can have tokens of the API: people, and programs.' }),
  ...within('subject_type_authorization', {
    ...described({
      user: 'People.',
      client: 'Programs, by client credentials.',
      anonymous_user: 'Sessions of nobody.',
    }),
    ...within('anonymous_user', only('policy', ['deny_all'], 'Ferry has no anonymous sessions.')),
    ...within('user', only('policy', ['allow_all'], 'People can have tokens of every API.')),
    ...within(
      'client',
      only('policy', ['require_client_grant'], 'Programs need a client grant for every API.'),
    ),
  }),
  ...only('authorization_policy', [], 'Ferry evaluates no authorization policies.'),
  ...only('client', [], 'Ferry links no client to an API: create a client and a client grant.'),
  ...told('id client_id'),
  ...except('is_system', [true], 'The Management API alone belongs to the system.'),
}

/** Of POST. */
export const NEW_RESOURCE_SERVER_FIELDS: FieldTable = { rows: { ...obeyed('identifier'), ...COMMON } }

/** Of PATCH. */
export const RESOURCE_SERVER_FIELDS: FieldTable = {
  rows: { ...fixed('Leave it out, or create another API', 'identifier'), ...COMMON },
}
