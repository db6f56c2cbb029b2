/** Fields of connections and of their options. @module */
import * as z from 'zod'
import type { Json } from '../../../runtime/index.ts'
import type { FieldTable } from './row.ts'
import { checked, described, except, kept, obeyed, only, told, within } from './row.ts'

const PASSWORDS = 'Ferry signs people in with passwords alone.'
const OTHERS = 'It belongs to connections of another strategy than auth0.'
const NO_PHONES = 'Ferry knows people by email and username, and sends no text messages.'

const OPTIONS = {
  ...obeyed('customScripts configuration enabledDatabaseCustomization import_mode enable_script_context'),
  ...obeyed('requires_username disable_signup disable_self_service_change_password brute_force_protection'),
  ...obeyed(
    'strategy_version non_persistent_attrs set_user_root_attributes ferry_tombstones ferry_mfa_factors ferry_tls_min_version',
  ),
  ...obeyed('ferry_identifier ferry_count'),
  ...obeyed('passwordPolicy password_complexity_options password_history password_dictionary'),
  ...obeyed('password_no_personal_info password_options'),
  ...within('password_complexity_options', obeyed('min_length')),
  ...within('password_history', obeyed('enable size')),
  ...within('password_dictionary', obeyed('enable dictionary')),
  ...within('password_no_personal_info', obeyed('enable')),
  ...within('password_options', {
    ...obeyed('complexity dictionary history profile_data'),
    ...within('complexity', {
      ...obeyed('min_length character_types character_type_rule identical_characters sequential_characters'),
      ...kept('Whole passwords are hashed, up to 1,024 bytes.', 'max_length_exceeded'),
    }),
    ...within('dictionary', obeyed('active default custom')),
    ...within('history', obeyed('active size')),
    ...within('profile_data', obeyed('active blocked_fields')),
  }),
  ...obeyed('validation'),
  ...within('validation', { ...obeyed('username'), ...within('username', obeyed('min max')) }),
  ...described({ authentication_methods: 'How people can sign in.' }),
  ...within('authentication_methods', {
    ...described({
      password: 'Signing in by password.',
      passkey: 'Signing in by passkey.',
      email_otp: 'Signing in by a code that is sent by email.',
      phone_otp: 'Signing in by a code that is sent by phone.',
    }),
    ...within('password', {
      ...only(
        'enabled',
        [true],
        PASSWORDS,
        'Leave it out; to let nobody sign in, take the clients out of enabled_clients',
      ),
      ...kept('Every new user has a password.', 'api_behavior'),
      ...except(
        'signup_behavior',
        ['block'],
        'Every sign-up sets a password.',
        'Set options.disable_signup to true',
      ),
    }),
    ...within('passkey', only('enabled', [false], PASSWORDS)),
    ...within('email_otp', only('enabled', [false], PASSWORDS)),
    ...within('phone_otp', only('enabled', [false], PASSWORDS)),
  }),
  ...kept('Ferry has no second factor: the setting asks nobody for one.', 'mfa'),
  ...kept(PASSWORDS, 'passkey_options'),
  ...obeyed('attributes'),
  ...within('attributes', {
    ...described({ email: 'Email addresses.', phone_number: 'Phone numbers.' }),
    ...checked('username', {
      takes: isSignInName,
      taken: 'with identifier.active as signup.status says',
      does: 'People with a username can sign in with it, and nobody has one where signup.status is "inactive".',
      set: 'Set identifier.active to true with signup.status "required" or "optional", and to false with "inactive"',
    }),
    ...within('username', {
      ...obeyed('identifier signup validation'),
      ...within('identifier', { ...obeyed('active'), ...only('default_method', ['password'], PASSWORDS) }),
      ...within('signup', {
        ...obeyed('status'),
        ...kept('A username is not verified.', 'verification'),
      }),
      ...within('validation', {
        ...obeyed('min_length max_length'),
        ...described({ allowed_types: 'What else a username may look like.' }),
        ...within('allowed_types', {
          ...only('email', [false], 'A username is never an email address.'),
          ...kept('A username may have the form of a phone number without +.', 'phone_number'),
        }),
      }),
      ...only('profile_required', [false], 'A profile without a username is taken.'),
    }),
    ...within('email', {
      ...described({
        identifier: 'Whether people can sign in with the email address.',
        signup: 'Whether people who sign up give an email address.',
      }),
      ...within('identifier', {
        ...only('active', [true], 'People can always sign in with their email address.'),
        ...only('default_method', ['password'], PASSWORDS),
      }),
      ...within('signup', {
        ...only(
          'status',
          ['required', 'optional'],
          'Every sign-up needs an email address (with strategy_version 1, a username is enough).',
        ),
        ...described({ verification: 'Whether people have to confirm the address first.' }),
        ...within(
          'verification',
          described({
            active:
              'True: on Ferry’s pages, people confirm their address before they are signed in. The password grants do not ask, and `email_verified` tells.',
          }),
        ),
      }),
      ...only('unique', [true], 'An email address is one person’s within a connection.'),
      ...only('profile_required', [false], 'A profile without an email address is taken.'),
      ...only('verification_method', ['link'], 'Ferry sends a link, and no code.'),
    }),
    ...within('phone_number', {
      ...described({
        identifier: 'Whether people can sign in with the phone number.',
        signup: 'Whether people who sign up give a phone number.',
      }),
      ...within('identifier', {
        ...only('active', [false], NO_PHONES),
        ...only('default_method', ['password'], NO_PHONES),
      }),
      ...within('signup', {
        ...only('status', ['inactive', 'optional'], NO_PHONES),
        ...described({ verification: 'Whether people have to confirm the number first.' }),
        ...within('verification', only('active', [false], NO_PHONES)),
      }),
      ...only('profile_required', [false], NO_PHONES),
    }),
  }),
  ...only('custom_password_hash', [], 'Ferry has no Actions that check hashes: the login script does.'),
  ...kept('People are looked up by email address, then by username.', 'precedence'),
  ...kept('A realm is the name of one connection.', 'realm_fallback'),
  ...kept(OTHERS, 'api_enable_users api_enable_groups basic_profile upstream_params gateway_authentication'),
  ...kept(OTHERS, 'ext_admin ext_is_suspended ext_agreed_terms ext_groups ext_assigned_plans ext_profile'),
  ...kept(OTHERS, 'assertion_decryption_settings id_token_signed_response_algs dpop_signing_alg'),
  ...kept(OTHERS, 'enable_pushed_authorization_requests pushed_authorization_request_endpoint'),
  ...kept(
    OTHERS,
    'token_endpoint_auth_method token_endpoint_auth_signing_alg token_endpoint_jwtca_aud_format',
  ),
  ...kept(OTHERS, 'id_token_session_expiry_supported useOauthSpecScope discovery_url oidc_metadata'),
}

