/** SQL about what can be used once. @module */
import { HOLD_FREE } from './locks.ts'

export const ONE_TIME_SQL = {
  // A key whose end has passed can be given again: its row has no meaning any more.
  insert: `insert into one_time (tenant_id, kind, key_sha256, payload, expires_at) values ($1, $2, $3, $4, $5)
    on conflict (tenant_id, kind, key_sha256) do update
      set payload = excluded.payload, expires_at = excluded.expires_at, used_at = null
    where one_time.expires_at <= $6 returning key_sha256`,
  find: `select payload, expires_at, used_at from one_time
    where tenant_id = $1 and kind = $2 and key_sha256 = $3`,
  // Of several simultaneous uses, one gets the row.
  use: `update one_time set used_at = $4, payload = '{}'
    where tenant_id = $1 and kind = $2 and key_sha256 = $3 and used_at is null and expires_at > $4
    returning key_sha256`,
  // Each new row deletes a few old ones, so the table needs no clean-up job.
  forgetEnded: `delete from one_time where tenant_id = $1 and (kind, key_sha256) in (
      select kind, key_sha256 from one_time where tenant_id = $1 and expires_at <= $2 limit 20 ${HOLD_FREE})`,
} as const
