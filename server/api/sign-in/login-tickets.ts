/** Login tickets: made by `/co/authenticate`, used by `/authorize`. @module */
import { sha256 } from '../../common/hash.ts'
import { randomSecret } from '../../common/ids.ts'
import type { AnswerFields } from '../../oidc/answers.ts'
import { LOGIN_TICKET_LIFE_MS, LoginTicket, ticketMismatch } from '../../oidc/login-ticket.ts'
import type { Visit } from '../hosted-pages/page.ts'
import type { Deps } from '../http/deps.ts'
import { markOf } from './cookies.ts'
import type { Grant } from './finish.ts'
import { completeSignIn } from './finish.ts'

/** Stores a ticket. @returns its secret, 256 random bits */
export async function makeLoginTicket(
  { store, tenant }: Pick<Deps, 'store' | 'tenant'>,
  ticket: LoginTicket,
): Promise<string> {
  const login_ticket = randomSecret()
  await store.putOnce(tenant.tenant_id, {
    kind: 'login_ticket',
    key_sha256: sha256(login_ticket),
    payload: ticket,
    life_ms: LOGIN_TICKET_LIFE_MS,
  })
  return login_ticket
}

/** How a sign-in by a ticket ended; `why` is for the tenant's log. */
type TicketSignIn =
  | { kind: 'complete'; fields: AnswerFields; cookie: string; user_id: string }
  | { kind: 'refused'; why: string; user_id?: string }

/** Signs the ticket's person in. The ticket is spent, also when it is refused. */
export async function signInByTicket(
  deps: Deps,
  grant: Grant,
  { login_ticket, visit }: { login_ticket: string; visit: Visit },
): Promise<TicketSignIn> {
  const { store, tenant, public_url } = deps
  const { tenant_id } = tenant
  const { client_id } = grant.client
  const taken = await store.takeOnce(tenant_id, 'login_ticket', sha256(login_ticket))
  if (taken.kind === 'refused') return { kind: 'refused', why: REFUSALS[taken.why] }
  const ticket = LoginTicket.parse(taken.payload)
  const { user_id } = ticket
  const refused = (why: string): TicketSignIn => ({ kind: 'refused', why, user_id })
  const mark_sha256 = markOf(public_url, visit.cookie)
  const mismatch = ticketMismatch(ticket, { client_id, mark_sha256, referer: visit.referer })
  if (mismatch) return refused(REFUSALS[mismatch])
  const user = await store.findUser(tenant_id, user_id)
  const connection = await store.findConnection(tenant_id, ticket.connection_id)
  if (!user || !connection?.enabled_clients.includes(client_id)) return refused(REFUSALS.gone)
  const result = await completeSignIn(deps, grant, { user, connection, visit })
  switch (result.kind) {
    case 'complete':
      return { ...result, user_id }
    case 'no_user':
      return refused(REFUSALS.gone)
    case 'blocked':
      return refused('user is blocked')
  }
}

const REFUSALS = {
  unknown: 'There is no such ticket.',
  used: 'The ticket was used before.',
  expired: 'The ticket is older than 60 seconds.',
  client: 'The ticket was made for another client.',
  browser:
    'The browser sent neither the cookie that /co/authenticate set nor the origin of the page in `Referer`. Serve the application and this issuer under one domain, give the page the `Referrer-Policy` `strict-origin-when-cross-origin`, or send people to `/authorize` without a `login_ticket`.',
  gone: 'The user was deleted, or the client may no longer use the connection.',
} as const
