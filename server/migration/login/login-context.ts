/** The context of a login script: who signs in from where, and where to. @module */

/**
 * For connections with `enable_script_context`. Names as in the `event` of Auth0's Actions. A hosted service that counts
 * attempts by address needs the person's: `auth0-forwarded-for`, `x-forwarded-for`.
 */
export type LoginContext = {
  request: { ip?: string; user_agent?: string }
  client: { client_id: string; name: string }
  connection: { id: string; name: string; strategy: string }
}
