/** Links by which a person sets the password of a member. @module */
import type { Member, MemberRole } from './members.ts'

/** An invitation; or, with a `member_id`, a new password for that member. */
export interface MemberLink {
  /** `inv_` and 16 alphanumerics. */
  link_id: string
  member_id: string | undefined
  email: string
  name: string | undefined
  role: MemberRole
  /** Id of the member or client that made the link. */
  made_by: string
  created_at: number
  /** When the newest email with the link was sent. */
  sent_at: number
  expires_at: number
}

/** `email_key` is normalised by the caller. Only the hash of the token is kept. */
export interface NewMemberLink extends Pick<MemberLink, 'member_id' | 'email' | 'name' | 'role' | 'made_by'> {
  email_key: string
  /** Hex. */
  token_sha256: string
  lasts_ms: number
}

/**
 * A link ends when it is used, when its member gets another role or password, and when the member who made it gets another role
 * or is deleted: nobody keeps a power through a link.
 */
export interface MemberLinkStore {
  /**
   * An invitation is refused if the address has a member or an invitation that has not expired; a link for a new password replaces the
   * earlier one.
   *
   * @param most links of the tenant
   */
  createMemberLink(
    tenant_id: string,
    link: NewMemberLink,
    most: number,
  ): Promise<{ kind: 'created'; link: MemberLink } | { kind: 'member' | 'invited' | 'too_many' }>
  /** Invitations, the oldest first, also those that have expired. */
  listInvitations(tenant_id: string): Promise<MemberLink[]>
  /** Links for new passwords are not found. */
  findInvitation(tenant_id: string, link_id: string): Promise<MemberLink | undefined>
  /**
   * Gives an invitation a new token; the earlier one is void.
   *
   * @returns undefined when the invitation is gone, or has another role than `of_role` by now
   */
  renewInvitation(
    tenant_id: string,
    link_id: string,
    renewal: Pick<NewMemberLink, 'made_by' | 'token_sha256' | 'lasts_ms'> & { of_role: MemberRole },
  ): Promise<MemberLink | undefined>
  /** @returns whether the invitation was there */
  deleteInvitation(tenant_id: string, link_id: string): Promise<boolean>
  /** @returns undefined when no link has the token, or it has expired */
  findMemberLink(tenant_id: string, token_sha256: string): Promise<MemberLink | undefined>
  /**
   * Uses a link up: creates the member, or sets the member's password and ends its sessions; in one transaction.
   *
   * @param set.name of a new member; undefined: the name of the invitation
   * @returns undefined when the link is not valid, or its address has become a member's
   */
  claimMemberLink(
    tenant_id: string,
    token_sha256: string,
    set: { password_hash: string; name: string | undefined },
  ): Promise<Member | undefined>
}
