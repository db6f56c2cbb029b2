/** Time that can be waited for, and a virtual one in tests. @module */
import { randomInt } from 'node:crypto'

/** Monotonic time and waiting; a virtual one in tests. */
export interface Clock {
  /** Milliseconds from an arbitrary start. */
  now(): number
  sleep(duration_ms: number): Promise<void>
  /** A random time up to this many milliseconds; a virtual clock has none. */
  jitter?(most_ms: number): number
}

/** The system's clock. */
export const systemClock: Clock = {
  now: () => performance.now(),
  sleep: (duration_ms) => new Promise((resolve) => setTimeout(resolve, duration_ms)),
  jitter: (most_ms) => randomInt(most_ms * 1_000 + 1) / 1_000,
}
