/** Members, their sessions, and the link that makes the first one. @module */
import { DAY_MS } from '../../common/time.ts'
import type {
  Member,
  MemberChange,
  MemberLogin,
  MemberRole,
  NewMember,
  NewSession,
  Session,
} from '../contract/index.ts'
import type { Operation, Row } from '../engine/operation.ts'
import { all, first, integer, optionalInteger, optionalText, text } from '../engine/operation.ts'
import { MEMBER_LINK_SQL } from '../sql/member-links.ts'
import { MEMBER_ADDRESS_SQL as ADDRESS_SQL, MEMBER_SQL, SESSION_SQL, SETUP_LINK_SQL } from '../sql/members.ts'
import { TENANT_SQL } from '../sql/tenants.ts'

/** Most sessions of one member. */
const SESSIONS_KEPT = 20
/** Most known addresses of one member. */
const ADDRESSES_KEPT = 20
const ADDRESS_LASTS_MS = 180 * DAY_MS

export function* createMember(
  tenant_id: string,
  member_id: string,
  member: NewMember,
  now: number,
): Operation<{ kind: 'created'; member: Member } | { kind: 'exists' }> {
  const row = yield* first(
    MEMBER_SQL.insert,
    tenant_id,
    member_id,
    member.email,
    member.email_key,
    member.name,
    member.role,
    member.password_hash,
    now,
  )
  if (!row) return { kind: 'exists' }
  // An invitation of this address has nothing left to make.
  yield* all(MEMBER_LINK_SQL.deleteOfEmail, tenant_id, member.email_key)
  return { kind: 'created', member: toMember(tenant_id, row) }
}

export function* findMember(tenant_id: string, member_id: string): Operation<Member | undefined> {
  const row = yield* first(MEMBER_SQL.find, tenant_id, member_id)
  return row && toMember(tenant_id, row)
}

export function* findMemberLogin(tenant_id: string, email_key: string): Operation<MemberLogin | undefined> {
  const row = yield* first(MEMBER_SQL.findByEmail, tenant_id, email_key)
  return row && { member: toMember(tenant_id, row), password_hash: text(row, 'password_hash') }
}

export function* listMembers(tenant_id: string): Operation<Member[]> {
  const rows = yield* all(MEMBER_SQL.list, tenant_id)
  return rows.map((row) => toMember(tenant_id, row))
}

export function* updateMember(
  tenant_id: string,
  member_id: string,
  change: MemberChange,
  now: number,
): Operation<
  { kind: 'updated'; member: Member } | { kind: 'missing' } | { kind: 'other_role' } | { kind: 'last_owner' }
> {
  const owners = yield* all(MEMBER_SQL.holdOwners, tenant_id)
  const member = yield* holdMember(tenant_id, member_id)
  if (!member) return { kind: 'missing' }
  if (change.of_role !== undefined && change.of_role !== member.role) return { kind: 'other_role' }
  const role = change.role ?? member.role
  if (role !== 'owner' && isLastOwner(member, owners)) return { kind: 'last_owner' }
  const name = change.name === undefined ? member.name : (change.name ?? undefined)
  const { password_hash } = change
  const row = yield* first(MEMBER_SQL.update, tenant_id, member_id, name, role, password_hash, now)
  if (!row) return { kind: 'missing' }
  if (password_hash !== undefined) yield* endSessions(tenant_id, member_id)
  // A link for a new password was made for the role and the password that the member had.
  if (password_hash !== undefined || role !== member.role) {
    yield* all(MEMBER_LINK_SQL.deleteOfMember, tenant_id, member_id)
  }
  if (role !== member.role) yield* all(MEMBER_LINK_SQL.deleteOfMaker, tenant_id, member_id)
  return { kind: 'updated', member: toMember(tenant_id, row) }
}

export function* changeMemberPassword(
  tenant_id: string,
  member_id: string,
  { old_hash, new_hash }: { old_hash: string; new_hash: string },
  now: number,
): Operation<boolean> {
  const row = yield* first(MEMBER_SQL.changePassword, tenant_id, member_id, old_hash, new_hash, now)
  if (!row) return false
  yield* endSessions(tenant_id, member_id)
  yield* all(MEMBER_LINK_SQL.deleteOfMember, tenant_id, member_id)
  return true
}

export function* deleteMember(
  tenant_id: string,
  member_id: string,
  of_role: MemberRole | undefined,
): Operation<'deleted' | 'missing' | 'other_role' | 'last_owner'> {
  const owners = yield* all(MEMBER_SQL.holdOwners, tenant_id)
  const member = yield* holdMember(tenant_id, member_id)
  if (!member) return 'missing'
  if (of_role !== undefined && of_role !== member.role) return 'other_role'
  if (isLastOwner(member, owners)) return 'last_owner'
  yield* all(MEMBER_LINK_SQL.deleteOfMaker, tenant_id, member_id)
  yield* all(MEMBER_SQL.delete, tenant_id, member_id)
  return 'deleted'
}

