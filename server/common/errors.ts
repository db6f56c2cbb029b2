/** Every error that a caller can receive. @module */

/** Code on the wire → HTTP status and message. */
const ERRORS = {
  // Both families
  not_found: [404, 'Not Found'],
  inexistent_tenant: [404, 'There is no tenant at this address.'],
  unknown_host: [
    404,
    'Ferry does not answer at this host. Open the address of FERRY_PUBLIC_URL. If this is the host that people open, set FERRY_PUBLIC_URL to it, and let the proxy pass the host on.',
  ],
  method_not_allowed: [405, 'This path does not support this method.'],
  payload_too_large: [413, 'The body is too large.'],
  unsupported_media_type: [415, 'The body must be sent as application/json.'],
  internal: [500, 'Internal Server Error'],
  too_many_requests: [
    429,
    'Too many requests. Check the X-RateLimit-Limit, X-RateLimit-Remaining and X-RateLimit-Reset headers.',
  ],
  temporarily_unavailable: [503, 'The service is overloaded at the moment. Try again later.'],

  // Management API
  search_timeout: [503, 'The search took too long and was stopped. Refine it and try again.'],
  invalid_body: [400, 'Payload validation error.'],
  invalid_query_string: [400, 'Query validation error.'],
  invalid_uri: [400, 'Path validation error.'],
  invalid_token: [401, 'Invalid token'],
  insufficient_scope: [403, 'Insufficient scope'],
  unknown_connection: [400, 'The connection does not exist.'],
  inexistent_connection: [404, 'The connection does not exist'],
  inexistent_user: [404, 'The user does not exist.'],
  inexistent_session: [404, 'The session does not exist.'],
  inexistent_refresh_token: [404, 'The refresh token does not exist.'],
  inexistent_member: [404, 'The member does not exist.'],
  inexistent_invitation: [404, 'The invitation does not exist: it was accepted, withdrawn or replaced.'],
  inexistent_member_link: [
    404,
    'This link is not valid: it has expired, it has been used, or a newer email has another. Ask for a new one.',
  ],
  inexistent_setup: [
    404,
    'This setup link is not valid, or it has been used. The server prints a new one when it starts.',
  ],
  invalid_credentials: [401, 'Wrong email or password.'],
  wrong_password: [400, 'This is not your current password.'],
  invalid_csrf_token: [403, 'The request does not come from the dashboard. Reload the page and try again.'],
  recent_sign_in_required: [
    403,
    'Changes need a sign-in within the last 15 minutes. Confirm your password, or sign in again.',
  ],
  insufficient_role: [403, 'Only an owner may create, change or remove an owner.'],
  member_conflict: [409, 'A member with this email address already exists.'],
  invitation_conflict: [
    409,
    'This email address has an invitation. Send it again, or withdraw it and invite anew.',
  ],
  too_many_invitations: [409, 'Two hundred links of emails to members are open. Withdraw invitations first.'],
  member_changed: [409, 'The member’s role has changed in the meantime. Read the member again.'],
  last_owner: [409, 'This is the last owner: create another owner first.'],
  inexistent_signing_key: [404, 'The signing key does not exist.'],
  signing_key_in_use: [
    409,
    'The current key signs the tokens of this tenant. Rotate the keys first, then revoke it.',
  ],
  too_many_signing_keys: [
    409,
    'Ten keys of this tenant verify tokens. Revoke a previous key whose tokens have expired, then rotate.',
  ],
  inexistent_log: [404, 'The log does not exist.'],
  inexistent_run: [
    404,
    'The run does not exist, or its record was deleted: a connection keeps its newest runs.',
  ],
  inexistent_template: [404, 'The template does not exist.'],
  inexistent_client: [404, 'The client does not exist'],
  inexistent_job: [404, 'The job does not exist'],
  inexistent_email_template: [404, 'The template does not exist.'],
  email_template_conflict: [409, 'The template exists already.'],
  inexistent_client_grant: [404, 'The client grant does not exist'],
  inexistent_resource_server: [404, 'The resource server does not exist'],
  resource_server_conflict: [409, 'A resource server with the same identifier already exists'],
  absent_feature: [400, 'Ferry has no such feature.'],
  inexistent_email_provider: [404, 'There is no email provider: emails go out by the operator’s settings'],
  inexistent_theme: [404, 'There is no theme'],
  inexistent_page_template: [404, 'There is no template of pages'],
  system_resource_server: [400, 'The Management API belongs to Ferry: it cannot be changed or deleted.'],
  inexistent_custom_domain: [404, 'The custom domain does not exist.'],
  custom_domain_conflict: [409, 'The tenant has this custom domain already.'],
  custom_domain_taken: [409, 'Another tenant has verified this domain.'],
  too_many_custom_domains: [409, 'A tenant has at most 20 custom domains. Delete one first.'],
  last_administrator: [
    409,
    'This is the last client that may call the whole Management API, so it cannot be deleted. To replace its secret, rotate it.',
  ],
  public_client: [400, 'The client has no secret: its token_endpoint_auth_method is none, or it uses keys.'],
  inexistent_client_credential: [404, 'The client has no such credential'],
  client_credential_conflict: [409, 'The client has a credential with the same kid.'],
  client_credential_in_use: [
    409,
    'The client proves itself by this credential: change its client_authentication_methods first.',
  ],
  too_many_client_credentials: [409, 'The client has 10 credentials: delete one first.'],
  client_grant_conflict: [409, 'A client grant for this client and audience already exists'],
  default_tenant: [400, 'The default tenant cannot be deleted: it belongs to the operator.'],
  tenant_conflict: [409, 'A tenant with the same name already exists'],
  auth0_idp_error: [409, 'The user already exists.'],
  legacy_unavailable: [400, 'The legacy store behind this connection cannot be reached.'],
  identifier_taken: [400, 'The specified new email already exists'],
  read_only_attributes: [400, 'Only the legacy store can change this field.'],
  script_refused: [400, 'The connection’s script reported that it changed nothing.'],
  identity_not_linkable: [400, 'The identity cannot be linked.'],
  inexistent_identity: [404, 'The user has no linked identity with this ID.'],
  inexistent_version: [404, 'The connection has no such version.'],
  inexistent_draft: [404, 'The connection has no draft.'],
  draft_conflict: [
    409,
    'The live scripts have changed since the draft was started. Merge them, or deploy with force.',
  ],
  people_locked_out: [
    409,
    'Some users in Ferry could no longer sign in. Read GET /api/v2/connections/{id}/impact, or use force.',
  ],
  legacy_count_running: [
    409,
    'The people of this legacy store are being counted already. Wait for the result.',
  ],
  script_context_stays: [400, 'enable_script_context cannot be turned off again.'],
  missing_script: [400, 'The connection has no script for this action.'],
  invalid_password: [400, 'Password is too weak'],
  connection_conflict: [409, 'A connection with the same name already exists'],
  precondition_failed: [412, 'The connection has changed since it was read. Read it again.'],

  // Authentication API
  invalid_request: [400, 'The request is invalid.'],
  unsupported_grant_type: [400, 'This grant type is not supported.'],
  access_denied: [401, 'Unauthorized'],
  unauthorized: [401, 'Unauthorized'],
  invalid_grant: [403, 'Wrong email or password.'],
  too_many_attempts: [
    429,
    "Your account has been blocked after multiple consecutive login attempts. We've sent you an email with instructions on how to unblock it.",
  ],
  unauthorized_client: [403, 'The grant type is not allowed for the client.'],
  authorization_pending: [403, 'The person has not confirmed the device yet.'],
  slow_down: [429, 'Too fast: wait five seconds longer between two requests.'],
  expired_token: [403, 'The device_code has expired, was used, or is not known.'],
  device_denied: [403, 'The person has denied the device.'],
  invalid_client_metadata: [400, 'The client cannot be registered as it describes itself.'],
  invalid_redirect_uri: [400, 'An address of redirect_uris cannot be used.'],
  registration_off: [403, 'Clients cannot register themselves here.'],
  too_many_registered_clients: [
    403,
    'The tenant keeps no more clients that registered themselves: an administrator must delete some.',
  ],
  invalid_user_password: [401, 'Wrong email or password.'],
  cross_origin_denied: [403, 'Wrong email or password.'],
  cross_origin_blocked: [403, 'user is blocked'],
  unknown_realm: [403, 'Unknown or invalid realm'],
  consent_required: [403, 'Consent required'],
  forbidden_audience: [403, 'Client is not authorized to access this audience.'],

  // Sign-up
  user_exists: [400, 'The user already exists.'],
  invalid_signup: [400, 'Invalid sign up'],

  // Faults of a script or a tenant's settings at sign-in; the details are in the tenant's log
  validation_error: [400, 'The script refused the request.'],
  script_error: [400, 'The connection’s script failed.'],
  script_syntax: [400, 'The connection’s script cannot be parsed.'],
  script_timeout: [400, 'The connection’s script exceeded its time limit.'],
  script_memory: [400, 'The connection’s script exceeded its memory limit.'],
  script_limit: [400, 'The connection’s script exceeded one of its limits.'],
  script_crash: [400, 'The connection’s script crashed its sandbox.'],
  no_callback: [400, 'The connection’s script never called its callback.'],
  module_not_available: [400, 'The connection’s script requires a module that is not available.'],
  network_blocked: [400, 'The connection’s script tried to reach an address that is not allowed.'],
  invalid_profile: [400, 'The connection’s script returned a profile that cannot be stored.'],
  profile_mismatch: [400, 'The connection’s script returned another person’s profile.'],
  mfa_factors_unsupported: [
    400,
    'The connection’s script returned a second factor (mfa_factors), which Ferry cannot store yet.',
  ],
  profile_conflict: [400, 'The returned profile conflicts with an existing user.'],
} as const satisfies { [code: string]: readonly [status: number, message: string] }

