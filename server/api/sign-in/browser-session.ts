/** The session that a browser has at this issuer. @module */

import type { AuthorizeRequest } from '../../oidc/request.ts'
import type { SessionLimits } from '../../oidc/sessions.ts'
import { isOver, sessionLimits } from '../../oidc/sessions.ts'
import type { Client, PersonOfSession, PersonSession, TenantSettings } from '../../store/contract.ts'
import type { PageContext, Visit } from '../hosted-pages/page.ts'
import type { Deps } from '../http/deps.ts'
import { sessionHashOf } from './cookies.ts'

/** A session that counts, and whose it is, read anew. */
export interface BrowserSession {
  secret_sha256: string
  session: PersonSession
  user: PersonOfSession
}

/** @returns undefined without a session, or when it is over by today's limits; then it ends here */
export async function browserSession(
  { store, tenant: { tenant_id }, public_url }: Deps,
  { cookie }: Visit,
  settings: TenantSettings,
): Promise<BrowserSession | undefined> {
  const secret_sha256 = sessionHashOf(public_url, cookie)
  if (secret_sha256 === undefined) return undefined
  const found = await store.findPersonSession(tenant_id, secret_sha256)
  if (!found) return undefined
  const limits: SessionLimits = sessionLimits(settings)
  if (isOver(found.session, limits, Date.now())) {
    await store.endPersonSessions(tenant_id, { secret_sha256 }, { cause: 'session-expired' })
    return undefined
  }
  return { secret_sha256, ...found }
}

/**
 * A session counts only for clients that may use its connection, and for the connection that the request names.
 *
 * @param meant_id a connection that was just seen to be the one of client and request: it is not read again
 */
export async function sessionFor(
  deps: Deps,
  { client, context }: { client: Client; context: Pick<PageContext, 'visit' | 'settings'> },
  request: Pick<AuthorizeRequest, 'connection'>,
  meant_id?: string,
): Promise<BrowserSession | undefined> {
  const found = await browserSession(deps, context.visit, context.settings)
  if (!found || found.session.connection_id === meant_id) return found
  const connection = await deps.store.findConnection(deps.tenant.tenant_id, found.session.connection_id)
  if (!connection?.enabled_clients.includes(client.client_id)) return undefined
  return request.connection === undefined || request.connection === connection.name ? found : undefined
}
