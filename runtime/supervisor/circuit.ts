/** Stops starting runners for a connection whose script keeps killing them (S4). @module */

/** After so many kills within the window the connection is refused for a while. */
const KILLS = 3
const WINDOW_MS = 60_000
const OPEN_MS = 30_000

export interface Circuits {
  /** @returns milliseconds until the connection is served again; 0 when it is */
  closedIn_ms(connection: string): number
  /** @returns true when this kill opened the circuit */
  killed(connection: string): boolean
}

/** @param now monotonic milliseconds */
export function createCircuits(now: () => number = () => performance.now()): Circuits {
  const kills = new Map<string, number[]>()
  const openUntil = new Map<string, number>()

  return {
    closedIn_ms(connection) {
      const until = openUntil.get(connection)
      if (until === undefined) return 0
      const left_ms = until - now()
      if (left_ms > 0) return left_ms
      openUntil.delete(connection)
      return 0
    },
    killed(connection) {
      const at = now()
      for (const [key, times] of kills) {
        const recent = times.filter((time) => at - time < WINDOW_MS)
        if (recent.length > 0) kills.set(key, recent)
        else kills.delete(key)
      }
      const times = [...(kills.get(connection) ?? []), at]
      kills.set(connection, times)
      if (times.length < KILLS || openUntil.has(connection)) return false
      openUntil.set(connection, at + OPEN_MS)
      return true
    },
  }
}
