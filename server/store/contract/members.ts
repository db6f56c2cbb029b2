/** Members of a tenant, who use the dashboard; their sessions; and the setup link for the first owner. @module */

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
  /** A new password also ends the member's sessions. */
  password_hash?: string
  /** Changes nothing when the member no longer has this role, which the caller was allowed to change. */
  of_role?: MemberRole
}

/** A session as stored: only the hash of the secret in the cookie. */
export interface NewSession {
  /** Hex. */
  session_sha256: string
  member_id: string
  ip: string | undefined
  user_agent: string | undefined
  /** An IP, or an IPv6 network of 64 bits. Becomes a known address of the member. */
  address: string | undefined
}

export interface Session {
  member: Member
  created_at: number
  /** Accurate to the minute. */
  seen_at: number
}

/** A member with the password's hash. */
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
  /** Whether the member has signed in from this address in the last 180 days; only the newest 20 addresses are kept. */
  isMemberAddress(tenant_id: string, member_id: string, address: string): Promise<boolean>
  /** Oldest first. */
  listMembers(tenant_id: string): Promise<Member[]>
  /** Refuses to remove the last owner. */
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
   * Replaces the hash and ends the member's sessions, in one transaction.
   *
   * @returns false, and changes nothing, when the member is deleted or has another password by now
   */
  changeMemberPassword(
    tenant_id: string,
    member_id: string,
    change: { old_hash: string; new_hash: string },
  ): Promise<boolean>
  /**
   * Also ends the member's sessions.
   *
   * @param of_role as in a change
   */
  deleteMember(
    tenant_id: string,
    member_id: string,
    of_role?: MemberRole,
  ): Promise<'deleted' | 'missing' | 'other_role' | 'last_owner'>

  /** Also records the sign-in. The newest 20 sessions of a member stay. @returns whether the member exists */
  createSession(tenant_id: string, session: NewSession): Promise<boolean>
  /** Expired sessions too: the caller checks their age. */
  findSession(tenant_id: string, session_sha256: string): Promise<Session | undefined>
  touchSession(tenant_id: string, session_sha256: string): Promise<void>
  endSession(tenant_id: string, session_sha256: string): Promise<void>
  endSessions(tenant_id: string, member_id: string): Promise<void>

  /**
   * Adds a setup link, and voids earlier ones.
   *
   * @param keep_ms earlier links that are younger stay valid; default 0
   * @returns false when the tenant has an owner: then no link is valid
   */
  setSetupLink(tenant_id: string, token_sha256: string, keep_ms?: number): Promise<boolean>
  hasOwner(tenant_id: string): Promise<boolean>
  isSetupLink(tenant_id: string, token_sha256: string): Promise<boolean>
  /** Creates the first owner and voids the link, in one transaction. @returns undefined when the link is not valid */
  claimSetupLink(tenant_id: string, token_sha256: string, member: NewMember): Promise<Member | undefined>
}
