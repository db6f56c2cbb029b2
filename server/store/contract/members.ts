/** Those who work with the dashboard: members of a tenant, their sessions, and the link that makes the first one. @module */

export type MemberRole = 'owner' | 'admin' | 'editor' | 'viewer' | 'support'

export interface Member {
  tenant_id: string
  /** `mem_` and 16 alphanumerics. */
  member_id: string
  email: string
  name: string | undefined
  role: MemberRole
  created_at: number
  updated_at: number
  last_login: number | undefined
}

/** `email_key` is normalised by the caller. */
export interface NewMember {
  email: string
  email_key: string
  name: string | undefined
  role: MemberRole
  /** PHC string. */
  password_hash: string
}

export interface MemberChange {
  /** Null removes it. */
  name?: string | null
  role?: MemberRole
  /** Ends the member's sessions, too. */
  password_hash?: string
  /** Nothing is changed when the member has another role than this one, by which it was judged. */
  of_role?: MemberRole
}

/** A session as it is kept: the secret in the cookie is known by its hash alone. */
export interface NewSession {
  /** Hex. */
  session_sha256: string
  member_id: string
  ip: string | undefined
  user_agent: string | undefined
  /** As counted (an IP, or an IPv6 network of 64 bits): the member is known from there afterwards. */
  address: string | undefined
}

export interface Session {
  member: Member
  created_at: number
  /** To the minute. */
  seen_at: number
}

/** A member, and what the password is compared with. */
export interface MemberLogin {
  member: Member
  /** PHC string. */
  password_hash: string
}

export interface MemberStore {
  createMember(
    tenant_id: string,
    member: NewMember,
  ): Promise<{ kind: 'created'; member: Member } | { kind: 'exists' }>
  findMember(tenant_id: string, member_id: string): Promise<Member | undefined>
  findMemberLogin(tenant_id: string, email_key: string): Promise<MemberLogin | undefined>
  /** Whether the member has signed in from there in the last 180 days; the newest 20 addresses are known. */
  isMemberAddress(tenant_id: string, member_id: string, address: string): Promise<boolean>
  /** Oldest first. */
  listMembers(tenant_id: string): Promise<Member[]>
  /** A tenant that has owners keeps one. */
  updateMember(
    tenant_id: string,
    member_id: string,
    change: MemberChange,
  ): Promise<
    | { kind: 'updated'; member: Member }
    | { kind: 'missing' }
    | { kind: 'other_role' }
    | { kind: 'last_owner' }
  >
  /**
   * Replaces the hash that was compared and ends the member's sessions, in one transaction.
   *
   * @returns false when the member has gone or has another password meanwhile: nothing was changed
   */
  changeMemberPassword(
    tenant_id: string,
    member_id: string,
    change: { old_hash: string; new_hash: string },
  ): Promise<boolean>
  /**
   * Ends the member's sessions, too.
   *
   * @param of_role as in a change
   */
  deleteMember(
    tenant_id: string,
    member_id: string,
    of_role?: MemberRole,
  ): Promise<'deleted' | 'missing' | 'other_role' | 'last_owner'>

  /** Counts as a login. Of a member's sessions the newest 20 stay. @returns whether there is such a member */
  createSession(tenant_id: string, session: NewSession): Promise<boolean>
  /** Also one that is too old: whoever asks knows how long they last. */
  findSession(tenant_id: string, session_sha256: string): Promise<Session | undefined>
  touchSession(tenant_id: string, session_sha256: string): Promise<void>
  endSession(tenant_id: string, session_sha256: string): Promise<void>
  endSessions(tenant_id: string, member_id: string): Promise<void>

  /** Makes the link that is valid from now on. @returns false when the tenant has an owner: none is valid then */
  setSetupLink(tenant_id: string, token_sha256: string): Promise<boolean>
  hasOwner(tenant_id: string): Promise<boolean>
  isSetupLink(tenant_id: string, token_sha256: string): Promise<boolean>
  /** Makes the first owner and voids the link, in one transaction. @returns undefined when the link is not valid */
  claimSetupLink(tenant_id: string, token_sha256: string, member: NewMember): Promise<Member | undefined>
}
