/** Requests a mail with a link to choose a new password. @module */
import { definedOnly } from '../../common/optional.ts'
import type { Connection } from '../../store/contract.ts'
import type { ScriptTrouble } from '../script/run-script.ts'
import type { LinkLetterDeps } from '../tickets/deps.ts'
import { sendLetter } from '../tickets/letters.ts'
import { issueTicket, MAIL_TICKET_MS } from '../tickets/tickets.ts'
import type { FindPersonDeps } from './find-person.ts'
import { findPerson } from './find-person.ts'

/** A request for a link. */
export interface ResetRequest {
  connection: Connection
  /** The identifier as typed. */
  identifier: string
  /** The application that sent the request. */
  client_id: string | undefined
  /** The sealed request of a sign-in that goes on after the reset. */
  state?: string | undefined
}

/** The result of a request. Callers of the public API never see it. */
export type ResetRequested =
  | { kind: 'sent'; user_id: string | undefined }
  | { kind: 'no_address'; user_id: string | undefined }
  | { kind: 'nobody' }
  | ScriptTrouble

/** Sends a link to the stored address, or to the one that `get_user` returns (A8). The user is not changed. */
export async function requestReset(
  deps: FindPersonDeps & LinkLetterDeps,
  { connection, identifier, client_id, state }: ResetRequest,
): Promise<ResetRequested> {
  const found = await findPerson(deps, {
    tenant: deps.tenant,
    connection,
    identifier,
    password: '',
    purpose: 'reset',
  })
  if (found.kind !== 'found') return found
  const { person } = found
  const user_id = person.user?.user_id
  if (person.email === undefined) return { kind: 'no_address', user_id }
  const url = await issueTicket(deps, {
    purpose: 'reset',
    connection,
    person,
    ttl_ms: MAIL_TICKET_MS.reset,
    details: definedOnly({ client_id, state }),
  })
  if (url === undefined) return { kind: 'nobody' }
  const { email, user } = person
  await sendLetter(deps, 'reset_email', { connection, email, user, url, client_id })
  return { kind: 'sent', user_id }
}
