import { describe, expect, test } from 'vitest'
import type { Member, MemberRole, NewMemberLink, Store } from '../../../../server/store/contract.ts'
import { newTenant } from './samples.ts'

const HOUR_MS = 3_600_000
const MOST = 5
const SET = { password_hash: '$argon2id$new', name: undefined }

const invitation = (name: string, change: Partial<NewMemberLink> = {}): NewMemberLink => ({
  member_id: undefined,
  email: `${name}@example.com`,
  email_key: `${name}@example.com`,
  name: undefined,
  role: 'editor',
  made_by: 'mem_olga',
  token_sha256: name,
  lasts_ms: HOUR_MS,
  ...change,
})

async function addMember(store: Store, tenant_id: string, name: string, role: MemberRole): Promise<Member> {
  const email = `${name}@example.com`
  const made = await store.createMember(tenant_id, {
    email,
    email_key: email,
    name,
    role,
    password_hash: `$argon2id$${name}`,
  })
  if (made.kind !== 'created') throw new Error(made.kind)
  return made.member
}

export function describeMemberLinks(opened: () => Store): void {
  async function withOwner() {
    const store = opened()
    const tenant_id = await newTenant(store)
    const owner = await addMember(store, tenant_id, 'olga', 'owner')
    const invite = async (name: string, change: Partial<NewMemberLink> = {}) =>
      store.createMemberLink(tenant_id, invitation(name, { made_by: owner.member_id, ...change }), MOST)
    return { store, tenant_id, owner, invite }
  }

  describe('links of members', () => {
    test('an invitation makes one member, whoever comes at the same time, with the role and name of the invitation', async () => {
      const { store, tenant_id, owner, invite } = await withOwner()
      const made = await invite('ed', { name: 'Ed' })
      if (made.kind !== 'created') throw new Error(made.kind)
      const { link } = made
      expect(link).toEqual({
        link_id: expect.stringMatching(/^inv_\w{16}$/),
        member_id: undefined,
        email: 'ed@example.com',
        name: 'Ed',
        role: 'editor',
        made_by: owner.member_id,
        created_at: link.sent_at,
        sent_at: link.sent_at,
        expires_at: link.sent_at + HOUR_MS,
      })
      expect(await store.listInvitations(tenant_id)).toEqual([link])
      expect(await store.findInvitation(tenant_id, link.link_id)).toEqual(link)
      expect(await store.findMemberLink(tenant_id, 'ed')).toEqual(link)
      const claims = await Promise.all([1, 2, 3].map(() => store.claimMemberLink(tenant_id, 'ed', SET)))
      const members = claims.filter((one) => one !== undefined)
      expect(members).toMatchObject([{ email: 'ed@example.com', name: 'Ed', role: 'editor' }])
      expect(await store.listMembers(tenant_id)).toHaveLength(2)
      expect(await store.listInvitations(tenant_id)).toEqual([])
    })

    test('an address with a member or an open invitation is not invited again, one whose invitation expired is; there is a limit', async () => {
      const { store, tenant_id, invite } = await withOwner()
      expect(await invite('olga')).toEqual({ kind: 'member' })
      await invite('ed', { lasts_ms: -1 })
      expect(await store.findMemberLink(tenant_id, 'ed')).toBeUndefined()
      expect(await store.claimMemberLink(tenant_id, 'ed', SET)).toBeUndefined()
      expect(await store.listInvitations(tenant_id)).toHaveLength(1)
      expect(await invite('ed', { token_sha256: 'again' })).toMatchObject({ kind: 'created' })
      expect(await store.listInvitations(tenant_id)).toHaveLength(1)
      expect(await invite('ed', { token_sha256: 'third' })).toEqual({ kind: 'invited' })
      for (const name of ['a', 'b', 'c', 'd']) expect((await invite(name)).kind).toBe('created')
      expect(await invite('e')).toEqual({ kind: 'too_many' })
    })

    test('sending again voids the link before; a withdrawn invitation, or one of an address that became a member, is void', async () => {
      const { store, tenant_id, owner, invite } = await withOwner()
      const made = await invite('ed')
      if (made.kind !== 'created') throw new Error(made.kind)
      const { link_id } = made.link
      const renew = (of_role: MemberRole) =>
        store.renewInvitation(tenant_id, link_id, {
          of_role,
          made_by: owner.member_id,
          token_sha256: 'new',
          lasts_ms: HOUR_MS,
        })
      expect(await renew('owner')).toBeUndefined()
      expect(await renew('editor')).toMatchObject({ link_id })
      expect(await store.findMemberLink(tenant_id, 'ed')).toBeUndefined()
      expect(await store.findMemberLink(tenant_id, 'new')).toMatchObject({ link_id })
      expect(await store.deleteInvitation(tenant_id, link_id)).toBe(true)
      expect(await store.deleteInvitation(tenant_id, link_id)).toBe(false)
      expect(await store.claimMemberLink(tenant_id, 'new', SET)).toBeUndefined()
      await invite('fay')
      await addMember(store, tenant_id, 'fay', 'viewer')
      expect(await store.listInvitations(tenant_id)).toEqual([])
      expect(await store.claimMemberLink(tenant_id, 'fay', SET)).toBeUndefined()
    })

    test('A11: an invitation ends when the member who made it gets another role or is deleted', async () => {
      const { store, tenant_id, invite } = await withOwner()
      const adam = await addMember(store, tenant_id, 'adam', 'admin')
      await invite('ed', { made_by: adam.member_id })
      await store.updateMember(tenant_id, adam.member_id, { name: 'Adam' })
      expect(await store.listInvitations(tenant_id)).toHaveLength(1)
      await store.updateMember(tenant_id, adam.member_id, { role: 'viewer' })
      expect(await store.claimMemberLink(tenant_id, 'ed', SET)).toBeUndefined()
      await invite('fay', { made_by: adam.member_id })
      await store.deleteMember(tenant_id, adam.member_id)
      expect(await store.claimMemberLink(tenant_id, 'fay', SET)).toBeUndefined()
    })

    test('A12: a link for a new password ends all sessions, and is void after another password, role or link', async () => {
      const { store, tenant_id, owner, invite } = await withOwner()
      const ed = await addMember(store, tenant_id, 'ed', 'editor')
      const { member_id } = ed
      const reset = async (token_sha256: string) => {
        const made = await invite('ed', { member_id, token_sha256 })
        if (made.kind !== 'created') throw new Error(made.kind)
        return made.link.link_id
      }
      const isOpen = async (token: string) => (await store.findMemberLink(tenant_id, token)) !== undefined
      const link_id = await reset('one')
      expect(await store.listInvitations(tenant_id)).toEqual([])
      expect(await store.findInvitation(tenant_id, link_id)).toBeUndefined()
      expect(await store.deleteInvitation(tenant_id, link_id)).toBe(false)
      await reset('two')
      expect([await isOpen('one'), await isOpen('two')]).toEqual([false, true])
      await store.updateMember(tenant_id, member_id, { role: 'admin' })
      expect(await isOpen('two')).toBe(false)
      await reset('three')
      await store.updateMember(tenant_id, member_id, { password_hash: 'x' })
      expect(await isOpen('three')).toBe(false)
      await reset('four')
      await store.changeMemberPassword(tenant_id, member_id, { old_hash: 'x', new_hash: 'y' })
      expect(await isOpen('four')).toBe(false)
      await reset('five')
      await store.createSession(tenant_id, {
        session_sha256: 'aa',
        member_id,
        ip: undefined,
        user_agent: undefined,
        address: undefined,
      })
      expect(await store.claimMemberLink(tenant_id, 'five', { ...SET, name: 'Eve' })).toMatchObject({
        member_id,
        name: 'ed',
        role: 'admin',
      })
      expect(await store.findSession(tenant_id, 'aa')).toBeUndefined()
      expect((await store.findMemberLogin(tenant_id, 'ed@example.com'))?.password_hash).toBe(
        SET.password_hash,
      )
      await reset('six')
      await store.deleteMember(tenant_id, member_id)
      expect(await isOpen('six')).toBe(false)
      expect(await store.findMember(tenant_id, owner.member_id)).toBeDefined()
    })

    test('T1: links of another tenant are not found, renewed, withdrawn or used', async () => {
      const { store, tenant_id, invite } = await withOwner()
      const made = await invite('ed')
      if (made.kind !== 'created') throw new Error(made.kind)
      const { link_id } = made.link
      const other = await newTenant(store)
      expect(await store.listInvitations(other)).toEqual([])
      expect(await store.findInvitation(other, link_id)).toBeUndefined()
      expect(await store.findMemberLink(other, 'ed')).toBeUndefined()
      expect(await store.claimMemberLink(other, 'ed', SET)).toBeUndefined()
      expect(await store.deleteInvitation(other, link_id)).toBe(false)
      expect(await store.findMemberLink(tenant_id, 'ed')).toBeDefined()
    })
  })
}
