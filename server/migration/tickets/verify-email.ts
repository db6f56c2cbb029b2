/** The flow that verifies an email address: a mail with a link, and the click on it. @module */
import type { Json } from '../../../runtime/index.ts'
import { definedOnly } from '../../common/optional.ts'
import type { Connection, Store, Ticket, TicketRefusal, User } from '../../store/contract.ts'
import { normaliseIdentifier } from '../identifiers/identifier.ts'
import { modeOf } from '../mode/mode.ts'
import { meansVerified } from '../profile/email-verified.ts'
import { fieldsOf } from '../profile/preview-profile.ts'
import type { ActionAnswer } from '../script/ask-action.ts'
import { askAction } from '../script/ask-action.ts'
import type { ScriptDeps } from '../script/deps.ts'
import type { ScriptTrouble } from '../script/run-script.ts'
import type { LinkLetterDeps } from './deps.ts'
import { sendLetter } from './letters.ts'
import { issueTicket, MAIL_TICKET_MS, ticketHash } from './tickets.ts'

/** How it ended. The link still works unless `verified` or `refused`. */
export type EmailVerified =
  | { kind: 'verified'; user: User; ticket: Ticket; connection: Connection }
  | { kind: 'refused'; why: TicketRefusal }
  | ({ connection: Connection; ticket: Ticket } & VerifyFailure)

type VerifyFailure = { kind: 'nobody' } | { kind: 'missing_script'; message: string } | ScriptTrouble

/** What the flow needs of the server. */
export type VerificationDeps = ScriptDeps &
  LinkLetterDeps & {
    store: Pick<
      Store,
      'findTicket' | 'findConnection' | 'findUser' | 'updateUser' | 'useTicket' | 'reopenTicket'
    >
  }

/** Verifies email addresses. */
export interface VerificationFlow {
  /**
   * Sends a user a link to confirm the address. Users without one, and those who have confirmed it, get no mail.
   *
   * @param about.state the sealed request of a sign-in that goes on after the confirmation
   * @returns whether a mail is on its way
   */
  sendMail(about: {
    connection: Connection
    user: User
    client_id?: string | undefined
    state?: string | undefined
  }): Promise<boolean>
  /** Tells the owner of an address that a sign-up with it, or with its username, was not possible. */
  sendExists(about: { connection: Connection; email: string; client_id: string }): Promise<void>
  /**
   * Confirms the address of a link. In legacy mode the `verify` script is run, and the address counts as verified when
   * the profile says so that this script, `login` or `get_user` returns.
   *
   * @param link.secret as it stands in the link
   * @throws {StoreUnavailable}
   */
  confirm(link: { secret: string }): Promise<EmailVerified>
}

/** Creates the flow. */
export const createVerificationFlow = (deps: VerificationDeps): VerificationFlow => ({
  async sendMail({ connection, user, client_id, state }) {
    const { email } = user
    if (email === undefined || user.email_verified) return false
    const url = await issueTicket(deps, {
      purpose: 'verify',
      connection,
      person: { user, identifier: email, email },
      ttl_ms: MAIL_TICKET_MS.verify,
      details: definedOnly({ client_id, state }),
    })
    if (url === undefined) return false
    await sendLetter(deps, 'verify_email', { connection, email, user, url, client_id })
    deps.events.record({ type: 'svr', connection, user_id: user.user_id, user_name: email })
    return true
  },
  sendExists: (about) => sendLetter(deps, 'account_exists', about),
  confirm: (link) => confirm(deps, link),
})

async function confirm(deps: VerificationDeps, { secret }: { secret: string }): Promise<EmailVerified> {
  const { store, tenant } = deps
  const { tenant_id } = tenant
  const ticket_sha256 = ticketHash(secret)
  const found = await store.findTicket(tenant_id, 'verify', ticket_sha256)
  if (found.kind === 'refused') return found
  const { ticket } = found
  const connection = await store.findConnection(tenant_id, ticket.connection_id)
  const user = ticket.user_id === undefined ? undefined : await store.findUser(tenant_id, ticket.user_id)
  if (!connection || !user) return { kind: 'refused', why: 'unknown' }
  if (modeOf(connection) === 'legacy') {
    return verifyInLegacyStore(deps, { ticket_sha256, ticket, connection, user })
  }
  const result = await store.useTicket(tenant_id, 'verify', ticket_sha256, {
    kind: 'update_user',
    user_id: user.user_id,
    change: { connection_id: connection.connection_id, email_verified: true },
  })
  if (result.kind === 'used') return { kind: 'verified', user: result.user ?? user, ticket, connection }
  if (result.kind === 'refused') return result
  return { kind: 'nobody', connection, ticket }
}

/** Uses the ticket before the script runs, so that it runs once, and reopens the ticket when nothing was changed. */
async function verifyInLegacyStore(
  deps: VerificationDeps,
  what: { ticket_sha256: string; ticket: Ticket; connection: Connection; user: User },
): Promise<EmailVerified> {
  const { store, tenant } = deps
  const { ticket_sha256, ticket, connection } = what
  const taken = await store.useTicket(tenant.tenant_id, 'verify', ticket_sha256, { kind: 'none' })
  if (taken.kind === 'refused') return taken
  let answer: ActionAnswer | undefined
  try {
    answer = await askAction(deps, {
      tenant_id: tenant.tenant_id,
      connection,
      action: 'verify',
      args: [ticket.email ?? ''],
      occasion: { kind: 'ticket', ticket_sha256 },
      secrets: [],
      purpose: 'verify',
    })
  } finally {
    if (answer?.kind !== 'done') await store.reopenTicket(tenant.tenant_id, 'verify', ticket_sha256)
  }
  if (answer.kind === 'done') {
    return { kind: 'verified', user: await keepVerified(deps, what, answer.value), ticket, connection }
  }
  if (answer.kind === 'refused') return { kind: 'nobody', connection, ticket }
  return { ...answer, connection, ticket }
}

/**
 * A `verify` script may answer with a profile instead of `true`: its `email_verified` is kept, and nothing else of it. A
 * profile of another user or address is a row that the script has mixed up, and changes nothing.
 */
async function keepVerified(
  { store, tenant }: VerificationDeps,
  { ticket, connection, user }: { ticket: Ticket; connection: Connection; user: User },
  answer: Json,
): Promise<User> {
  const { email, email_verified, id, user_id = id } = fieldsOf(answer)
  if (!meansVerified(email_verified)) return user
  const { connection_id } = connection
  const isOther =
    (typeof email === 'string' && normaliseIdentifier(email) !== normaliseIdentifier(ticket.email ?? '')) ||
    (user_id != null && !isIdentityOf(user, connection_id, user_id))
  if (isOther) return user
  const change = { connection_id, email_verified: true }
  const result = await store.updateUser(tenant.tenant_id, user.user_id, change)
  return result.kind === 'updated' ? result.user : user
}

const isIdentityOf = ({ identities }: User, connection_id: string, id: Json): boolean =>
  identities.some((one) => one.connection_id === connection_id && one.external_id === String(id))
