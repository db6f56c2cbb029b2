/** The flow that informs a user about a block, with a link that lifts it. @module */
import type { Connection, Store } from '../../store/contract.ts'
import type { LinkLetterDeps } from './deps.ts'
import { sendLetter } from './letters.ts'
import { issueTicket, MAIL_TICKET_MS } from './tickets.ts'

/** The dependencies of the flow. */
export interface UnblockDeps extends LinkLetterDeps {
  store: LinkLetterDeps['store'] & Pick<Store, 'findLogin'>
}

/** Sends mails about blocks. */
export interface UnblockFlow {
  /**
   * Informs a user that sign-ins are refused after too many wrong passwords. Users without a stored address get no
   * email.
   *
   * @param about.identifier normalised; under which the failures were counted
   * @returns whether a mail is on its way
   */
  sendMail(about: { connection: Connection; identifier: string; ip: string | undefined }): Promise<boolean>
}

/** Creates the flow. */
export const createUnblockFlow = (deps: UnblockDeps): UnblockFlow => ({
  async sendMail({ connection, identifier, ip }) {
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
  },
})
