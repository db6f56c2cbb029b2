/** The store's calls about mails, whose contents are sealed. @module */
import { randomUUIDv7 } from 'node:crypto'
import type { Secrets } from '../secrets/index.ts'
import type { MailStore } from './contract.ts'
import type { StoreEngine } from './operations/index.ts'
import { openMail, sealMail } from './seals.ts'

/** @param now milliseconds since the epoch */
export function mailCalls(engine: StoreEngine, secrets: Secrets, now: () => number): MailStore {
  return {
    async addMail(tenant_id, content, { recipient, address }, most) {
      const mail_id = randomUUIDv7()
      const sealed = sealMail(secrets, tenant_id, mail_id, content)
      const mail = { mail_id, recipient: secrets.fingerprint(tenant_id, recipient), address, sealed }
      return engine.write('addMail', tenant_id, mail, most, now())
    },
    async claimMails(wish) {
      const { mails, ...rest } = await engine.write('claimMails', randomUUIDv7(), wish, now())
      return {
        mails: mails.map(({ sealed, ...mail }) => ({
          ...mail,
          ...openMail(secrets, mail.tenant_id, mail.mail_id, sealed),
        })),
        ...rest,
      }
    },
    endMail: ({ tenant_id, mail_id, claim_id }) => engine.write('endMail', tenant_id, mail_id, claim_id),
    putOffMail: ({ tenant_id, mail_id, claim_id }, after_ms) =>
      engine.write('putOffMail', tenant_id, mail_id, claim_id, now() + after_ms),
  }
}
