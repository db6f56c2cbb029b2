/** Single-use links. Only their hashes are stored (A7). @module */
import type { CreateUserResult, NewUser, UpdateUserResult, User, UserChange } from './users.ts'

export type TicketPurpose = 'reset' | 'verify' | 'unblock'

/** Data of a ticket beside the person. */
export interface TicketDetails {
  /** Where the person is sent afterwards. */
  result_url?: string
  client_id?: string
  mark_email_as_verified?: boolean
  include_email_in_redirect?: boolean
  /** The sealed request of the sign-in during which the ticket was asked for. */
  state?: string
}

export interface Ticket {
  purpose: TicketPurpose
  connection_id: string
  /** Undefined for somebody who is not stored yet. */
  user_id: string | undefined
  /** The identifier that scripts get for a person who is not stored yet; for `unblock`, the identifier of the counted attempts. */
  identifier: string | undefined
  /** The address that the link was sent to or made for. */
  email: string | undefined
  details: TicketDetails
  created_at: number
  expires_at: number
}

export interface NewTicket extends Omit<Ticket, 'created_at' | 'expires_at'> {
  /** Hex. */
  ticket_sha256: string
  /** Normalised identifier; names the person when there is no `user_id`. */
  key: string | undefined
  ttl_ms: number
}

/** Why a ticket is refused. `voided`: by a newer one, another email or another password. */
export type TicketRefusal = 'unknown' | 'expired' | 'used' | 'voided'

export type FoundTicket = { kind: 'open'; ticket: Ticket } | { kind: 'refused'; why: TicketRefusal }

/** What using the ticket does, in the same transaction. */
export type TicketEffect =
  | { kind: 'none' }
  | { kind: 'update_user'; user_id: string; change: UserChange }
  | { kind: 'create_user'; user: Omit<NewUser, 'tokens'> }

export type UseTicketResult =
  | { kind: 'used'; user: User | undefined }
  | { kind: 'refused'; why: TicketRefusal }
  /** The effect failed: nothing was written, and the ticket stays unused. */
  | Exclude<UpdateUserResult, { kind: 'updated' }>
  | Exclude<CreateUserResult, { kind: 'created' }>

export interface TicketStore {
  /**
   * Voids the person's open tickets of the same purpose.
   *
   * @returns false when the connection or the user does not exist
   */
  createTicket(tenant_id: string, ticket: NewTicket): Promise<boolean>
  findTicket(tenant_id: string, purpose: TicketPurpose, ticket_sha256: string): Promise<FoundTicket>
  /** Of several simultaneous uses, one succeeds. */
  useTicket(
    tenant_id: string,
    purpose: TicketPurpose,
    ticket_sha256: string,
    effect: TicketEffect,
  ): Promise<UseTicketResult>
  /** Makes a used ticket valid again after its effect failed elsewhere, unless the person has a newer one. */
  reopenTicket(tenant_id: string, purpose: TicketPurpose, ticket_sha256: string): Promise<void>
}
