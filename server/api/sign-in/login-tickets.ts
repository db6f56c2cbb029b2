/** Login tickets: made by `/co/authenticate`, used by `/authorize`. @module */
import { sha256 } from '../../common/hash.ts'
import { randomSecret } from '../../common/ids.ts'
import { LOGIN_TICKET_LIFE_MS, LoginTicket, ticketMismatch } from '../../oidc/login-ticket.ts'
import type { AuthorizeRequest, OAuthProblem } from '../../oidc/request.ts'
import type { Client, Connection, User } from '../../store/contract.ts'
import type { PageAnswer, PageContext } from '../hosted-pages/page.ts'
import type { Deps } from '../http/deps.ts'
import { toApplication } from './answer.ts'
import { ensureMark, markOf } from './cookies.ts'
import { endFlow } from './end-flow.ts'
import type { Flow } from './flow.ts'

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

/** A request of `/authorize` with a ticket. */
interface WithTicket {
  client: Client
  request: AuthorizeRequest
  audience: Flow['audience']
  context: PageContext
  login_ticket: string
}

/** Signs the ticket's person in. The ticket is spent, also when it is refused. */
export async function signInByTicket(deps: Deps, about: WithTicket): Promise<PageAnswer> {
  const { client, request, context } = about
  const taken = await takeTicket(deps, about)
  if (taken.kind === 'refused') {
    deps.events.record({ type: 'fcoa', description: taken.why, client, user_id: taken.user_id })
    return toApplication({ client, ...context, is_after_form: false }, request, { ...BAD_TICKET })
  }
  const { user, connection } = taken
  // What follows may need a page, which is of the browser that is here now.
  const { mark_sha256, cookies } = ensureMark(deps.public_url, context.visit.cookie)
  const { user_id } = user
  const flow: Flow = {
    ...about,
    kind: 'open',
    state: '',
    transaction: { request, mark_sha256, begun_at: Date.now() },
    connection,
    texts: context.texts,
  }
  let isRefused = false
  const answer = await endFlow(deps, flow, { user }, () => {
    isRefused = true
    return toApplication({ client, ...context, is_after_form: false }, request, { ...BAD_TICKET })
  })
  const scope = request.scopes.join(' ')
  deps.events.record({
    type: isRefused ? 'fcoa' : 'scoa',
    ...(isRefused ? { description: REFUSALS.gone } : {}),
    client,
    user_id,
    audience: request.audience,
    scope,
  })
  return { ...answer, cookies: [...cookies, ...(answer.cookies ?? [])] }
}

const BAD_TICKET: OAuthProblem = {
  error: 'access_denied',
  error_description: 'Unknown or invalid login ticket.',
}

/** @returns whom the ticket signs in; `why` it does not is for the tenant's log */
async function takeTicket(
  { store, tenant: { tenant_id }, public_url }: Deps,
  { client: { client_id }, context: { visit }, login_ticket }: WithTicket,
): Promise<
  { kind: 'taken'; user: User; connection: Connection } | { kind: 'refused'; why: string; user_id?: string }
> {
  const taken = await store.takeOnce(tenant_id, 'login_ticket', sha256(login_ticket))
  if (taken.kind === 'refused') return { kind: 'refused', why: REFUSALS[taken.why] }
  const ticket = LoginTicket.parse(taken.payload)
  const { user_id } = ticket
  const mismatch = ticketMismatch(ticket, {
    client_id,
    mark_sha256: markOf(public_url, visit.cookie),
    referer: visit.referer,
  })
  if (mismatch) return { kind: 'refused', why: REFUSALS[mismatch], user_id }
  const user = await store.findUser(tenant_id, user_id)
  const connection = await store.findConnection(tenant_id, ticket.connection_id)
  if (!user || !connection?.enabled_clients.includes(client_id)) {
    return { kind: 'refused', why: REFUSALS.gone, user_id }
  }
  return { kind: 'taken', user, connection }
}

const REFUSALS = {
  unknown: 'There is no such ticket.',
  used: 'The ticket was used before.',
  expired: 'The ticket is older than 60 seconds.',
  client: 'The ticket was made for another client.',
  browser:
    'The browser sent neither the cookie that /co/authenticate set nor the origin of the page in `Referer`. Serve the application and this issuer under one domain, give the page the `Referrer-Policy` `strict-origin-when-cross-origin`, or send people to `/authorize` without a `login_ticket`.',
  gone: 'The user was deleted or blocked, or the client may no longer use the connection.',
} as const
