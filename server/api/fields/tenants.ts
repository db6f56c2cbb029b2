/** Fields of a tenant: its settings, branding, mails and protection. @module */
import * as z from 'zod'
import type { Json } from '../../../runtime/index.ts'
import type { FieldTable } from './row.ts'
import { checked, described, except, kept, obeyed, only, told, within } from './row.ts'

const NO_SESSIONS = 'Ferry has one kind of session.'
const NO_PAGE = 'Ferry’s pages redirect to addresses of applications alone.'
const NO_FEATURE = 'Ferry has no such feature.'
const LEGACY = 'Ferry never had that older behaviour.'

const FLAGS = {
  ...described({
    enable_public_signup_user_exists_error: 'False: sign-up does not say that a user exists already.',
  }),
  ...except(
    'revoke_refresh_token_grant',
    [true],
    'Revoking a refresh token revokes those of its login alone.',
  ),
  ...except('require_signed_request_object', [true], 'Ferry reads no signed request objects.'),
  ...described({
    require_pushed_authorization_requests: 'Whether every request of `/authorize` must be pushed before.',
    enable_dynamic_client_registration:
      'Whether everyone can create third-party clients at `/oidc/register`. Default: false.',
  }),
  ...except(
    'enforce_client_authentication_on_passwordless_start',
    [true],
    'Ferry has no sign-in without a password.',
  ),
  ...except(
    'improved_signup_bot_detection_in_classic',
    [true],
    'Ferry has no bot detection; suspicious-IP throttling is at /api/v2/attack-protection.',
  ),
  ...kept(LEGACY, 'change_pwd_flow_v1 disable_impersonation enable_legacy_profile enable_idtoken_api2'),
  ...kept(LEGACY, 'allow_legacy_delegation_grant_types allow_legacy_ro_grant_types enable_pipeline2'),
  ...kept(
    LEGACY,
    'allow_legacy_tokeninfo_endpoint disable_fields_map_fix disable_clickjack_protection_headers',
  ),
  ...kept('A new client may use the connections that name it.', 'enable_client_connections'),
  ...kept(NO_SESSIONS, 'enable_sso allow_changing_enable_sso'),
  ...kept(NO_FEATURE, 'enable_apis_section dashboard_log_streams_next dashboard_insights_view genai_trial'),
  ...kept(NO_FEATURE, 'no_disclose_enterprise_connections enable_adfs_waad_email_verification'),
  ...kept(
    NO_FEATURE,
    'trust_azure_adfs_email_verified_connection_property mfa_show_factor_list_on_enrollment',
  ),
  ...kept(NO_FEATURE, 'disable_management_api_sms_obfuscation'),
  ...kept(NO_FEATURE, 'custom_domains_provisioning enable_custom_domain_in_emails local_resource_discovery'),
  ...kept('The keys at /.well-known/jwks.json always name their algorithm.', 'remove_alg_from_jwks'),
}

