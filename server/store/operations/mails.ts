/** The queue of mails. Contents are sealed outside of this file. @module */
import type { ClaimedMail, ClaimWish, MailShare } from '../contract/index.ts'
import type { Operation } from '../engine/operation.ts'
import { all, first, integer, optionalInteger, text } from '../engine/operation.ts'
import { ALL_MAILS_SQL, MAIL_SQL } from '../sql/mails.ts'
import { TENANT_SQL } from '../sql/tenants.ts'

/** A mail as stored. */
interface StoredMail {
  mail_id: string
  recipient: string
  address: string | undefined
  sealed: string
}

/** A mail as stored, for the server that has claimed it. */
export type StoredClaim = Pick<ClaimedMail, 'tenant_id' | 'mail_id' | 'claim_id' | 'tries'> & {
  sealed: string
}

export function* addMail(
  tenant_id: string,
  { mail_id, recipient, address, sealed }: StoredMail,
  most: { readonly [share in MailShare]: number },
  now: number,
): Operation<'taken' | MailShare> {
  // Mails that are added at the same time count each other.
  yield* all(TENANT_SQL.lock, tenant_id)
  if (address !== undefined && (yield* count(MAIL_SQL.countFrom, tenant_id, address)) >= most.address) {
    return 'address'
  }
  if ((yield* count(MAIL_SQL.countTo, tenant_id, recipient)) >= most.recipient) return 'recipient'
  if ((yield* count(MAIL_SQL.count, tenant_id)) >= most.tenant) return 'tenant'
  yield* all(MAIL_SQL.insert, tenant_id, mail_id, recipient, address, sealed, now)
  return 'taken'
}

function* count(sql: string, ...params: string[]): Operation<number> {
  const row = yield* first(sql, ...params)
  return row ? integer(row, 'mails') : 0
}

export function* claimMails(
  claim_id: string,
  wish: ClaimWish,
  now: number,
): Operation<{ mails: StoredClaim[]; next_at: number | undefined; waiting: number }> {
  const claimed: StoredClaim[] = []
  for (const tenant of yield* all(ALL_MAILS_SQL.tenants, now)) {
    const tenant_id = text(tenant, 'tenant_id')
    const free = Math.min(wish.limit - claimed.length, wish.of_tenant - (wish.busy[tenant_id] ?? 0))
    if (free <= 0) continue
    for (const row of yield* all(MAIL_SQL.due, tenant_id, now, free)) {
      const mail_id = text(row, 'mail_id')
      yield* all(MAIL_SQL.claim, tenant_id, mail_id, now + wish.lease_ms, claim_id)
      claimed.push({
        tenant_id,
        mail_id,
        claim_id,
        sealed: text(row, 'sealed'),
        tries: integer(row, 'tries') + 1,
      })
    }
  }
  const next = yield* first(ALL_MAILS_SQL.next)
  const waiting = next ? integer(next, 'mails') - claimed.length : 0
  return { mails: claimed, next_at: next && optionalInteger(next, 'due'), waiting }
}

export function* endMail(tenant_id: string, mail_id: string, claim_id: string): Operation<void> {
  yield* all(MAIL_SQL.end, tenant_id, mail_id, claim_id)
}

export function* putOffMail(
  tenant_id: string,
  mail_id: string,
  claim_id: string,
  due_at: number,
): Operation<void> {
  yield* all(MAIL_SQL.putOff, tenant_id, mail_id, claim_id, due_at)
}
