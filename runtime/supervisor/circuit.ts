/** Stops starting runners for a script revision that keeps killing them (S4). @module */
import { createHash } from 'node:crypto'
import type { ScriptCall } from '../contract.ts'

/** After this many kills within the window, the revision is refused for a while. */
const KILLS = 3
const WINDOW_MS = 60_000
const OPEN_MS = 30_000

export interface Circuits {
  /** @returns milliseconds until the call's revision is served again; 0 when it is */
  closedIn_ms(call: ScriptCall): number
  /** @returns true when this kill opened the circuit */
  killed(call: ScriptCall): boolean
}

/** @param now monotonic milliseconds */
export function createCircuits(now: () => number = () => performance.now()): Circuits {
  const kills = new Map<string, number[]>()
  const openUntil = new Map<string, number>()

  function forgetOld(at: number): void {
    for (const [key, times] of kills) {
      const recent = times.filter((time) => at - time < WINDOW_MS)
      if (recent.length > 0) kills.set(key, recent)
      else kills.delete(key)
    }
    for (const [key, until] of openUntil) if (until <= at) openUntil.delete(key)
  }

  return {
    closedIn_ms(call) {
      // The usual case, in which the text does not need to be hashed.
      if (openUntil.size === 0) return 0
      return Math.max(0, (openUntil.get(revisionKey(call)) ?? 0) - now())
    },
    killed(call) {
      const at = now()
      forgetOld(at)
      const key = revisionKey(call)
      const times = [...(kills.get(key) ?? []), at]
      kills.set(key, times)
      if (times.length < KILLS || openUntil.has(key)) return false
      openUntil.set(key, at + OPEN_MS)
      return true
    },
  }
}

/**
 * Test runs have circuits of their own, one for each text: the next text can be tried at once, and tries do not affect the
 * connection's logins.
 */
function revisionKey({ tenant_id, connection_id, script, configuration, throw_away }: ScriptCall): string {
  const { action, source, revision } = script
  const named = throw_away
    ? ['test-run', createHash('sha256').update(source).digest('base64')]
    : [revision, configuration.revision]
  return JSON.stringify([tenant_id, connection_id, action, ...named])
}