/** @param owners held, so that no two of them stop being owners at once */
function isLastOwner({ role, member_id }: Member, owners: readonly Row[]): boolean {
  return role === 'owner' && !owners.some((owner) => owner.member_id !== member_id)
}

function* holdMember(tenant_id: string, member_id: string): Operation<Member | undefined> {
  const row = yield* first(MEMBER_SQL.hold, tenant_id, member_id)
  return row && toMember(tenant_id, row)
}

export function* createSession(tenant_id: string, session: NewSession, now: number): Operation<boolean> {
  const { member_id } = session
  const member = yield* first(MEMBER_SQL.recordLogin, tenant_id, member_id, now)
  if (!member) return false
  const { session_sha256, ip, user_agent, address } = session
  yield* all(SESSION_SQL.insert, tenant_id, session_sha256, member_id, now, ip, user_agent)
  yield* all(SESSION_SQL.deleteOld, tenant_id, member_id, SESSIONS_KEPT)
  if (address === undefined) return true
  yield* all(ADDRESS_SQL.set, tenant_id, member_id, address, now)
  yield* all(ADDRESS_SQL.deleteOld, tenant_id, member_id, ADDRESSES_KEPT)
  return true
}

export function* isMemberAddress(
  tenant_id: string,
  member_id: string,
  address: string,
  now: number,
): Operation<boolean> {
  const since = now - ADDRESS_LASTS_MS
  return (yield* first(ADDRESS_SQL.find, tenant_id, member_id, address, since)) !== undefined
}

export function* findSession(tenant_id: string, session_sha256: string): Operation<Session | undefined> {
  const row = yield* first(SESSION_SQL.find, tenant_id, session_sha256)
  return (
    row && {
      member: toMember(tenant_id, row),
      created_at: integer(row, 'session_created_at'),
      seen_at: integer(row, 'seen_at'),
    }
  )
}

export function* touchSession(tenant_id: string, session_sha256: string, now: number): Operation<void> {
  yield* all(SESSION_SQL.touch, tenant_id, session_sha256, now)
}

export function* endSession(tenant_id: string, session_sha256: string): Operation<void> {
  yield* all(SESSION_SQL.end, tenant_id, session_sha256)
}

export function* endSessions(tenant_id: string, member_id: string): Operation<void> {
  yield* all(SESSION_SQL.endOfMember, tenant_id, member_id)
}

export function* setSetupLink(
  tenant_id: string,
  token_sha256: string,
  keep_ms: number | undefined,
  now: number,
): Operation<boolean> {
  if (yield* hasOwner(tenant_id)) {
    yield* all(SETUP_LINK_SQL.delete, tenant_id)
    return false
  }
  yield* all(SETUP_LINK_SQL.deleteOld, tenant_id, now - (keep_ms ?? 0))
  yield* all(SETUP_LINK_SQL.insert, tenant_id, token_sha256, now)
  return true
}

export function* isSetupLink(tenant_id: string, token_sha256: string): Operation<boolean> {
  const link = yield* first(SETUP_LINK_SQL.find, tenant_id, token_sha256)
  return link !== undefined && !(yield* hasOwner(tenant_id))
}

export function* hasOwner(tenant_id: string): Operation<boolean> {
  return (yield* first(MEMBER_SQL.owner, tenant_id)) !== undefined
}

export function* claimSetupLink(
  tenant_id: string,
  token_sha256: string,
  member_id: string,
  member: NewMember,
  now: number,
): Operation<Member | undefined> {
  // Whoever comes second, with this link or another one, finds an owner.
  yield* all(TENANT_SQL.lock, tenant_id)
  if (!(yield* isSetupLink(tenant_id, token_sha256))) return undefined
  const made = yield* createMember(tenant_id, member_id, member, now)
  if (made.kind !== 'created') return undefined
  yield* all(SETUP_LINK_SQL.delete, tenant_id)
  return made.member
}

function toMember(tenant_id: string, row: Row): Member {
  return {
    tenant_id,
    member_id: text(row, 'member_id'),
    email: text(row, 'email'),
    name: optionalText(row, 'name'),
    // The operations above write no other values.
    role: text(row, 'role') as MemberRole,
    created_at: integer(row, 'created_at'),
    updated_at: integer(row, 'updated_at'),
    last_login: optionalInteger(row, 'last_login'),
  }
}
