import { describe, expect, test } from 'vitest'
import type { NewTicket, Store, TicketEffect } from '../../../../server/store/contract.ts'
import { addConnection, addUser, newTenant, sampleUser } from './samples.ts'

const LIFE_MS = 60_000

export function describeTickets(opened: () => Store): void {
  async function setUp() {
    const store = opened()
    const tenant_id = await newTenant(store)
    const { connection_id } = await addConnection(store, tenant_id)
    const issue = async (ticket_sha256: string, change: Partial<NewTicket> = {}) =>
      store.createTicket(tenant_id, {
        ticket_sha256,
        purpose: 'reset',
        connection_id,
        user_id: undefined,
        identifier: 'ann@example.com',
        key: 'ann@example.com',
        email: 'ann@example.com',
        details: { result_url: 'https://app.example.com/' },
        ttl_ms: LIFE_MS,
        ...change,
      })
    const find = (hash: string) => store.findTicket(tenant_id, 'reset', hash)
    const use = (hash: string, effect: TicketEffect = { kind: 'none' }) =>
      store.useTicket(tenant_id, 'reset', hash, effect)
    return { store, tenant_id, connection_id, issue, find, use }
  }

  describe('tickets', () => {
    test('a ticket is found as it was made, for its purpose and tenant alone, and used once', async () => {
      const { store, tenant_id, connection_id, issue, find, use } = await setUp()
      expect(await issue('a')).toBe(true)
      const found = await find('a')
      expect(found).toEqual({
        kind: 'open',
        ticket: {
          purpose: 'reset',
          connection_id,
          user_id: undefined,
          identifier: 'ann@example.com',
          email: 'ann@example.com',
          details: { result_url: 'https://app.example.com/' },
          created_at: expect.any(Number),
          expires_at: expect.any(Number),
        },
      })
      if (found.kind === 'open') expect(found.ticket.expires_at - found.ticket.created_at).toBe(LIFE_MS)
      const unknown = { kind: 'refused', why: 'unknown' }
      expect(await store.findTicket(tenant_id, 'verify', 'a')).toEqual(unknown)
      expect(await store.useTicket(tenant_id, 'verify', 'a', { kind: 'none' })).toEqual(unknown)
      expect(await store.findTicket(await newTenant(store), 'reset', 'a')).toEqual(unknown)
      const all = await Promise.all([use('a'), use('a'), use('a')])
      expect(all.filter(({ kind }) => kind === 'used').length).toBe(1)
      expect(await find('a')).toEqual({ kind: 'refused', why: 'used' })
    })

    test('an expired ticket is refused', async () => {
      const { issue, find, use } = await setUp()
      await issue('old', { ttl_ms: 0 })
      expect(await find('old')).toEqual({ kind: 'refused', why: 'expired' })
      expect(await use('old')).toEqual({ kind: 'refused', why: 'expired' })
    })

    test('a newer ticket of the same person and purpose voids the older one, and no other', async () => {
      const { store, tenant_id, issue, find } = await setUp()
      await issue('first')
      await issue('bob', { key: 'bob@example.com' })
      await issue('unblock', { purpose: 'unblock' })
      await issue('second')
      expect(await find('first')).toEqual({ kind: 'refused', why: 'voided' })
      expect(await find('second')).toMatchObject({ kind: 'open' })
      expect(await find('bob')).toMatchObject({ kind: 'open' })
      expect(await store.findTicket(tenant_id, 'unblock', 'unblock')).toMatchObject({ kind: 'open' })
    })

    test('using a ticket and its effect are one transaction: when the effect fails, the ticket stays unused', async () => {
      const { store, tenant_id, connection_id, issue, find, use } = await setUp()
      await addUser(store, tenant_id, connection_id, 'ann')
      await issue('a')
      const user = sampleUser(connection_id, 'other', {
        email: 'ann@example.com',
        email_key: 'ann@example.com',
      })
      expect(await use('a', { kind: 'create_user', user })).toMatchObject({ kind: 'exists', by: 'email' })
      expect(await find('a')).toMatchObject({ kind: 'open' })
      const bob = sampleUser(connection_id, 'bob', { migrated_by: 'reset' })
      expect(await use('a', { kind: 'create_user', user: bob })).toMatchObject({
        kind: 'used',
        user: { user_id: 'auth0|bob', migrated_by: 'reset' },
      })
      expect(await find('a')).toEqual({ kind: 'refused', why: 'used' })
      expect(await store.countUsers(tenant_id, connection_id)).toEqual({ users: 2, migrated: 2 })
    })

    test('another email or password voids what a user has, also from before it was stored', async () => {
      const { store, tenant_id, connection_id, issue, find } = await setUp()
      await issue('before')
      const { user_id } = await addUser(store, tenant_id, connection_id, 'ann')
      await issue('after', { user_id })
      await store.updateUser(tenant_id, user_id, {
        user_metadata: { theme: 'light' },
        email: { email: 'ANN@example.com', email_key: 'ann@example.com' },
      })
      expect(await find('before')).toMatchObject({ kind: 'open' })
      await store.updateUser(tenant_id, user_id, { password: { password_hash: 'new', history_size: 0 } })
      expect(await find('before')).toEqual({ kind: 'refused', why: 'voided' })
      expect(await find('after')).toEqual({ kind: 'refused', why: 'voided' })
      await issue('again', { user_id })
      await store.updateUser(tenant_id, user_id, { email: { email: 'a@b.c', email_key: 'a@b.c' } })
      expect(await find('again')).toEqual({ kind: 'refused', why: 'voided' })
    })

    test('a reopened ticket works again, unless there is a newer one', async () => {
      const { store, tenant_id, issue, find, use } = await setUp()
      await issue('a')
      await use('a')
      await store.reopenTicket(tenant_id, 'reset', 'a')
      expect(await find('a')).toMatchObject({ kind: 'open' })
      await use('a')
      // The newer one forgets all that has ended.
      await issue('b')
      await store.reopenTicket(tenant_id, 'reset', 'a')
      expect(await find('a')).toMatchObject({ kind: 'refused' })
      expect(await find('b')).toMatchObject({ kind: 'open' })
    })

    test('a ticket needs its connection and its user, and goes with them', async () => {
      const { store, tenant_id, connection_id, issue, find } = await setUp()
      expect(await issue('x', { connection_id: 'con_none' })).toBe(false)
      expect(await issue('x', { user_id: 'auth0|nobody' })).toBe(false)
      const { user_id } = await addUser(store, tenant_id, connection_id, 'ann')
      await issue('a', { user_id })
      await store.deleteUser(tenant_id, user_id, { tombstone: false })
      expect(await find('a')).toEqual({ kind: 'refused', why: 'unknown' })
      await issue('b')
      await store.deleteConnection(tenant_id, connection_id)
      expect(await find('b')).toEqual({ kind: 'refused', why: 'unknown' })
    })
  })

  test('mail templates and jobs are each tenant’s own', async () => {
    const { store, tenant_id } = await setUp()
    const template = { enabled: true, subject: 'Hello', body: '<p>{{ url }}</p>' }
    await store.saveEmailTemplate(tenant_id, 'reset_email', { ...template, subject: 'Before' })
    await store.saveEmailTemplate(tenant_id, 'reset_email', template)
    expect(await store.findEmailTemplate(tenant_id, 'reset_email')).toEqual(template)
    const other = await newTenant(store)
    expect(await store.findEmailTemplate(other, 'reset_email')).toBeUndefined()
    const job = await store.createJob(tenant_id, { type: 'verification_email', details: { n: 1 } })
    expect(job).toMatchObject({ status: 'pending', details: { n: 1 } })
    await store.endJob(other, job.job_id, 'failed')
    expect(await store.findJob(tenant_id, job.job_id)).toEqual(job)
    await store.endJob(tenant_id, job.job_id, 'completed')
    expect(await store.findJob(tenant_id, job.job_id)).toEqual({ ...job, status: 'completed' })
    expect(await store.findJob(other, job.job_id)).toBeUndefined()
  })

  test('settings that are kept only are each tenant’s own, and the last that was sent counts', async () => {
    const { store, tenant_id } = await setUp()
    const name = 'attack-protection/captcha'
    await store.saveKeptDocument(tenant_id, name, { selected: 'before' })
    await store.saveKeptDocument(tenant_id, name, { selected: null })
    expect(await store.findKeptDocument(tenant_id, name)).toEqual({ selected: null })
    const other = await newTenant(store)
    expect(await store.findKeptDocument(other, name)).toBeUndefined()
    await store.deleteKeptDocument(other, name)
    expect(await store.findKeptDocument(tenant_id, name)).toEqual({ selected: null })
    await store.deleteKeptDocument(tenant_id, name)
    expect(await store.findKeptDocument(tenant_id, name)).toBeUndefined()
  })
}
