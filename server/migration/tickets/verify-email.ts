/** Confirming an e-mail address by the link in a mail. @module */
import type { Connection, Ticket, TicketRefusal, User } from '../../store/contract.ts'
import type { MigrationDeps } from '../deps.ts'
import { modeOf } from '../mode/mode.ts'
import type { ActionAnswer } from '../script/ask-action.ts'
import { askAction } from '../script/ask-action.ts'
import type { ScriptTrouble } from '../script/run-script.ts'
import type { MailingDeps } from './tickets.ts'
import { ticketHash } from './tickets.ts'

/** How it ended. The link still works unless `verified` or `refused`. */
export type EmailVerified =
  | { kind: 'verified'; user: User; ticket: Ticket; connection: Connection }
  | { kind: 'refused'; why: TicketRefusal }
  | ({ connection: Connection; ticket: Ticket } & VerifyFailure)

type VerifyFailure = { kind: 'nobody' } | { kind: 'missing_script'; message: string } | ScriptTrouble

type VerifyDeps = MigrationDeps & Pick<MailingDeps, 'tenant'>

/**
 * Here the address becomes verified; in legacy mode the `verify` script is told, and the profile says so when `login` or
 * `get_user` return it.
 */
export async function verifyEmail(deps: VerifyDeps, { secret }: { secret: string }): Promise<EmailVerified> {
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

/** The ticket is taken before the script runs, so that it runs once, and given back when it changed nothing. */
async function verifyInLegacyStore(
  deps: VerifyDeps,
  what: { ticket_sha256: string; ticket: Ticket; connection: Connection; user: User },
): Promise<EmailVerified> {
  const { store, tenant } = deps
  const { ticket_sha256, ticket, connection, user } = what
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
  if (answer.kind === 'done') return { kind: 'verified', user, ticket, connection }
  if (answer.kind === 'refused') return { kind: 'nobody', connection, ticket }
  return { ...answer, connection, ticket }
}
