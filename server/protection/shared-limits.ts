/** Limits that all servers of a store share, behind the limits of this process. @module */
import { createHash } from 'node:crypto'
import type { SharedBucket, Store } from '../store/contract.ts'
import { StoreUnavailable } from '../store/contract.ts'
import type { Rate } from './buckets.ts'

/** One limit: a bucket by its key. */
export interface SharedLimit {
  key: string
  rate: Rate
}

/** A token was taken of each bucket, or one that judges is empty. */
type SharedResult = { allowed: true; putBack(): void } | { allowed: false; retry_after_s: number }

/** The limits of all servers. */
export interface SharedLimits {
  /**
   * Takes a token of each `counting` limit that has one, if all `judging` limits have one. While the store is away, the limits of
   * the process are all there is.
   */
  take(
    tenant_id: string,
    of: { judging: readonly SharedLimit[]; counting: readonly SharedLimit[] },
  ): Promise<SharedResult>
}

const NOTHING_TAKEN: SharedResult = { allowed: true, putBack: () => undefined }

/** Of a server that has its store for itself: the limits of the process are all there is. */
export const OWN_LIMITS: SharedLimits = { take: async () => NOTHING_TAKEN }

/** Keys may hold names and addresses of people, so they are stored as hashes. */
const bucketOf = ({ key, rate }: SharedLimit): SharedBucket => ({
  bucket: createHash('sha256').update(key).digest('base64url'),
  // Whole milliseconds, as the store counts.
  every_ms: Math.max(1, Math.round(rate.every_ms)),
  burst: rate.burst,
})

/** Creates the limits over a store. */
export function createSharedLimits(
  store: Pick<Store, 'takeTokens' | 'putBackTokens' | 'is_shared'>,
): SharedLimits {
  if (!store.is_shared) return OWN_LIMITS
  return {
    async take(tenant_id, { judging, counting }) {
      const buckets = counting.map(bucketOf)
      try {
        const result = await store.takeTokens(tenant_id, {
          judging: judging.map(bucketOf),
          counting: buckets,
        })
        if (result.kind === 'empty') {
          return { allowed: false, retry_after_s: Math.max(1, Math.ceil(result.retry_after_ms / 1_000)) }
        }
        const taken = buckets.filter(({ bucket }) => result.buckets.includes(bucket))
        return {
          allowed: true,
          putBack() {
            // A token that cannot be given back comes back with time.
            store.putBackTokens(tenant_id, taken).catch(() => undefined)
          },
        }
      } catch (error) {
        if (error instanceof StoreUnavailable) return NOTHING_TAKEN
        throw error
      }
    },
  }
}
