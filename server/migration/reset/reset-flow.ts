/** The flow of a password reset: a mail with a link, and the new password. @module */
import type { LinkLetterDeps } from '../tickets/deps.ts'
import { sendLetter } from '../tickets/letters.ts'
import type { FoundPerson, PersonSearch } from './find-person.ts'
import { findPerson } from './find-person.ts'
import type { ResetRequest, ResetRequested } from './request-reset.ts'
import { requestReset } from './request-reset.ts'
import type { ConfirmDeps, ResetChanged, ResetConfirmed } from './reset-password.ts'
import { confirmReset } from './reset-password.ts'

/** The dependencies of the flow. */
export type ResetDeps = ConfirmDeps & LinkLetterDeps

/** Resets passwords. */
export interface ResetFlow {
  /** Finds the user of a password reset, in the store or in the legacy store. */
  findPerson(search: PersonSearch): Promise<FoundPerson>
  /**
   * Sends a link to the stored address, or to the one that `get_user` returns (A8). The user is not changed.
   *
   * @throws {StoreUnavailable}
   */
  request(request: ResetRequest): Promise<ResetRequested>
  /**
   * Sets the new password. Of several confirmations at once, one succeeds; in import mode a user who is not migrated yet is
   * stored in the transaction that uses the link up.
   *
   * @param confirmation.secret the secret in the link
   * @throws {StoreUnavailable} nothing was changed
   * @throws {ApiError} temporarily_unavailable: too many hashes or runs wait
   */
  confirm(confirmation: { secret: string; password: string }): Promise<ResetConfirmed>
  /** Tells the user that the password was changed. Run it after the answer, which waits for no mail. */
  sendChanged(changed: Pick<ResetChanged, 'user' | 'ticket' | 'connection'>): Promise<void>
}

/** Creates the flow. */
export const createResetFlow = (deps: ResetDeps): ResetFlow => ({
  findPerson: (search) => findPerson(deps, search),
  request: (request) => requestReset(deps, request),
  confirm: (confirmation) => confirmReset(deps, confirmation),
  async sendChanged({ user, ticket, connection }) {
    const email = user?.email ?? ticket.email
    if (email !== undefined) await sendLetter(deps, 'change_password', { connection, email, user })
  },
})
