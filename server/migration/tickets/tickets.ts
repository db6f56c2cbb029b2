/** Tickets: links that work once. @module */
import { sha256 } from '../../common/hash.ts'
import { randomSecret } from '../../common/ids.ts'
import { DAY_MS, HOUR_MS } from '../../common/time.ts'
import type { Connection, TicketDetails, TicketPurpose, User } from '../../store/contract.ts'
import { normaliseIdentifier } from '../identifiers/identifier.ts'
import type { LinkDeps } from './deps.ts'

/** Lifetime of links in mails (A7). Administrators set the lifetime of their tickets themselves. */
export const MAIL_TICKET_MS: { readonly [purpose in TicketPurpose]: number } = {
  reset: HOUR_MS,
  verify: DAY_MS,
  unblock: DAY_MS,
}

/** Pages of the links. */
const PAGES: { readonly [purpose in TicketPurpose]: string } = {
  reset: '/u/reset-password',
  verify: '/u/email-verification',
  unblock: '/u/unblock',
}

/** The user of a ticket: a stored one, or one that only `get_user` finds. */
export interface TicketPerson {
  user: User | undefined
  /** Passed to scripts: as typed, trimmed. */
  identifier: string
  /** The stored address, or the one from `get_user`; never the typed one (A8). */
  email: string | undefined
}

/** @returns the key of a ticket in the store */
export function ticketHash(secret: string): string {
  return sha256(secret)
}

/** A ticket to issue. */
export interface NewTicket {
  purpose: TicketPurpose
  connection: Connection
  person: TicketPerson
  ttl_ms: number
  details?: TicketDetails
}

/** Issues tickets, which administrators hand on. */
export interface TicketFlow {
  /** @returns the link; undefined when user or connection were deleted in the meantime */
  issue(ticket: NewTicket): Promise<string | undefined>
}

/** Creates the flow. */
export const createTicketFlow = (deps: LinkDeps): TicketFlow => ({
  issue: (ticket) => issueTicket(deps, ticket),
})

/** @returns the link; undefined when user or connection were deleted in the meantime */
export async function issueTicket(
  { store, tenant, linkUrl }: LinkDeps,
  { purpose, connection, person, ttl_ms, details = {} }: NewTicket,
): Promise<string | undefined> {
  const secret = randomSecret()
  const isMade = await store.createTicket(tenant.tenant_id, {
    ticket_sha256: ticketHash(secret),
    purpose,
    connection_id: connection.connection_id,
    user_id: person.user?.user_id,
    key: normaliseIdentifier(person.identifier),
    identifier: person.identifier,
    email: person.email,
    details,
    ttl_ms,
  })
  return isMade ? `${await linkUrl()}${PAGES[purpose]}?ticket=${secret}` : undefined
}
