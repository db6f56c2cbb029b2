/** Attempts to sign in to the dashboard: counted before a password is compared (A6). @module */
import type { Now, Rate } from './buckets.ts'
import { createBuckets } from './buckets.ts'

/** 10 wrong passwords for one person from one address, then one in 90 seconds. */
const PAIR: Rate = { burst: 10, every_ms: 90_000 }
/** For one person from anywhere. A hard block would let anyone lock out a victim. */
const PERSON: Rate = { burst: 100, every_ms: 9_000 }
const ADDRESS: Rate = { burst: 50, every_ms: 18_000 }

/** Who tries. */
interface SignIn {
  tenant_id: string
  /** Normalised e-mail. */
  key: string
  /** As counted. */
  address: string
}

/** An attempt counts as failed until it succeeds. */
export type ReservedSignIn =
  | { kind: 'allowed'; succeeded(): void }
  | { kind: 'refused'; retry_after_s: number }

/** Counters of one process. */
export interface SignIns {
  reserve(attempt: SignIn): ReservedSignIn
}

/** @param now monotonic milliseconds */
export function createSignIns(now: Now): SignIns {
  const buckets = createBuckets(now)
  return {
    reserve({ tenant_id, key, address }) {
      const limits = [
        { key: JSON.stringify([tenant_id, key, address]), rate: PAIR },
        { key: JSON.stringify([tenant_id, key]), rate: PERSON },
        { key: JSON.stringify([tenant_id, null, address]), rate: ADDRESS },
      ]
      const waits = limits.map((limit) => buckets.peek(limit.key, limit.rate)).filter((left) => !left.allowed)
      if (waits.length > 0) {
        return { kind: 'refused', retry_after_s: Math.max(...waits.map((left) => left.retry_after_s)) }
      }
      for (const limit of limits) buckets.take(limit.key, limit.rate)
      return {
        kind: 'allowed',
        succeeded() {
          for (const limit of limits) buckets.putBack(limit.key, limit.rate)
        },
      }
    },
  }
}
