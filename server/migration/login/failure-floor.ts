/** Releases failed logins no earlier than a floor, so that their time does not tell who exists (A2). @module */
import type { Clock } from '../../common/clock.ts'

const LEAST_MS = 250
const MOST_MS = 2_000
/**
 * What the processor's caches still tell of the way there is half a millisecond: telling two kinds of people apart under
 * this much chance takes more attempts than anybody has in a day.
 */
const JITTER_MS = 20
/** Failed runs of a connection that are remembered. */
const SAMPLES = 100
/** Connections that are remembered. */
const CONNECTIONS = 10_000

/** Keeps the times of failed script runs and holds failures back. */
export interface FailureFloor {
  /** Notes how long a script took to say no. */
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
      // Set anew so that the map's order is that of use, and the first key the one unused for longest.
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
