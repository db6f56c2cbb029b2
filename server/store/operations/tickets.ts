/** Tickets. Only their hashes are stored. @module */
import { DAY_MS } from '../../common/time.ts'
import type {
  FoundTicket,
  NewTicket,
  TicketDetails,
  TicketEffect,
  TicketPurpose,
  TicketRefusal,
  User,
  UseTicketResult,
} from '../contract/index.ts'
import type { Operation, Row } from '../engine/operation.ts'
import { all, first, integer, Overtaken, optionalText, text } from '../engine/operation.ts'
import { CLIENT_SQL } from '../sql/clients.ts'
import { CONNECTION_SQL } from '../sql/connections.ts'
import { TICKET_SQL } from '../sql/tickets.ts'
import { IDENTITY_SQL, USER_SQL } from '../sql/users.ts'
import { personOf, voidTickets, withoutClient } from './ticket-ends.ts'
import { updateUser } from './user-changes.ts'
import { createUser } from './users.ts'

/** How long an expired ticket is kept, so that a page can say that the link is too old. */
const EXPIRED_KEPT_MS = DAY_MS
/** Simultaneous requests for one person, such as clicks of an impatient one, that are served without a repetition. */
const MOST_AT_ONCE = 30

export function* createTicket(tenant_id: string, ticket: NewTicket, now: number): Operation<boolean> {
  const { connection_id, purpose, user_id } = ticket
  if (!(yield* first(CONNECTION_SQL.name, tenant_id, connection_id))) return false
  if (user_id !== undefined && !(yield* first(USER_SQL.find, tenant_id, user_id))) return false
  const person = personOf(ticket)
  const { client_id } = ticket.details
  const isKnown = client_id === undefined || (yield* first(CLIENT_SQL.keep, tenant_id, client_id))
  const details = isKnown ? ticket.details : withoutClient(ticket.details)
  yield* all(TICKET_SQL.forgetExpired, tenant_id, now - EXPIRED_KEPT_MS)
  yield* all(TICKET_SQL.forgetOlder, tenant_id, connection_id, person, purpose)
  for (let tries = 0; tries < MOST_AT_ONCE; tries++) {
    yield* all(TICKET_SQL.voidOlder, tenant_id, connection_id, person, purpose)
    const inserted = yield* first(
      TICKET_SQL.insert,
      tenant_id,
      ticket.ticket_sha256,
      purpose,
      connection_id,
      person,
      user_id,
      ticket.identifier,
      ticket.email,
      JSON.stringify(details),
      now,
      now + ticket.ttl_ms,
    )
    if (inserted) return true
    // Another transaction has just created a ticket for the same person: now it is the older one.
  }
  throw new Overtaken('Too many tickets are being created for one person.')
}

export function* findTicket(
  tenant_id: string,
  purpose: TicketPurpose,
  ticket_sha256: string,
  now: number,
): Operation<FoundTicket> {
  const row = yield* first(TICKET_SQL.find, tenant_id, ticket_sha256, purpose)
  const why = refusalOf(row, now)
  if (!row || why) return { kind: 'refused', why: why ?? 'unknown' }
  return {
    kind: 'open',
    ticket: {
      purpose,
      connection_id: text(row, 'connection_id'),
      user_id: optionalText(row, 'user_id'),
      identifier: optionalText(row, 'identifier'),
      email: optionalText(row, 'email'),
      details: JSON.parse(text(row, 'details')) as TicketDetails,
      created_at: integer(row, 'created_at'),
      expires_at: integer(row, 'expires_at'),
    },
  }
}

export function* useTicket(
  tenant_id: string,
  purpose: TicketPurpose,
  ticket_sha256: string,
  effect: TicketEffect,
  event_id: string,
  now: number,
): Operation<UseTicketResult> {
  // First, and in one statement: of several simultaneous uses, one succeeds.
  const used = yield* first(TICKET_SQL.use, tenant_id, ticket_sha256, purpose, now)
  if (!used) {
    const row = yield* first(TICKET_SQL.find, tenant_id, ticket_sha256, purpose)
    return { kind: 'refused', why: refusalOf(row, now) ?? 'unknown' }
  }
  const done = yield* takeEffect(tenant_id, effect, event_id, now)
  if (done.kind !== 'used') {
    yield* all(TICKET_SQL.reopen, tenant_id, ticket_sha256, purpose)
  }
  return done
}

export function* reopenTicket(
  tenant_id: string,
  purpose: TicketPurpose,
  ticket_sha256: string,
): Operation<void> {
  yield* all(TICKET_SQL.reopen, tenant_id, ticket_sha256, purpose)
}

function* takeEffect(
  tenant_id: string,
  effect: TicketEffect,
  event_id: string,
  now: number,
): Operation<UseTicketResult> {
  switch (effect.kind) {
    case 'none':
      return { kind: 'used', user: undefined }
    case 'update_user': {
      const result = yield* updateUser(tenant_id, effect.user_id, effect.change, now)
      return result.kind === 'updated' ? { kind: 'used', user: result.user } : result
    }
    case 'create_user': {
      const result = yield* createUser(tenant_id, effect.user, event_id, now)
      return result.kind === 'created' ? { kind: 'used', user: yield* begun(tenant_id, result.user) } : result
    }
  }
}

/** A new password voids the person's earlier tickets. */
function* begun(tenant_id: string, user: User): Operation<User> {
  const identities = yield* all(IDENTITY_SQL.ofUser, tenant_id, user.user_id)
  yield* voidTickets(tenant_id, user.user_id, identities)
  return user
}

function refusalOf(row: Row | undefined, now: number): TicketRefusal | undefined {
  if (!row) return 'unknown'
  const ended = optionalText(row, 'ended')
  if (ended !== undefined) return ended === 'used' ? 'used' : 'voided'
  return integer(row, 'expires_at') <= now ? 'expired' : undefined
}
