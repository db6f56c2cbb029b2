/** Links by which a person sets the password of a member. @module */
import { DAY_MS } from '../../common/time.ts'
import type { Member, MemberLink, MemberRole, NewMemberLink } from '../contract/index.ts'
import type { Operation, Row } from '../engine/operation.ts'
import { all, first, integer, optionalText, text } from '../engine/operation.ts'
import { MEMBER_LINK_SQL } from '../sql/member-links.ts'
import { MEMBER_SQL } from '../sql/members.ts'
import { TENANT_SQL } from '../sql/tenants.ts'
import { createMember, updateMember } from './members.ts'

/** How long an expired invitation stays in the list, where it can be sent again. */
const EXPIRED_KEPT_MS = 30 * DAY_MS

export function* createMemberLink(
  tenant_id: string,
  link_id: string,
  link: NewMemberLink,
  most: number,
  now: number,
): Operation<{ kind: 'created'; link: MemberLink } | { kind: 'member' | 'invited' | 'too_many' }> {
  // One at a time, so that the links that are counted are all.
  yield* all(TENANT_SQL.lock, tenant_id)
  if (link.member_id === undefined && (yield* first(MEMBER_SQL.findByEmail, tenant_id, link.email_key))) {
    return { kind: 'member' }
  }
  yield* all(MEMBER_LINK_SQL.deleteOld, tenant_id, now - EXPIRED_KEPT_MS)
  if (link.member_id !== undefined) yield* all(MEMBER_LINK_SQL.deleteOfEmail, tenant_id, link.email_key)
  const counted = yield* first(MEMBER_LINK_SQL.count, tenant_id)
  if (counted && integer(counted, 'links') >= most) return { kind: 'too_many' }
  const row = yield* first(
    MEMBER_LINK_SQL.insert,
    tenant_id,
    link_id,
    link.member_id,
    link.email,
    link.email_key,
    link.name,
    link.role,
    link.made_by,
    link.token_sha256,
    now,
    now + link.lasts_ms,
  )
  return row ? { kind: 'created', link: toLink(row) } : { kind: 'invited' }
}

export function* listInvitations(tenant_id: string): Operation<MemberLink[]> {
  return (yield* all(MEMBER_LINK_SQL.list, tenant_id)).map(toLink)
}

export function* findInvitation(tenant_id: string, link_id: string): Operation<MemberLink | undefined> {
  const row = yield* first(MEMBER_LINK_SQL.find, tenant_id, link_id)
  return row && toLink(row)
}

export function* renewInvitation(
  tenant_id: string,
  link_id: string,
  {
    of_role,
    made_by,
    token_sha256,
    lasts_ms,
  }: Pick<NewMemberLink, 'made_by' | 'token_sha256' | 'lasts_ms'> & { of_role: MemberRole },
  now: number,
): Operation<MemberLink | undefined> {
  const row = yield* first(
    MEMBER_LINK_SQL.renew,
    tenant_id,
    link_id,
    of_role,
    made_by,
    token_sha256,
    now,
    now + lasts_ms,
  )
  return row && toLink(row)
}

export function* deleteInvitation(tenant_id: string, link_id: string): Operation<boolean> {
  return (yield* first(MEMBER_LINK_SQL.delete, tenant_id, link_id)) !== undefined
}

export function* findMemberLink(
  tenant_id: string,
  token_sha256: string,
  now: number,
): Operation<MemberLink | undefined> {
  const row = yield* first(MEMBER_LINK_SQL.findByToken, tenant_id, token_sha256, now)
  return row && toLink(row)
}

export function* claimMemberLink(
  tenant_id: string,
  token_sha256: string,
  member_id: string,
  set: { password_hash: string; name: string | undefined },
  now: number,
): Operation<Member | undefined> {
  const row = yield* first(MEMBER_LINK_SQL.claim, tenant_id, token_sha256, now)
  if (!row) return undefined
  const link = toLink(row)
  const { password_hash } = set
  if (link.member_id !== undefined) {
    const updated = yield* updateMember(tenant_id, link.member_id, { password_hash }, now)
    return updated.kind === 'updated' ? updated.member : undefined
  }
  const made = yield* createMember(
    tenant_id,
    member_id,
    {
      email: link.email,
      email_key: text(row, 'email_key'),
      name: set.name ?? link.name,
      role: link.role,
      password_hash,
    },
    now,
  )
  return made.kind === 'created' ? made.member : undefined
}

function toLink(row: Row): MemberLink {
  return {
    link_id: text(row, 'link_id'),
    member_id: optionalText(row, 'member_id'),
    email: text(row, 'email'),
    name: optionalText(row, 'name'),
    // The operations above write no other values.
    role: text(row, 'role') as MemberRole,
    made_by: text(row, 'made_by'),
    created_at: integer(row, 'created_at'),
    sent_at: integer(row, 'sent_at'),
    expires_at: integer(row, 'expires_at'),
  }
}
