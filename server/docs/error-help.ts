/** What to do about each error: the text of the documentation’s page of errors. @module */
import type { ErrorCode } from '../common/errors.ts'

/** Row of the table of errors → why it happens and what to do. Markdown of one paragraph; links as in the pages' files. */
export const ERROR_HELP: { readonly [code in ErrorCode]: string } = {
  not_found:
    'The path is wrong, or the resource no longer exists. [The description of the API](/openapi.json) lists every path.',
  inexistent_tenant:
    'The host name in the URL starts with the name of a tenant that does not exist. Check the spelling; `npm run tenant -- list` lists the tenants.',
  unknown_host:
    'The header `Host` of the request names neither the host of [`FERRY_PUBLIC_URL`](settings.md), nor one of [`FERRY_TENANT_URL`](settings.md), nor loopback. Set `FERRY_PUBLIC_URL` to the address that people open. Behind a proxy, the proxy must [pass `Host` on](operations.md#hosts). `FERRY_ANY_HOST=1` opens all other hosts for the default tenant.',
  method_not_allowed:
    'The path exists, but does not support this method. The header `Allow` lists the methods that it supports.',
  payload_too_large:
    'The Management API accepts up to 1 MB, the Authentication API 100 KB, a hosted form 16 KB. Send less; split an import into several calls.',
  unsupported_media_type:
    'Send `Content-Type: application/json`. Only `/oauth/token`, `/oauth/revoke` and the hosted pages also accept forms.',
  internal:
    'An error in Ferry itself. The response has a `log_id`; the server’s own log has an entry with this `error_id` and the cause. Report the error with that entry.',
  too_many_requests:
    'You sent more than the limit of calls per second. Wait until the time in `X-RateLimit-Reset` (seconds since 1970) or for the seconds in `Retry-After`. Operators set the limits with [`FERRY_RATE_LIMIT_MANAGEMENT` and `FERRY_RATE_LIMIT_AUTHENTICATION`](settings.md).',
  temporarily_unavailable:
    'A queue is full, a script is paused because it fails too often, or the legacy store cannot be reached. This never counts as a wrong password. Try again after the seconds in `Retry-After`; the tenant’s log has the reason.',
  search_timeout:
    'The search took longer than [`FERRY_READ_TIMEOUT_MS`](settings.md). Search for a whole email address or ID, or for the beginning of a word instead of `*word*`.',
  invalid_body:
    'A member of the body is missing, wrong or unknown. The message names the member and the rule; for a misspelt name, it also names the nearest known one.',
  invalid_query_string: 'A query parameter is wrong. The message names the parameter and the rule.',
  invalid_uri:
    'A part of the path is wrong, such as an ID with characters that no ID has. Encode IDs: `auth0|1` is `auth0%7C1`.',
  invalid_token:
    'The token is missing or has expired, it was issued for another URL, or its client was deleted. [Get a new one](api.md#get-a-token) and send it as `Authorization: Bearer …`. A change of `FERRY_PUBLIC_URL` makes all earlier tokens invalid.',
  insufficient_scope:
    'The token lacks a scope. The message names the scopes that would be enough; add one to the client’s grant (`PATCH /api/v2/client-grants/{id}`) and get a new token. You also get this error when you try to grant or change more rights than you have yourself.',
  unknown_connection:
    'The body names a connection that does not exist. Check its name or ID with `GET /api/v2/connections`.',
  inexistent_connection:
    'This tenant has no connection with this ID. List them with `GET /api/v2/connections`.',
  inexistent_user:
    'This tenant has no user with this ID. A person who has not signed in yet is only in the legacy store: `GET /api/v2/connections/{id}/whois` looks there.',
  inexistent_session:
    'The session has ended, or never existed. `GET /api/v2/users/{id}/sessions` lists those of a user.',
  inexistent_refresh_token:
    'The refresh token was revoked, has expired, or never existed. `GET /api/v2/users/{id}/refresh-tokens` lists those of a user.',
  inexistent_invitation:
    'List the invitations with `GET /api/v2/member-invitations`. An invitation also ends when the member who sent it gets another role or is deleted.',
  inexistent_member_link:
    'An invitation works once, for 7 days; a link for a new password works once, for 24 hours. Sending again voids the link before. Ask an owner of the dashboard for a new email.',
  inexistent_member: 'The member of the dashboard was deleted. Reload the list of members.',
  inexistent_setup:
    'The setup link works once. Until there is an owner, the server prints a new link each time it starts. Use the newest link, or sign in.',
  invalid_credentials:
    'The email address or the password of a member of the dashboard is wrong. If you forgot the password, run `npm run tenant -- reset-member EMAIL` on the server.',
  wrong_password: 'To change your password, first enter your current password.',
  invalid_csrf_token:
    'A write with a session cookie needs the header `X-CSRF-Token` of that session. Reload the page. Programs use an access token instead of a session.',
  recent_sign_in_required:
    'The tenant requires the password again when a member signed in more than 15 minutes ago. Confirm your password in the dashboard. See [Security](security.md#members-of-the-dashboard).',
  insufficient_role: 'Ask an owner. Only owners can create and change owners.',
  member_conflict: 'Change the role of the existing member, or use another address.',
  invitation_conflict:
    'One address has one invitation. `POST /api/v2/member-invitations/{id}/send` sends it again; to change its role, delete it first.',
  too_many_invitations:
    'Delete invitations that nobody will accept: `DELETE /api/v2/member-invitations/{id}`. Links for new passwords end after 24 hours.',
  member_changed: 'Someone else changed the role in the meantime. Reload the list and decide again.',
  last_owner: 'A tenant needs at least one owner. Make another member an owner first.',
  inexistent_signing_key:
    'This tenant has no signing key with this ID. List them with `GET /api/v2/keys/signing`; of the revoked keys only the newest ten are listed.',
  signing_key_in_use:
    'Only a previous key can be revoked. `POST /api/v2/keys/signing/rotate` makes the current key a previous one; tokens are then signed with the next key.',
  too_many_signing_keys:
    'Previous keys verify tokens until they are revoked. `GET /api/v2/keys/signing` lists them with `current_until`: revoke one that ended before the longest lifetime of your tokens, then rotate.',
  inexistent_log:
    'The entry is older than [`FERRY_LOG_DAYS`](settings.md), belongs to another tenant, or never existed.',
  inexistent_run:
    'The number is of a run that is older than the newest 1,000 of its connection, of another tenant, or never existed. The log still has the entry: search it for `run_id:"…"`.',
  inexistent_template:
    'No template has this ID. `GET /api/v2/templates` lists them; see [Templates](templates.md).',
  inexistent_client: 'This tenant has no client with this ID. List them with `GET /api/v2/clients`.',
  inexistent_job: 'Jobs are kept for a day. The job is older, or never existed.',
  inexistent_email_template:
    'The tenant has no email template of this name yet, so the built-in text is sent. `PUT /api/v2/email-templates/{name}` creates one.',
  inexistent_client_grant: 'No client grant has this ID. List them with `GET /api/v2/client-grants`.',
  inexistent_resource_server:
    'No API has this ID or identifier. List them with `GET /api/v2/resource-servers`. An identifier in a path is percent-encoded.',
  resource_server_conflict:
    'Each API has an identifier of its own. Change the existing one: `PATCH /api/v2/resource-servers/{id}`.',
  absent_feature:
    'The call asks for something of Auth0 that Ferry has not. The message names it. Leave it out of what you deploy; `AUTH0_EXCLUDED` of the deploy tool leaves out whole kinds.',
  inexistent_email_provider:
    'Emails go out by the operator’s [settings](settings.md). A provider that is deployed is kept without its credentials, and not used.',
  inexistent_theme:
    'No theme was deployed. Pages have the colours and the logo of `/api/v2/branding`; a theme is kept, and not used.',
  inexistent_page_template:
    'Ferry’s pages take no template of a tenant. Set colours and the logo by `PATCH /api/v2/branding`.',
  system_resource_server:
    'Every tenant has the Management API, with the scopes that this version of Ferry knows. Create an API of your own for other scopes.',
  inexistent_custom_domain:
    'No custom domain of the tenant has this ID. List them with `GET /api/v2/custom-domains`.',
  custom_domain_conflict:
    'Use the custom domain that is there: `POST /api/v2/custom-domains/{id}/verify` verifies it.',
  custom_domain_taken:
    'A domain belongs to one tenant: the first that verified it. If the name is yours, ask the operator of the installation to delete it at the other tenant.',
  too_many_custom_domains: 'Delete a custom domain that nobody opens: `DELETE /api/v2/custom-domains/{id}`.',
  last_administrator:
    'A tenant keeps one client that may do everything: nobody could make another by the API. If its secret has leaked, `POST /api/v2/clients/{id}/rotate-secret` gives it a new one. To use another client in the default tenant, start with another [`FERRY_ADMIN_CLIENT_ID`](settings.md); the old one can be deleted then.',
  public_client:
    'A client whose `token_endpoint_auth_method` is `none`, or that uses keys, has no secret to rotate. Set another method first.',
  inexistent_client_credential:
    'This client has no credential with this ID. List them with `GET /api/v2/clients/{id}/credentials`.',
  client_credential_conflict:
    'Each key of a client has a `kid` of its own. The same key cannot be added twice: change the end of the existing one.',
  client_credential_in_use:
    'Take the credential out of `client_authentication_methods` by `PATCH /api/v2/clients/{id}`, or set another method; then delete it.',
  too_many_client_credentials:
    'Two are enough to change a key without a break. Delete those that are used no more.',
  email_template_conflict:
    'The tenant has a text for this email already. Change it by `PATCH`, or set it whole by `PUT /api/v2/email-templates/{name}`.',
  client_grant_conflict:
    'A client has one grant for each audience. Change the existing one: `PATCH /api/v2/client-grants/{id}`.',
  default_tenant: 'The default tenant belongs to the operator and cannot be deleted. All other tenants can.',
  tenant_conflict: 'Choose another name; `npm run tenant -- list` lists the names that are taken.',
  auth0_idp_error:
    'This connection already has a user with this email address, username or ID. Update that user.',
  legacy_unavailable:
    'The script could not reach the legacy store: the connection was refused or reset, the host was not found, or it was too slow. Check host and port in the connection’s configuration; a private address must be in [`FERRY_SANDBOX_ALLOW`](operations.md#let-scripts-reach-private-addresses). The run in the tenant’s log has the address and the driver’s code. At a sign-in, the error is `temporarily_unavailable`.',
  identifier_taken:
    'Another user of this connection has the new email address or username. `GET /api/v2/users-by-email` finds them.',
  read_only_attributes:
    'In legacy mode, only the legacy store can change these fields. Change them there, or change to [import mode](modes.md#import-mode) first.',
  script_refused:
    'The script called back with `false`: it changed nothing, so Ferry changed nothing either. Check the conditions in the script.',
  identity_not_linkable:
    'The message has the reason: it is the same user, the identity is already linked, or it belongs to another tenant.',
  inexistent_identity: 'Only linked identities can be unlinked. The first identity of a user cannot.',
  inexistent_version:
    'The connection has no version with this number. `GET /api/v2/connections/{id}/versions` lists them.',
  inexistent_draft: 'There is no draft to deploy or to discard: no script has unsaved changes.',
  draft_conflict:
    'Someone deployed other scripts after your draft was started. Compare them, merge their changes into the draft, and deploy again; or deploy with `force` to replace their changes.',
  people_locked_out:
    'With the new mode, some users in Ferry could no longer sign in. `GET /api/v2/connections/{id}/impact` says how many and why; `force` changes the mode anyway.',
  legacy_count_running:
    'The script of `options.ferry_count` runs already, started by someone else or by the daily count. It runs once at a time. Read `GET /api/v2/connections/{id}/migration` for the result.',
  script_context_stays:
    'As with Auth0, `enable_script_context` cannot be turned off again, because scripts rely on the number of their arguments.',
  missing_script:
    'The action needs a script that the connection does not have, for example `delete` in legacy mode. The message names it. Add the script, or [change the mode](modes.md).',
  invalid_password:
    'The password breaks the connection’s policy. `description.rules` names each broken rule. The policy does not apply to imported passwords.',
  connection_conflict:
    'Names of connections are unique in a tenant. Update the existing connection, or choose another name.',
  precondition_failed:
    'You sent `If-Match`, and the connection has changed since you read it. Read it again, apply your change, and send it again.',
  invalid_request: 'A parameter is missing, wrong, or sent twice. The message names the parameter.',
  unsupported_grant_type:
    'Ferry supports `client_credentials`, `password`, `http://auth0.com/oauth/grant-type/password-realm` and `refresh_token`.',
  access_denied:
    'At `/oauth/token`: the client ID or the secret is wrong, or the client uses another authentication method than the configured one. A secret is shown only once; `POST /api/v2/clients/{id}/rotate-secret` creates a new one.',
  unauthorized:
    'The script refused this person with `UnauthorizedError`, and the message comes from the script; or the access token for `/userinfo` is missing or has expired.',
  invalid_grant:
    'The email address or the password is wrong, the script returned another person’s profile, or a refresh token was used, was revoked or has expired. The caller never learns which. The tenant’s log has the reason.',
  too_many_attempts:
    'There were ten wrong passwords for this person from this IP address. The person gets an email with a link that lifts the block; `DELETE /api/v2/user-blocks/{id}` lifts it too.',
  invalid_user_password: 'At `/usernamepassword/login`: as `invalid_grant` at `/oauth/token`.',
  cross_origin_denied: 'At `/co/authenticate`: as `invalid_grant` at `/oauth/token`.',
  cross_origin_blocked:
    'At `/co/authenticate`: the password is right, and the user is blocked. Set `blocked` to false to let the person in.',
  unauthorized_client:
    'Add the grant type to the client’s `grant_types`. At `/oauth/revoke`: the token was issued to another client. At `/co/authenticate`: set `cross_origin_authentication` of the client to true, and add the origin of the page to `allowed_origins`.',
  authorization_pending:
    'The device asks again after `interval` seconds, until the person has answered at `/activate`.',
  slow_down: 'The device waits five seconds longer from now on (RFC 8628, 3.5), then asks again.',
  expired_token:
    'Codes for devices are valid for 15 minutes and give tokens once. The device must start again.',
  invalid_client_metadata:
    'A member of the registration is missing or wrong, or asks for what clients that register themselves cannot have, such as `jwks_uri`. The message names the member. See [applications](applications.md#clients-that-register-themselves).',
  invalid_redirect_uri:
    'An address of `redirect_uris` must be absolute, without fragment and wildcard, and of `https`. Addresses of the machine itself may be of `http`, and applications may have a scheme of their own.',
  registration_off:
    'An administrator opens the registration with `PATCH /api/v2/tenants/settings` and `{"flags": {"enable_dynamic_client_registration": true}}`. See [applications](applications.md#clients-that-register-themselves).',
  too_many_registered_clients:
    'The tenant has 1,000 clients that registered themselves. Their IDs start with `tpc_`: delete those that nobody uses with `DELETE /api/v2/clients/{id}`, or close the registration.',
  device_denied:
    'The person has answered that the device is not theirs, or their session has ended before the device asked. The device must start again.',
  unknown_realm: '`realm` must be the name (not the ID) of a connection that the client may use.',
  consent_required:
    'The client belongs to someone else (`is_first_party: false`), or its API asks for consent, and the person has not allowed the scopes yet. Only the page at `/authorize` can ask: send the person there once, without `prompt=none`.',
  forbidden_audience:
    'The audience is no API of the tenant (“Service not found”): create it with `POST /api/v2/resource-servers`. Or the client has no grant for this `audience`. The audience of the Management API is the public URL with `/api/v2/`, including the last slash: create a grant with `POST /api/v2/client-grants`.',
  user_exists:
    'Another person already has this email address or username, in Ferry or in the legacy store. The tenant’s flag `enable_public_signup_user_exists_error: false` hides this from callers.',
  invalid_signup:
    'The sign-up was refused without a reason, because the tenant hides which users exist. The tenant’s log has the reason.',
  validation_error:
    'The script refused with `ValidationError(code, message)`. Callers get the script’s own code and message.',
  script_error:
    'The script threw or called back with an error. [Try it](scripts.md#try-a-script): the result has the message, the line and the log. The message of a driver usually names what to change: credentials, a table or column that does not exist, TLS.',
  script_syntax:
    'The text cannot be parsed as a JavaScript function. The tenant’s log has the line and the column.',
  script_timeout:
    'The script did not call back within [`FERRY_SCRIPT_TIMEOUT_MS`](settings.md). Usual causes: a firewall drops the connection, a query has no index, the callback is missing on one path.',
  script_memory:
    'The script used more memory than [a run may](scripts.md#limits). Read fewer rows, and add a `LIMIT` to queries.',
  script_limit:
    'The script exceeded one of the [limits](scripts.md#limits) other than time and memory. The tenant’s log names the limit: sockets, traffic, CPU, hashing, or the size of the result.',
  script_crash:
    'The script crashed its sandbox. Nothing else was affected. The tenant’s log has the details; a smaller script helps to find the cause.',
  no_callback:
    'The script ended without calling `callback`, and it was waiting for nothing. Call `callback` on every path, including errors.',
  module_not_available:
    'The module is not available; the message names a replacement. [Modules](../../runtime/packages/MODULES.md) lists all modules.',
  network_blocked:
    'The script tried to reach a private or reserved address. If this is your legacy store, the operator must add it to [`FERRY_SANDBOX_ALLOW`](operations.md#let-scripts-reach-private-addresses).',
  invalid_profile:
    'The profile lacks `user_id` or an identifier, or a field has the wrong type or size. The tenant’s log names the field; see [the profile](scripts.md#the-profile).',
  profile_mismatch:
    'The script returned another person’s profile: neither its email address nor its username is the identifier that was typed. Return the typed identifier in one of these fields, or let people sign in with [further sign-in names](scripts.md#further-sign-in-names). At a sign-in, the caller gets `invalid_grant`.',
  mfa_factors_unsupported:
    'Ferry does not support second factors yet. It refuses the profile so that no person loses a second factor unnoticed. The connection option `ferry_mfa_factors: "drop"` imports people without it.',
  profile_conflict:
    'The `user_id`, email address or username of the profile belongs to another user of the tenant. The tenant’s log names that user. If two connections have the same IDs, [prefix one of them](templates.md#two-stores-with-the-same-ids).',
}
