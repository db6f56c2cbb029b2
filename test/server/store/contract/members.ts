import { describe, expect, test } from 'vitest'
import type { Member, NewMember, Store } from '../../../../server/store/contract.ts'
import { newTenant } from './samples.ts'

function sampleMember(name: string, change: Partial<NewMember> = {}): NewMember {
  const email = `${name}@example.com`
  return { email, email_key: email, name, role: 'admin', password_hash: `$argon2id$${name}`, ...change }
}

async function addMember(store: Store, tenant_id: string, member: NewMember): Promise<Member> {
  const made = await store.createMember(tenant_id, member)
  if (made.kind !== 'created') throw new Error(`The member was not made: ${made.kind}`)
  return made.member
}

const session = (member_id: string, session_sha256: string) => ({
  member_id,
  session_sha256,
  ip: '192.0.2.1',
  user_agent: 'test',
  address: undefined,
})

export function describeMembers(opened: () => Store): void {
  async function withOwner() {
    const store = opened()
    const tenant_id = await newTenant(store)
    const owner = await addMember(store, tenant_id, sampleMember('olga', { role: 'owner' }))
    return { store, tenant_id, owner }
  }

  describe('members', () => {
    test('a member comes back as it was made, also by email; one email is one member', async () => {
      const { store, tenant_id, owner } = await withOwner()
      expect(owner).toMatchObject({
        member_id: expect.stringMatching(/^mem_\w{16}$/),
        role: 'owner',
        last_login: undefined,
      })
      expect(await store.findMember(tenant_id, owner.member_id)).toEqual(owner)
      expect(await store.findMemberLogin(tenant_id, 'olga@example.com')).toEqual({
        member: owner,
        password_hash: '$argon2id$olga',
      })
      expect(await store.createMember(tenant_id, sampleMember('olga'))).toEqual({ kind: 'exists' })
      const nameless = await addMember(store, tenant_id, sampleMember('mia', { name: undefined }))
      expect(await store.listMembers(tenant_id)).toEqual(
        [owner, nameless].toSorted(
          (a, b) => a.created_at - b.created_at || (a.member_id < b.member_id ? -1 : 1),
        ),
      )
    })

    test('the last owner can be neither removed nor downgraded, even when two owners leave at the same time', async () => {
      const { store, tenant_id, owner } = await withOwner()
      expect(await store.deleteMember(tenant_id, owner.member_id)).toBe('last_owner')
      expect(await store.updateMember(tenant_id, owner.member_id, { role: 'admin' })).toEqual({
        kind: 'last_owner',
      })
      expect(
        await store.updateMember(tenant_id, owner.member_id, { role: 'owner', name: null }),
      ).toMatchObject({ kind: 'updated', member: { name: undefined } })
      const second = await addMember(store, tenant_id, sampleMember('otto', { role: 'owner' }))
      const left = await Promise.all([
        store.deleteMember(tenant_id, owner.member_id),
        store.updateMember(tenant_id, second.member_id, { role: 'viewer' }),
      ])
      expect(
        left.filter((end) => end === 'deleted' || (typeof end === 'object' && end.kind === 'updated')),
      ).toHaveLength(1)
      expect(await store.deleteMember(tenant_id, 'mem_none')).toBe('missing')
      expect(await store.updateMember(tenant_id, 'mem_none', {})).toEqual({ kind: 'missing' })
    })

    test('a member whose role has changed meanwhile is neither changed nor deleted', async () => {
      const { store, tenant_id } = await withOwner()
      const { member_id } = await addMember(store, tenant_id, sampleMember('mia', { role: 'viewer' }))
      const change = { of_role: 'editor', password_hash: 'new' } as const
      expect(await store.updateMember(tenant_id, member_id, change)).toEqual({ kind: 'other_role' })
      expect(await store.deleteMember(tenant_id, member_id, 'editor')).toBe('other_role')
      expect(await store.updateMember(tenant_id, member_id, { ...change, of_role: 'viewer' })).toMatchObject({
        kind: 'updated',
      })
      expect(await store.deleteMember(tenant_id, member_id, 'viewer')).toBe('deleted')
    })

    test('A6: a member is known from the newest 20 addresses that a session began at, and from no other member’s', async () => {
      const { store, tenant_id, owner } = await withOwner()
      const mia = await addMember(store, tenant_id, sampleMember('mia'))
      const from = (address: string, n = address) =>
        store.createSession(tenant_id, { ...session(owner.member_id, n), address })
      const isKnown = (address: string, member_id = owner.member_id) =>
        store.isMemberAddress(tenant_id, member_id, address)
      await store.createSession(tenant_id, session(owner.member_id, 'nowhere'))
      for (let n = 0; n < 21; n++) await from(`192.0.2.${n}`)
      expect(await isKnown('192.0.2.20')).toBe(true)
      expect(await isKnown('192.0.2.20', mia.member_id)).toBe(false)
      expect(await isKnown('192.0.2.99')).toBe(false)
      const known = await Promise.all(Array.from({ length: 21 }, (_, n) => isKnown(`192.0.2.${n}`)))
      expect(known.filter(Boolean)).toHaveLength(20)
      // Signing out, or another password, forgets none.
      await store.updateMember(tenant_id, owner.member_id, { password_hash: 'new' })
      expect(await isKnown('192.0.2.20')).toBe(true)
      expect(await store.isMemberAddress(await newTenant(store), owner.member_id, '192.0.2.20')).toBe(false)
    })

    test('a session gives the member’s current data, until it ends', async () => {
      const { store, tenant_id, owner } = await withOwner()
      expect(await store.createSession(tenant_id, session(owner.member_id, 'aa'))).toBe(true)
      expect(await store.createSession(tenant_id, session('mem_none', 'bb'))).toBe(false)
      const found = await store.findSession(tenant_id, 'aa')
      expect(found).toMatchObject({
        member: { ...owner, last_login: found?.created_at },
        seen_at: found?.created_at,
      })
      await store.updateMember(tenant_id, owner.member_id, { name: 'Olga B.' })
      expect((await store.findSession(tenant_id, 'aa'))?.member.name).toBe('Olga B.')
      await store.touchSession(tenant_id, 'aa')
      await store.endSession(tenant_id, 'aa')
      expect(await store.findSession(tenant_id, 'aa')).toBeUndefined()
    })

    test('A12: sessions end with a new password, all at once, and with the member; of many the newest 20 stay', async () => {
      const { store, tenant_id, owner } = await withOwner()
      const mia = await addMember(store, tenant_id, sampleMember('mia'))
      await store.createSession(tenant_id, session(owner.member_id, 'own'))
      const open = async () => {
        const ids = Array.from({ length: 25 }, (_, n) => `mia-${String(n).padStart(2, '0')}`)
        const found = await Promise.all(ids.map((id) => store.findSession(tenant_id, id)))
        return found.filter((one) => one !== undefined).length
      }
      for (let n = 0; n < 25; n++)
        await store.createSession(tenant_id, session(mia.member_id, `mia-${String(n).padStart(2, '0')}`))
      expect(await open()).toBe(20)
      await store.endSessions(tenant_id, mia.member_id)
      expect(await open()).toBe(0)
      await store.createSession(tenant_id, session(mia.member_id, 'mia-00'))
      await store.updateMember(tenant_id, mia.member_id, { role: 'viewer' })
      expect(await open()).toBe(1)
      await store.updateMember(tenant_id, mia.member_id, { password_hash: 'new' })
      expect(await open()).toBe(0)
      await store.createSession(tenant_id, session(mia.member_id, 'mia-00'))
      expect(await store.deleteMember(tenant_id, mia.member_id)).toBe('deleted')
      expect(await open()).toBe(0)
      expect(await store.findSession(tenant_id, 'own')).toBeDefined()
    })

    test('A12: a password is changed by who knows the one before, and ends all sessions; of two at once one is changed', async () => {
      const { store, tenant_id, owner } = await withOwner()
      const { member_id } = owner
      const change = (old_hash: string, new_hash: string, of = tenant_id) =>
        store.changeMemberPassword(of, member_id, { old_hash, new_hash })
      await store.createSession(tenant_id, session(member_id, 'aa'))
      expect(await change('$argon2id$else', 'x')).toBe(false)
      expect(await change('$argon2id$olga', 'x', await newTenant(store))).toBe(false)
      expect(await store.findSession(tenant_id, 'aa')).toBeDefined()
      const both = await Promise.all([change('$argon2id$olga', 'one'), change('$argon2id$olga', 'two')])
      expect(both.toSorted()).toEqual([false, true])
      expect(await store.findSession(tenant_id, 'aa')).toBeUndefined()
      const login = await store.findMemberLogin(tenant_id, 'olga@example.com')
      expect(login?.password_hash).toBe(both[0] ? 'one' : 'two')
    })

    test('a set-up link works once, for the first of those who come at once, and not when there is an owner', async () => {
      const store = opened()
      const tenant_id = await newTenant(store)
      expect(await store.isSetupLink(tenant_id, 'one')).toBe(false)
      expect(await store.setSetupLink(tenant_id, 'one')).toBe(true)
      expect(await store.setSetupLink(tenant_id, 'two')).toBe(true)
      expect(await store.isSetupLink(tenant_id, 'one')).toBe(false)
      expect(await store.isSetupLink(tenant_id, 'two')).toBe(true)
      expect(await store.claimSetupLink(tenant_id, 'one', sampleMember('eve'))).toBeUndefined()
      const claims = await Promise.all(
        ['ann', 'ben', 'cyd'].map((name) =>
          store.claimSetupLink(tenant_id, 'two', sampleMember(name, { role: 'owner' })),
        ),
      )
      expect(claims.filter((member) => member !== undefined)).toHaveLength(1)
      expect(await store.listMembers(tenant_id)).toHaveLength(1)
      expect(await store.setSetupLink(tenant_id, 'three')).toBe(false)
      expect(await store.isSetupLink(tenant_id, 'three')).toBe(false)
    })

    test('links of servers that start together stay valid, and make one owner between them', async () => {
      const store = opened()
      const tenant_id = await newTenant(store)
      const links = ['one', 'two', 'three']
      for (const link of links) expect(await store.setSetupLink(tenant_id, link, 60_000)).toBe(true)
      for (const link of links) expect(await store.isSetupLink(tenant_id, link)).toBe(true)
      const claims = await Promise.all(
        links.map((link) => store.claimSetupLink(tenant_id, link, sampleMember(link, { role: 'owner' }))),
      )
      expect(claims.filter((member) => member !== undefined)).toHaveLength(1)
      expect(await store.listMembers(tenant_id)).toHaveLength(1)
      for (const link of links) expect(await store.isSetupLink(tenant_id, link)).toBe(false)
    })

    test('T1: members and sessions of another tenant are not found, changed or ended', async () => {
      const { store, tenant_id, owner } = await withOwner()
      await store.createSession(tenant_id, session(owner.member_id, 'aa'))
      const other = await newTenant(store)
      expect(await store.findMember(other, owner.member_id)).toBeUndefined()
      expect(await store.findMemberLogin(other, 'olga@example.com')).toBeUndefined()
      expect(await store.listMembers(other)).toEqual([])
      expect(await store.findSession(other, 'aa')).toBeUndefined()
      expect(await store.createSession(other, session(owner.member_id, 'bb'))).toBe(false)
      expect(await store.updateMember(other, owner.member_id, { role: 'viewer' })).toEqual({
        kind: 'missing',
      })
      expect(await store.deleteMember(other, owner.member_id)).toBe('missing')
      await store.endSession(other, 'aa')
      await store.endSessions(other, owner.member_id)
      expect(await store.findSession(tenant_id, 'aa')).toBeDefined()
    })
  })
}
