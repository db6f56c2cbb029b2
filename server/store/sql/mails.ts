/** SQL about mails that wait. @module */
import { HOLD_FREE } from './locks.ts'

export const MAIL_SQL = {
  count: 'select count(*) as mails from mails where tenant_id = $1',
  countTo: 'select count(*) as mails from mails where tenant_id = $1 and recipient = $2',
  countFrom: 'select count(*) as mails from mails where tenant_id = $1 and address = $2',
  insert: `insert into mails (tenant_id, mail_id, recipient, address, sealed, tries, due_at, created_at)
    values ($1, $2, $3, $4, $5, 0, $6, $6)`,
  due: `select mail_id, sealed, tries from mails where tenant_id = $1 and due_at <= $2 order by due_at, mail_id limit $3
    ${HOLD_FREE}`,
  claim: `update mails set due_at = $3, claim_id = $4, tries = tries + 1 where tenant_id = $1 and mail_id = $2`,
  putOff:
    'update mails set due_at = $4, claim_id = null where tenant_id = $1 and mail_id = $2 and claim_id = $3',
  end: 'delete from mails where tenant_id = $1 and mail_id = $2 and claim_id = $3',
  deleteTo: 'delete from mails where tenant_id = $1 and recipient = $2',
  listSealed: 'select mail_id, sealed from mails where tenant_id = $1',
  reseal: 'update mails set sealed = $3 where tenant_id = $1 and mail_id = $2',
} as const

/** These look for the tenants whose mails are due, so they cannot be confined to one. */
export const ALL_MAILS_SQL = {
  tenants:
    'select tenant_id, min(due_at) as due from mails where due_at <= $1 group by tenant_id order by due, tenant_id',
  next: 'select min(due_at) as due, count(*) as mails from mails',
} as const
