/** Delays failed sign-ins to a minimum time, so that the time does not reveal which users exist (A2). @module */
import type { Clock } from '../../common/clock.ts'

const LEAST_MS = 250
const MOST_MS = 2_000
/**
 * The processor's caches still reveal half a millisecond. With this much randomness, telling two kinds of users apart takes
 * more attempts than a person has in a day.
 */
const JITTER_MS = 20
/** Number of failed runs that are remembered per connection. */
const SAMPLES = 100
/** Number of connections that are remembered. */
const CONNECTIONS = 10_000

/** Remembers how long failed script runs took, and delays failed logins accordingly. */
export interface FailureFloor {
  /** Records how long a script took to deny a login. */
  observe(connection_id: string, duration_ms: number): void
  /**
   * Waits until max(250 ms, 90th percentile of the connection's failed runs, at most 2 s) since `started_at`, and up to
   * 20 ms more.
   */
  hold(connection_id: string, started_at: number): Promise<void>
}

/** Creates a floor without samples. */
export function createFailureFloor(clock: Clock): FailureFloor {
  const durations = new Map<string, number[]>()

  const floorOf = (connection_id: string): number => {
    const sorted = (durations.get(connection_id) ?? []).toSorted((a, b) => a - b)
    const ninetieth = sorted[Math.ceil(sorted.length * 0.9) - 1] ?? 0
    return Math.min(Math.max(LEAST_MS, ninetieth), MOST_MS)
  }

  return {
    observe(connection_id, duration_ms) {
      const samples = durations.get(connection_id) ?? []
      samples.push(duration_ms)
      if (samples.length > SAMPLES) samples.shift()
      // Deleted and set again, so that the map is in order of use and its first key is the least recently used.
      durations.delete(connection_id)
      durations.set(connection_id, samples)
      const [oldest] = durations.keys()
      if (durations.size > CONNECTIONS && oldest !== undefined) durations.delete(oldest)
    },
    async hold(connection_id, started_at) {
      const floor_ms = floorOf(connection_id) + (clock.jitter?.(JITTER_MS) ?? 0)
      const left_ms = started_at + floor_ms - clock.now()
      if (left_ms > 0) await clock.sleep(left_ms)
    },
  }
}