/** Members of PATCH for tenant settings. */
export const TENANT_FIELDS: FieldTable = {
  rows: {
    ...obeyed('friendly_name picture_url support_email support_url default_directory default_audience flags'),
    ...obeyed(
      'ferry_recent_sign_in ferry_any_audience allowed_logout_urls session_lifetime idle_session_lifetime session_cookie',
    ),
    ...within('flags', FLAGS),
    ...only(
      'security_headers',
      [],
      'Ferry’s pages have a Content-Security-Policy of their own, which cannot be set.',
    ),
    ...checked('default_token_quota', {
      takes: isNotEnforced,
      taken: 'with `enforce: false` in each part, and kept only',
      does: 'Ferry has no quota of tokens; its rate limits are the same for all clients.',
      set: 'Leave it out, or set enforce to false',
    }),
    ...kept('Ferry always takes pushed authorization requests.', 'pushed_authorization_requests_supported'),
    ...only('authorization_response_iss_parameter_supported', [false], 'Answers of /authorize have no iss.'),
    ...described({ mtls: 'Whether clients prove themselves by TLS.' }),
    ...within(
      'mtls',
      only('enable_endpoint_aliases', [false], 'Ferry knows clients by their secret, not by TLS.'),
    ),
    ...only(
      'dynamic_client_registration_security_mode',
      ['strict', 'permissive'],
      'Clients that register themselves always need PKCE and a consent, and never get the Management API.',
    ),
    ...only('country_codes', [], 'Ferry knows nobody by a phone number.'),
    ...obeyed('session_lifetime_in_minutes idle_session_lifetime_in_minutes'),
    ...kept(NO_SESSIONS, 'ephemeral_session_lifetime sessions'),
    ...kept(NO_SESSIONS, 'idle_ephemeral_session_lifetime ephemeral_session_lifetime_in_minutes oidc_logout'),
    ...kept(NO_SESSIONS, 'idle_ephemeral_session_lifetime_in_minutes'),
    ...kept('Ferry’s pages have texts of their own.', 'change_password guardian_mfa_page error_page'),
    ...obeyed('enabled_locales'),
    ...kept(NO_PAGE, 'default_redirection_uri skip_non_verifiable_callback_uri_confirmation_prompt'),
    ...kept('Scripts run on one version of the sandbox.', 'sandbox_version legacy_sandbox_version'),
    ...kept(NO_FEATURE, 'device_flow customize_mfa_in_postlogin_action acr_values_supported enable_ai_guide'),
    ...kept(NO_FEATURE, 'allow_organization_name_in_authentication_api phone_consolidated_experience'),
    ...kept(NO_FEATURE, 'resource_parameter_profile client_id_metadata_document_supported'),
    ...kept(NO_FEATURE, 'include_session_metadata_in_tenant_logs'),
    ...told('sandbox_versions_available'),
  },
}

/** Members of PATCH for the branding. */
export const BRANDING_FIELDS: FieldTable = {
  rows: {
    ...obeyed('colors logo_url favicon_url ferry_font'),
    ...within('colors', obeyed('primary page_background')),
    ...kept(
      'Pages and emails load no fonts: choose one of the reader’s machine with ferry_font.',
      'font identifiers',
    ),
  },
}

/** Seconds that links in mails work: one hour for a new password, a day for the others. */
const LINK_S = 3_600

/** Members of PUT for an email template. */
export const EMAIL_TEMPLATE_FIELDS: FieldTable = {
  rows: {
    ...obeyed('template enabled subject body text syntax'),
    ...kept('The address in the operator’s settings is the sender of every email.', 'from'),
    ...kept(
      'A link leads to a page of Ferry; tickets can name another page after it.',
      'resultUrl includeEmailInRedirect',
    ),
    ...checked('urlLifetimeInSeconds', {
      takes: (value) => typeof value === 'number' && value >= LINK_S,
      taken: `numbers from ${LINK_S}, and kept only`,
      does: 'Links to set a new password work for an hour, the others for a day.',
      set: `Set ${LINK_S} or more, or leave it out`,
    }),
  },
}

/** Members of PATCH for the brute-force protection. */
export const BRUTE_FORCE_FIELDS: FieldTable = {
  rows: obeyed('enabled shields allowlist mode max_attempts'),
}

/** Members of PATCH for the protection against suspicious IP addresses. */
export const SUSPICIOUS_IP_FIELDS: FieldTable = {
  rows: {
    ...obeyed('enabled shields allowlist stage'),
    ...within('stage', {
      ...obeyed('pre-login pre-user-registration'),
      ...within('pre-login', obeyed('max_attempts rate')),
      ...within('pre-user-registration', obeyed('max_attempts rate')),
      ...kept('Ferry has no token exchange.', 'pre-custom-token-exchange'),
    }),
  },
}

const Part = z.object({ client_credentials: z.object({ enforce: z.literal(false) }) }).nullish()
const Quota = z.object({ clients: Part, organizations: Part })

/** A quota is enforced unless it says otherwise. */
function isNotEnforced(quota: Json): boolean {
  return Quota.safeParse(quota).success
}
