/** Calls that tell applications of the end of a session: OpenID Connect Back-Channel Logout. @module */
import type { ClaimWish } from './mails.ts'

/** Why a session ended, in the words of Auth0's `backchannel_logout_initiators`. */
export const SESSION_END_CAUSES = [
  'rp-logout',
  'session-revoked',
  'session-expired',
  'password-changed',
  'account-deactivated',
  'account-deleted',
] as const

export type SessionEndCause = (typeof SESSION_END_CAUSES)[number]

/** A call that this server may make now, until its claim ends. */
export interface ClaimedLogoutCall {
  tenant_id: string
  tenant_name: string
  call_id: string
  claim_id: string
  client: { client_id: string; name: string }
  /** undefined: too many calls waited, so nobody is called, and the log has an entry. */
  url: string | undefined
  session_id: string
  /** The custom domain that the session was made at. */
  domain: string | undefined
  user_id: string
  cause: SessionEndCause
  /** This try included. */
  tries: number
}

/** The names of a call and of its claim. */
type ClaimOfCall = Pick<ClaimedLogoutCall, 'tenant_id' | 'call_id' | 'claim_id'>

/** The end of a session adds the calls, in the same transaction. */
export interface LogoutCallStore {
  /** A point read. @returns when the first call of all tenants is due; undefined when none waits */
  nextLogoutCall(): Promise<number | undefined>
  /**
   * Claims calls that are due, the longest waiting first: no other server gets them for `lease_ms`.
   *
   * @returns `next_at`: when a call that was not claimed is due; `waiting`: calls of all tenants that were not claimed now
   */
  claimLogoutCalls(
    wish: ClaimWish,
  ): Promise<{ calls: ClaimedLogoutCall[]; next_at: number | undefined; waiting: number }>
  /** Removes a call that was made or given up, unless the claim has ended. */
  endLogoutCall(call: ClaimOfCall): Promise<void>
  /** Gives a call back, to be tried again after that time, unless the claim has ended. */
  putOffLogoutCall(call: ClaimOfCall, after_ms: number): Promise<void>
}
