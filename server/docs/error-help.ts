/** What to do about each error: the text of the documentation’s page of errors. @module */
import type { ErrorCode } from '../common/errors.ts'

/** Row of the table of errors → why it happens and what to do. Markdown of one paragraph; links as in the pages' files. */
export const ERROR_HELP: { readonly [code in ErrorCode]: string } = {
  not_found:
    'The path is wrong, or what it names is gone. [The description of the API](/openapi.json) lists every path.',
  inexistent_tenant:
    'The host of the address begins with the name of a tenant that does not exist. Check the spelling; `npm run tenant -- list` lists the tenants.',
  method_not_allowed: 'The path exists, the method does not. The header `Allow` names those that do.',
  payload_too_large:
    'The Management API reads up to 1 MB, the Authentication API 100 KB, a hosted form 16 KB. Send less; split an import into several calls.',
  unsupported_media_type:
    'Send `Content-Type: application/json`. Only `/oauth/token`, `/oauth/revoke` and the hosted pages also read forms.',
  internal:
    'A fault of Ferry. The answer has a `log_id`; the server’s own log has an entry with this `error_id` and the cause. Report it with that entry.',
  too_many_requests:
    'You sent more than the limit of calls per second. Wait until the time in `X-RateLimit-Reset` (seconds since 1970) or for the seconds in `Retry-After`. Operators set the limits with [`FERRY_RATE_LIMIT_MANAGEMENT` and `FERRY_RATE_LIMIT_AUTHENTICATION`](settings.md).',
  temporarily_unavailable:
    'A queue is full, a script fails so often that it is paused, or the legacy store cannot be reached. Nobody’s password counts as wrong. Try again after the seconds in `Retry-After`; the tenant’s log says which it was.',
  search_timeout:
    'The search ran longer than [`FERRY_READ_TIMEOUT_MS`](settings.md). Search by a whole e-mail address or id, or by the beginning of a word in place of `*word*`.',
  invalid_body:
    'A member of the body is missing, wrong or unknown. The message names it and the rule; if the name is nearly right, it also names the nearest one.',
  invalid_query_string: 'A query parameter is wrong. The message names it and the rule.',
  invalid_uri:
    'A part of the path is wrong, such as an id with characters that no id has. Encode ids: `auth0|1` is `auth0%7C1`.',
  invalid_token:
    'The token is missing, has expired, was made for another address, or its client is gone. [Get a new one](api.md#get-a-token) and send it as `Authorization: Bearer …`. After a change of `FERRY_PUBLIC_URL` every older token is invalid.',
  insufficient_scope:
    'The token lacks a scope. The message names those that would do; add them to the client’s grant (`PATCH /api/v2/client-grants/{id}`) and get a new token. You also see it when you try to give away or change more power than you have yourself.',
  unknown_connection:
    'The body names a connection that does not exist. Check its name or id with `GET /api/v2/connections`.',
  inexistent_connection:
    'There is no connection of this id in this tenant. List them with `GET /api/v2/connections`.',
  inexistent_user:
    'There is no user of this id in this tenant. A person who has not signed in yet is only in the legacy store: `GET /api/v2/connections/{id}/whois` asks it.',
  inexistent_member: 'The member of the dashboard is gone. Reload the list of members.',
  inexistent_setup:
    'The set-up link works once, and each start of the server prints a new one until there is an owner. Use the newest, or sign in.',
  invalid_credentials:
    'E-mail or password of a member of the dashboard is wrong. If you forgot the password: `npm run tenant -- reset-member EMAIL` on the server.',
  wrong_password: 'To change your password, type the present one first.',
  invalid_csrf_token:
    'A write with a session’s cookie needs the header `X-CSRF-Token` of that session. Reload the page; programs use a token in place of a session.',
  recent_sign_in_required:
    'The tenant asks members for their password again when their sign-in is more than 15 minutes ago. Confirm the password in the dashboard. See [Security](security.md#members-of-the-dashboard).',
  insufficient_role: 'Ask an owner. Only owners make owners or change them.',
  member_conflict: 'Change the role of the member who is there, or use another address.',
  member_changed: 'Somebody else changed the role in the meantime. Reload the list and decide again.',
  last_owner: 'A tenant keeps at least one owner. Make another member an owner first.',
  inexistent_log:
    'The entry is older than [`FERRY_LOG_DAYS`](settings.md), belongs to another tenant, or never existed.',
  inexistent_template:
    'There is no template of this id. `GET /api/v2/templates` lists them; see [Templates](templates.md).',
  inexistent_client: 'There is no client of this id in this tenant. List them with `GET /api/v2/clients`.',
  inexistent_job: 'Jobs are kept for a day. The job is older, or never existed.',
  inexistent_email_template:
    'There is no mail template of this name yet. `PUT /api/v2/email-templates/{name}` makes one; until then the built-in text is sent.',
  inexistent_client_grant: 'There is no client grant of this id. List them with `GET /api/v2/client-grants`.',
  public_client:
    'A client whose `token_endpoint_auth_method` is `none` has no secret to rotate. Set another method first.',
  client_grant_conflict:
    'A client has one grant for each audience. Change the one that is there: `PATCH /api/v2/client-grants/{id}`.',
  default_tenant: 'The default tenant belongs to the operator and stays. Delete other tenants only.',
  tenant_conflict: 'Choose another name; `npm run tenant -- list` shows those that are taken.',
  auth0_idp_error:
    'A user with this e-mail address, username or id exists already in this connection. Update that user.',
  legacy_unavailable:
    'The script could not reach the legacy store: refused, reset, not found or too slow. Check host and port in the connection’s configuration; a private address must be in [`FERRY_SANDBOX_ALLOW`](operations.md#let-scripts-reach-private-addresses). The run in the tenant’s log has the address and the driver’s code. At a sign-in the answer is `temporarily_unavailable`.',
  identifier_taken:
    'Another user of this connection has the new e-mail address or username. `GET /api/v2/users-by-email` finds them.',
  read_only_attributes:
    'In legacy mode the legacy store owns these fields. Change them there, or switch to [import mode](modes.md#import-mode) first.',
  script_refused:
    'The script called back with `false`: it changed nothing, so Ferry changed nothing either. Look at the conditions in the script.',
  identity_not_linkable:
    'The message says why: the same user, an identity that is linked already, or one of another tenant.',
  inexistent_identity: 'Only identities that were linked can be unlinked; a user’s first one stays.',
  inexistent_version:
    'The connection has no version of this number. `GET /api/v2/connections/{id}/versions` lists them.',
  inexistent_draft: 'There is nothing to deploy or to throw away: no script has unsaved changes.',
  draft_conflict:
    'Somebody deployed other scripts since your draft began. Compare, merge their changes into the draft, and deploy again; or deploy with `force` to replace theirs.',
  people_locked_out:
    'With the new mode, people who are known here could no longer sign in. Read `GET /api/v2/connections/{id}/impact` for how many and why; `force` makes the change all the same.',
  script_context_stays:
    'As at Auth0, `enable_script_context` cannot be switched off: scripts count on their arguments.',
  missing_script:
    'The action needs a script that the connection does not have, for example `delete` in legacy mode. The message names it. Add the script, or [change the mode](modes.md).',
  invalid_password:
    'The password breaks the connection’s policy. `description.rules` names each rule that it breaks. Imported passwords are never judged.',
  connection_conflict:
    'Connection names are unique in a tenant. Update the one that is there, or choose another name.',
  precondition_failed:
    'You sent `If-Match`, and the connection has changed since. Read it, apply your change to it, and send it again.',
  invalid_request: 'A parameter is missing, wrong, or sent twice. The message names it.',
  unsupported_grant_type:
    'Ferry knows `client_credentials`, `password`, `http://auth0.com/oauth/grant-type/password-realm` and `refresh_token`.',
  access_denied:
    'At `/oauth/token`: client id or secret is wrong, or the client authenticates by another method than it is set to. Secrets are shown once; `POST /api/v2/clients/{id}/rotate-secret` makes a new one.',
  unauthorized:
    'The script refused this person with `UnauthorizedError`, and the message is the script’s; or a token of `/userinfo` is missing or has expired.',
  invalid_grant:
    'E-mail or password is wrong; or the script answered with the profile of somebody else; or a refresh token was used, revoked or has expired. A caller is never told which. The tenant’s log tells it.',
  too_many_attempts:
    'Ten wrong passwords for this person from this address. The person gets a mail with a link that ends the block; `DELETE /api/v2/user-blocks/{id}` ends it too.',
  unauthorized_client:
    'Add the grant type to the client’s `grant_types`. At `/oauth/revoke`: the token was given to another client.',
  unknown_realm: '`realm` must be the name of a connection (not its id) that the client is enabled for.',
  forbidden_audience:
    'The client has no grant for this `audience`. For the Management API the audience is the public address and `/api/v2/`, with the slash: make a grant with `POST /api/v2/client-grants`.',
  user_exists:
    'Somebody has this e-mail address or username already, here or in the legacy store. The tenant’s flag `enable_public_signup_user_exists_error: false` hides it from callers.',
  invalid_signup:
    'The sign-up was refused without telling why, because the tenant hides which users exist. The tenant’s log tells it.',
  validation_error:
    'The script refused with `ValidationError(code, message)`. Callers get the script’s own code and message.',
  script_error:
    'The script threw or called back with an error. [Try it](scripts.md#try-a-script): the answer has the message, the line and the log. The message of a driver usually says what to change: credentials, a table or column that does not exist, TLS.',
  script_syntax:
    'The text cannot be read as a JavaScript function. The tenant’s log has the line and the column.',
  script_timeout:
    'The script did not call back within [`FERRY_SCRIPT_TIMEOUT_MS`](settings.md). Usual causes: a connection that hangs at a firewall, a query without an index, a callback that is forgotten on one path.',
  script_memory:
    'The script used more memory than [a run may](scripts.md#limits). Read fewer rows, and end queries with a `LIMIT`.',
  script_limit:
    'The script passed one of the [limits](scripts.md#limits) other than time and memory; the tenant’s log names it: sockets, traffic, CPU, hashing, or the size of the result.',
  script_crash:
    'The script ended its sandbox. Nothing else was hurt. The tenant’s log has what is known; a smaller script helps to find it.',
  no_callback:
    'The script ended without calling `callback` and nothing was left to wait for. Call it on every path, errors too.',
  module_not_available:
    'The module is not offered; the message names what to use instead. [Modules](../../runtime/packages/MODULES.md) lists all.',
  network_blocked:
    'The script asked for a private or reserved address. If it is your legacy store, the operator adds it to [`FERRY_SANDBOX_ALLOW`](operations.md#let-scripts-reach-private-addresses).',
  invalid_profile:
    'The profile lacks `user_id` or an identifier, or a field has the wrong type or size. The tenant’s log names the field; see [the profile](scripts.md#the-profile).',
  profile_mismatch:
    'The profile is about somebody else than was asked for: neither its e-mail address nor its username is what was typed. Return what was typed in one of them, or let people in by [further sign-in names](scripts.md#further-sign-in-names). At a sign-in the caller sees `invalid_grant`.',
  mfa_factors_unsupported:
    'Ferry has no second factor yet. It refuses the profile so that nobody loses theirs unnoticed. The connection option `ferry_mfa_factors: "drop"` imports people without it.',
  profile_conflict:
    'The `user_id`, e-mail address or username of the profile belongs to another user of the tenant. The tenant’s log names that user. Where ids of two connections are alike, [prefix one](templates.md#two-stores-with-the-same-ids).',
}