/** Of POST and PATCH. */
export const CONNECTION_FIELDS: FieldTable = {
  rows: {
    ...obeyed('name strategy display_name options enabled_clients realms metadata'),
    ...within('options', OPTIONS),
    ...only(
      'is_domain_connection',
      [false],
      'Ferry has no organizations and no domains to share a connection with.',
    ),
    ...obeyed('authentication'),
    ...within(
      'authentication',
      only(
        'active',
        [true],
        'Every connection of Ferry signs people in.',
        'Leave it out; to let nobody sign in, take the clients out of enabled_clients',
      ),
    ),
    ...obeyed('connected_accounts'),
    ...within('connected_accounts', {
      ...only('active', [false], 'Ferry has no token vault.'),
      ...only('cross_app_access', [false], 'Ferry has no token vault.'),
      ...only('allow_missing_user_id', [false], 'Ferry has no token vault.'),
    }),
    ...only('cross_app_access_requesting_app', [{ active: false }], 'Ferry has no cross-app access.'),
    ...only('cross_app_access_resource_app', [{ status: 'disabled' }], 'Ferry has no cross-app access.'),
    ...kept('Ferry’s sign-in page has no buttons of connections.', 'show_as_button'),
    ...told('id'),
  },
  // The published SDK's type of the options takes any further key too.
  open: { options: { further: 'Further options are kept only', refuses_slips: true } },
}

const UsernameAttribute = z.object({
  identifier: z.object({ active: z.boolean() }),
  signup: z.object({ status: z.string() }),
})

function isSignInName(attribute: Json): boolean {
  const said = UsernameAttribute.safeParse(attribute).data
  return said === undefined || said.identifier.active === (said.signup.status !== 'inactive')
}
