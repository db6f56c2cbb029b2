/** What ends a person's open tickets. @module */
import type { Operation, Row } from '../operation.ts'
import { all, optionalText, text } from '../operation.ts'
import { TICKET_SQL } from '../sql/tickets.ts'

/** Whom a ticket is for, as one text: a user, or a name that nobody is stored under yet. */
export function personOf(who: { user_id?: string | undefined; key?: string | undefined }): string {
  return who.user_id === undefined ? `key:${who.key ?? ''}` : `user:${who.user_id}`
}

/**
 * Part of every change of an e-mail or password (A7).
 *
 * @param identities of the user: tickets that were made for its names before it was stored end too
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