/** A row of the table. */
export type ErrorCode = keyof typeof ERRORS

/** Wire codes that differ from their row's name, because Auth0 uses one code for several statuses. */
const WIRE_CODES: { readonly [code in ErrorCode]?: string } = {
  unknown_connection: 'inexistent_connection',
  script_context_stays: 'operation_not_supported',
  draft_conflict: 'conflict',
  people_locked_out: 'conflict',
  legacy_count_running: 'conflict',
  identity_not_linkable: 'operation_not_supported',
  identifier_taken: 'auth0_idp_error',
  read_only_attributes: 'operation_not_supported',
  script_refused: 'script_error',
  connection_conflict: 'conflict',
  member_conflict: 'conflict',
  invitation_conflict: 'conflict',
  member_changed: 'conflict',
  email_template_conflict: 'conflict',
  client_grant_conflict: 'conflict',
  resource_server_conflict: 'conflict',
  custom_domain_conflict: 'conflict',
  custom_domain_taken: 'conflict',
  absent_feature: 'operation_not_supported',
  system_resource_server: 'operation_not_supported',
  tenant_conflict: 'conflict',
  public_client: 'invalid_body',
  client_credential_conflict: 'conflict',
  client_credential_in_use: 'conflict',
  too_many_client_credentials: 'conflict',
  default_tenant: 'operation_not_supported',
  device_denied: 'access_denied',
  registration_off: 'access_denied',
  too_many_registered_clients: 'access_denied',
  cross_origin_denied: 'access_denied',
  cross_origin_blocked: 'unauthorized',
  unknown_realm: 'invalid_request',
  forbidden_audience: 'access_denied',
}

