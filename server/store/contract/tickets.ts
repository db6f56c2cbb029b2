/** Links that work once. Only hashes of them are kept (A7). @module */
import type { CreateUserResult, NewUser, UpdateUserResult, User, UserChange } from './users.ts'

export type TicketPurpose = 'reset' | 'verify' | 'unblock'

/** What a ticket carries beside the person. */
export interface TicketDetails {
  /** Where the person goes afterwards. */
  result_url?: string
  client_id?: string
  mark_email_as_verified?: boolean
  include_email_in_redirect?: boolean
}

export interface Ticket {
  purpose: TicketPurpose
  connection_id: string
  /** Undefined for somebody who is not stored yet. */
  user_id: string | undefined
  /** How scripts are asked about somebody who is not stored yet; of an unblock ticket, whose attempts were counted. */
  identifier: string | undefined
  /** Where it was sent, or that it was made for. */
  email: string | undefined
  details: TicketDetails
  created_at: number
  expires_at: number
}

export interface NewTicket extends Omit<Ticket, 'created_at' | 'expires_at'> {
  /** Hex. */
  ticket_sha256: string
  /** Normalised identifier; stands for the person when there is no `user_id`. */
  key: string | undefined
  ttl_ms: number
}

/** Why a ticket does nothing. `voided`: by a newer one, another e-mail or another password. */
export type TicketRefusal = 'unknown' | 'expired' | 'used' | 'voided'

export type FoundTicket = { kind: 'open'; ticket: Ticket } | { kind: 'refused'; why: TicketRefusal }

/** What the ticket does, in the transaction that uses it up. */
export type TicketEffect =
  | { kind: 'none' }
  | { kind: 'update_user'; user_id: string; change: UserChange }
  | { kind: 'create_user'; user: NewUser }

export type UseTicketResult =
  | { kind: 'used'; user: User | undefined }
  | { kind: 'refused'; why: TicketRefusal }
  /** The effect failed: nothing was written, and the ticket is as it was. */
  | Exclude<UpdateUserResult, { kind: 'updated' }>
  | Exclude<CreateUserResult, { kind: 'created' }>

export interface TicketStore {
  /**
   * Voids what the person has of the same purpose.
   *
   * @returns false when there is no such connection or user
   */
  createTicket(tenant_id: string, ticket: NewTicket): Promise<boolean>
  findTicket(tenant_id: string, purpose: TicketPurpose, ticket_sha256: string): Promise<FoundTicket>
  /** Of several at once, one succeeds. */
  useTicket(
    tenant_id: string,
    purpose: TicketPurpose,
    ticket_sha256: string,
    effect: TicketEffect,
  ): Promise<UseTicketResult>
  /** For what could not be done after all: a used ticket works again, unless the person got a newer one. */
  reopenTicket(tenant_id: string, purpose: TicketPurpose, ticket_sha256: string): Promise<void>
}
