import { describe, expect, test } from 'vitest'
import type { MailContent, Store } from '../../../../server/store/contract.ts'
import { newTenant } from './samples.ts'

const MOST = { tenant: 5, recipient: 3, address: 2 }
const WISH = { limit: 100, of_tenant: 2, busy: {}, lease_ms: 60_000 }

/** A mail as the queue takes it. */
export function mailTo(to: string): MailContent {
  return {
    letter: { to, subject: 'Hello', text: 'canary link', html: '<p>Hello</p>', from_name: 'Acme' },
    about: {
      template: 'reset_email',
      connection: { connection_id: 'con_1', name: 'legacy' },
      origin: { ip: '192.0.2.1', user_agent: 'test', hostname: 'ferry.test', correlation_id: 'c-1' },
    },
  }
}

export function describeMails(opened: () => Store): void {
  async function add(tenant_id: string, to: string, address?: string) {
    return opened().addMail(tenant_id, mailTo(to), { recipient: to, address }, MOST)
  }
  /** Other tests' mails may be in the queue. */
  async function claim(tenant_id: string, wish = {}) {
    const { mails } = await opened().claimMails({ ...WISH, ...wish })
    return mails.filter((mail) => mail.tenant_id === tenant_id)
  }

  describe('mails', () => {
    test('a mail comes back as it was added, to one server, until it is ended', async () => {
      const tenant_id = await newTenant(opened())
      expect(await add(tenant_id, 'ann@example.com')).toBe('taken')
      const claims = await Promise.all([1, 2, 3].map(() => claim(tenant_id)))
      const [mail, ...others] = claims.flat()
      expect(others).toEqual([])
      expect(mail).toMatchObject({ ...mailTo('ann@example.com'), tenant_id, tries: 1 })
      if (mail) await opened().endMail(mail)
      expect(await claim(tenant_id)).toEqual([])
    })

    test('a mail whose server is gone is claimed by another one, and the first can no longer end it', async () => {
      const tenant_id = await newTenant(opened())
      await add(tenant_id, 'ann@example.com')
      const [lost] = await claim(tenant_id, { lease_ms: 0 })
      const [found] = await claim(tenant_id)
      expect(found).toMatchObject({ mail_id: lost?.mail_id, tries: 2 })
      expect(found?.claim_id).not.toBe(lost?.claim_id)
      if (lost) await opened().endMail(lost)
      if (lost) await opened().putOffMail(lost, 0)
      expect(await claim(tenant_id)).toEqual([])
      if (found) await opened().putOffMail(found, 0)
      expect(await claim(tenant_id)).toMatchObject([{ tries: 3 }])
    })

    test('a tenant with many mails leaves places for others, and those under way count', async () => {
      const busy = await newTenant(opened())
      const quiet = await newTenant(opened())
      for (let n = 0; n < 5; n++) await add(busy, `busy-${n}@example.com`)
      await add(quiet, 'ann@example.com')
      const { mails, next_at } = await opened().claimMails({ ...WISH, busy: { [busy]: 1 } })
      expect(mails.filter(({ tenant_id }) => tenant_id === busy)).toHaveLength(1)
      expect(mails.filter(({ tenant_id }) => tenant_id === quiet)).toHaveLength(1)
      expect(next_at).toBeLessThanOrEqual(Date.now())
    })

    test('the queue has limits for a tenant, a recipient and an address, also for mails that are added at once', async () => {
      const tenant_id = await newTenant(opened())
      const many = (to: (n: number) => string, address?: string) =>
        Promise.all(Array.from({ length: 6 }, (_, n) => add(tenant_id, to(n), address)))
      expect((await many((n) => `a${n}@example.com`, '192.0.2.1')).toSorted()).toEqual([
        ...Array(4).fill('address'),
        ...Array(2).fill('taken'),
      ])
      expect((await many(() => 'ann@example.com')).toSorted()).toEqual([
        ...Array(3).fill('recipient'),
        ...Array(3).fill('taken'),
      ])
      expect(await add(tenant_id, 'bea@example.com')).toBe('tenant')
      expect(await add(await newTenant(opened()), 'bea@example.com')).toBe('taken')
    })
  })
}
