/** Voiding a person's open tickets. @module */
import type { TicketDetails } from '../contract/index.ts'
import type { Operation, Row } from '../engine/operation.ts'
import { all, optionalText, text } from '../engine/operation.ts'
import { TICKET_SQL } from '../sql/tickets.ts'

/** The person of a ticket as one text: a user id, or an identifier without a stored user. */
export function personOf(who: { user_id?: string | undefined; key?: string | undefined }): string {
  return who.user_id === undefined ? `key:${who.key ?? ''}` : `user:${who.user_id}`
}

/** @returns the details of a ticket without the deleted client */
export function withoutClient({ client_id: _, ...details }: TicketDetails): TicketDetails {
  return details
}

/** Called when a client is deleted: removes it from tickets. */
export function* forgetClientInTickets(tenant_id: string, client_id: string): Operation<void> {
  const member = JSON.stringify({ client_id }).slice(1, -1)
  // The server's ids have no spaces or wildcards of `like`; other ids are compared below.
  for (const row of yield* all(TICKET_SQL.naming, tenant_id, `%${member.replaceAll(/[%_\\]/g, '_')}%`)) {
    const details = JSON.parse(text(row, 'details')) as TicketDetails
    if (details.client_id !== client_id) continue
    yield* all(
      TICKET_SQL.setDetails,
      tenant_id,
      text(row, 'ticket_sha256'),
      JSON.stringify(withoutClient(details)),
    )
  }
}

/**
 * Called by every change of an email or password (A7).
 *
 * @param identities of the user: tickets from before the user was stored name these identifiers
 */
export function* voidTickets(
  tenant_id: string,
  user_id: string,
  identities: readonly Row[],
): Operation<void> {
  yield* all(TICKET_SQL.voidOfUser, tenant_id, user_id)
  for (const identity of identities) {
    for (const key of [optionalText(identity, 'email_key'), optionalText(identity, 'username_key')]) {
      if (key === undefined) continue
      yield* all(TICKET_SQL.voidOfPerson, tenant_id, text(identity, 'connection_id'), personOf({ key }))
    }
  }
}