interface ApiErrorOptions extends ErrorOptions {
  /** A code chosen by a tenant's script (`ValidationError`). */
  wire_code?: string
  /** For 503: seconds, in `Retry-After`. */
  retry_after_s?: number
  /** Names the entry of the tenant's log that has the details. */
  log_id?: string
  /** The text for the tenant's log in place of the message: callers must not see it. */
  log_description?: string | undefined
  headers?: { readonly [name: string]: string }
  /** Further fields of the answer that clients read. */
  body?: object
}

/** An error answer. Anything else that is thrown is a bug and becomes a 500. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly status: number
  /** The code that callers see. */
  readonly code: string
  /** Code under which the documentation tells what to do; a script's own code stands below the row's. */
  readonly documented_as: string
  readonly log_id: string | undefined
  readonly log_description: string
  readonly headers: { readonly [name: string]: string }
  readonly body: object

  /** @param detail shown to the caller instead of the row's message; `options.cause` is only logged */
  constructor(code: ErrorCode, detail?: string, options: ApiErrorOptions = {}) {
    super(detail ?? ERRORS[code][1], options)
    this.status = ERRORS[code][0]
    this.documented_as = WIRE_CODES[code] ?? code
    this.code = options.wire_code ?? this.documented_as
    this.log_id = options.log_id
    this.log_description = options.log_description ?? this.message
    this.body = options.body ?? {}
    this.headers = {
      ...options.headers,
      ...(options.retry_after_s === undefined ? {} : { 'Retry-After': String(options.retry_after_s) }),
    }
  }
}

/** @returns status, wire code and usual message of a row, for the API's description */
export function describeError(code: ErrorCode): { status: number; code: string; message: string } {
  const [status, message] = ERRORS[code]
  return { status, code: WIRE_CODES[code] ?? code, message }
}
