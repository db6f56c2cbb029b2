/** SQL about token buckets that all servers share. @module */

export const BUCKET_SQL = {
  // Nobody waits longer than the bucket takes to fill, whatever the clock of the server that wrote the row.
  take: `insert into buckets (tenant_id, bucket, full_at) values ($1, $2, $6)
    on conflict (tenant_id, bucket) do update set full_at =
      case when buckets.full_at < $3 then $3 when buckets.full_at > $5 then $5 else buckets.full_at end + $4
    where buckets.full_at + $4 <= $5 returning full_at`,
  find: 'select full_at from buckets where tenant_id = $1 and bucket = $2',
  putBack: 'update buckets set full_at = full_at - $3 where tenant_id = $1 and bucket = $2',
} as const

/** Of all tenants. */
export const ALL_BUCKETS_SQL = {
  deleteFull: `delete from buckets where (tenant_id, bucket) in
    (select tenant_id, bucket from buckets where full_at <= $1 order by full_at limit $2) returning bucket`,
} as const
