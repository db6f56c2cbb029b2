/** Refusals of attempts, and how often they are logged. @module */
import { MINUTE_MS } from '../common/time.ts'
import type { Buckets } from './buckets.ts'
import type { LimitEvent } from './rules.ts'

/** An attempt that may not be made now, right or wrong. */
export interface Refused {
  kind: 'refused'
  code: 'too_many_attempts' | 'too_many_requests'
  /** Undefined: waiting does not help. */
  retry_after_s: number | undefined
  /** The entry to log; undefined when the same was logged less than a minute ago, or when nothing is wrong yet. */
  event: LimitEvent | undefined
}

/** @param key names who or what is refused: the same event of the same key is logged once a minute */
export type Refuse = (
  key: string,
  code: Refused['code'],
  retry_after_s: number | undefined,
  event: LimitEvent | undefined,
) => Refused

/** Refusals of one kind that are logged. */
const LOGGED = { burst: 1, every_ms: MINUTE_MS }

/** Makes refusals that share the count of what was logged. */
export function createRefuse(buckets: Buckets): Refuse {
  return (key, code, retry_after_s, event) => ({
    kind: 'refused',
    code,
    retry_after_s,
    event: event && buckets.take(`log ${event} ${key}`, LOGGED).allowed ? event : undefined,
  })
}
