/** Links that work once, and the mails that bring them. @module */

import { sha256 } from '../common/hash.ts'
import { randomSecret } from '../common/ids.ts'
import { DAY_MS, HOUR_MS } from '../common/time.ts'
import type { Connection, TicketDetails, TicketPurpose, User } from '../store/contract.ts'
import type { MigrationDeps } from './deps.ts'
import { normaliseIdentifier } from './identifier.ts'
import type { LetterDeps } from './letters.ts'
import { sendLetter } from './letters.ts'

/** What flows with mails work with. */
export interface MailingDeps extends MigrationDeps, LetterDeps {
  /** The tenant's own; links begin with it (A8). */
  public_url: string
}

/** Of links in mails (A7). Administrators' tickets say themselves how long they live. */
export const MAIL_TICKET_MS: { readonly [purpose in TicketPurpose]: number } = {
  reset: HOUR_MS,
  verify: DAY_MS,
  unblock: DAY_MS,
}

/** Where links lead. */
const PAGES: { readonly [purpose in TicketPurpose]: string } = {
  reset: '/u/reset-password',
  verify: '/u/email-verification',
  unblock: '/u/unblock',
}

/** Whom a ticket is for: a stored user, or somebody whom only `get_user` knows. */
export interface TicketPerson {
  user: User | undefined
  /** As scripts are asked: as typed, trimmed. */
  identifier: string
  /** Stored, or from `get_user`; never as typed (A8). */
  email: string | undefined
}

/** @returns what the store knows a ticket by */
export function ticketHash(secret: string): string {
  return sha256(secret)
}

/** @returns the link; undefined when user or connection are gone meanwhile */
export async function issueTicket(
  { store, tenant, public_url }: Pick<MailingDeps, 'store' | 'tenant' | 'public_url'>,
  wish: {
    purpose: TicketPurpose
    connection: Connection
    person: TicketPerson
    ttl_ms: number
    details?: TicketDetails
  },
): Promise<string | undefined> {
  const { purpose, connection, person } = wish
  const secret = randomSecret()
  const isMade = await store.createTicket(tenant.tenant_id, {
    ticket_sha256: ticketHash(secret),
    purpose,
    connection_id: connection.connection_id,
    user_id: person.user?.user_id,
    key: normaliseIdentifier(person.identifier),
    identifier: person.identifier,
    email: person.email,
    details: wish.details ?? {},
    ttl_ms: wish.ttl_ms,
  })
  return isMade ? `${public_url}${PAGES[purpose]}?ticket=${secret}` : undefined
}

/**
 * Asks a user to confirm the address. Nobody without one is asked, nor whoever has confirmed it.
 *
 * @returns whether a mail is on its way
 */
export async function sendVerificationMail(
  deps: LetterDeps & Pick<MailingDeps, 'public_url'>,
  { connection, user, client_id }: { connection: Connection; user: User; client_id?: string | undefined },
): Promise<boolean> {
  const { email } = user
  if (email === undefined || user.email_verified) return false
  const url = await issueTicket(deps, {
    purpose: 'verify',
    connection,
    person: { user, identifier: email, email },
    ttl_ms: MAIL_TICKET_MS.verify,
    details: client_id === undefined ? {} : { client_id },
  })
  if (url === undefined) return false
  await sendLetter(deps, 'verify_email', { connection, email, user, url, client_id })
  deps.events.record({ type: 'svr', connection, user_id: user.user_id, user_name: email })
  return true
}

/**
 * Tells somebody that logins were refused after too many wrong passwords, with a link that lifts the block. Nobody without
 * a stored address is told.
 *
 * @param about.identifier normalised; under which the failures were counted
 * @returns whether a mail is on its way
 */
export async function sendUnblockMail(
  deps: LetterDeps & Pick<MailingDeps, 'public_url'>,
  about: { connection: Connection; identifier: string; ip: string | undefined },
): Promise<boolean> {
  const { connection, identifier, ip } = about
  const stored = await deps.store.findLogin(deps.tenant.tenant_id, connection.connection_id, identifier)
  const email = stored?.user.email
  if (!stored || email === undefined) return false
  const { user } = stored
  const url = await issueTicket(deps, {
    purpose: 'unblock',
    connection,
    person: { user, identifier, email },
    ttl_ms: MAIL_TICKET_MS.unblock,
  })
  if (url === undefined) return false
  await sendLetter(deps, 'blocked_account', { connection, email, user, url, ip })
  return true
}
