/** Token buckets that all servers share. @module */
import type { SharedBucket } from '../contract/index.ts'
import type { Operation } from '../engine/operation.ts'
import { all, first, integer } from '../engine/operation.ts'
import { ALL_BUCKETS_SQL, BUCKET_SQL } from '../sql/buckets.ts'

export function* takeTokens(
  tenant_id: string,
  { judging, counting }: { judging: readonly SharedBucket[]; counting: readonly SharedBucket[] },
  now: number,
): Operation<{ kind: 'taken'; buckets: string[] } | { kind: 'empty'; retry_after_ms: number }> {
  let retry_after_ms = 0
  for (const { bucket, burst, every_ms } of judging) {
    const row = yield* first(BUCKET_SQL.find, tenant_id, bucket)
    const left_ms = row ? Math.min(integer(row, 'full_at') - now, burst * every_ms) : 0
    retry_after_ms = Math.max(retry_after_ms, left_ms + every_ms - burst * every_ms)
  }
  if (retry_after_ms > 0) return { kind: 'empty', retry_after_ms }
  const taken: string[] = []
  for (const { bucket, burst, every_ms } of inOrder(counting)) {
    const latest = now + burst * every_ms
    const row = yield* first(BUCKET_SQL.take, tenant_id, bucket, now, every_ms, latest, now + every_ms)
    if (row) taken.push(bucket)
    // Another server took the last token between the two statements.
    const isOvertaken = !row && judging.some((one) => one.bucket === bucket)
    if (isOvertaken) retry_after_ms = Math.max(retry_after_ms, every_ms)
  }
  return retry_after_ms > 0 ? { kind: 'empty', retry_after_ms } : { kind: 'taken', buckets: taken }
}

export function* putBackTokens(tenant_id: string, buckets: readonly SharedBucket[]): Operation<void> {
  for (const { bucket, every_ms } of inOrder(buckets))
    yield* all(BUCKET_SQL.putBack, tenant_id, bucket, every_ms)
}

/** The same in every transaction, so that two of them cannot wait for each other. */
const inOrder = (buckets: readonly SharedBucket[]): SharedBucket[] =>
  buckets.toSorted((a, b) => (a.bucket < b.bucket ? -1 : 1))

export function* deleteFullBuckets(limit: number, now: number): Operation<number> {
  return (yield* all(ALL_BUCKETS_SQL.deleteFull, now, limit)).length
}
