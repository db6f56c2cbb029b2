/** Detects password spraying: one or a few passwords tried with many names, from any number of addresses. @module */
import { createHmac, randomBytes } from 'node:crypto'
import { HOUR_MS } from '../common/time.ts'
import type { Now } from './buckets.ts'

/** How long a try counts, and how long a connection stays slow after the last alarm. */
const WINDOW_MS = HOUR_MS
/** Names tried with one password: no typing error is so common. */
const NAMES_OF_ONE = 15
/** Names tried with a few passwords, each of which was tried with several names. */
const NAMES_OF_FEW = 30
const SEVERAL_NAMES = 5

/** Most passwords in memory, of one connection and of all. Those of the busiest connection are dropped first. */
const MOST_OF_CONNECTION = 2_000
const MOST = 50_000
const KEY_BYTES = 32

/** Delay of an attempt: 1 s at first, up to 5 s while the spraying continues. */
const LEAST_MS = 1_000
const MOST_MS = 5_000
const TRIES_PER_STEP = 50

/** Detected spraying of a connection. */
export interface SprayWatch {
  /**
   * Counts a failed attempt. Keeps the password only as an HMAC under a key of this process, for an hour (K8).
   *
   * @param person as counted
   * @returns the number of sprayed names, when spraying is detected for the first time in an hour
   */
  failed(try_: {
    tenant_id: string
    connection_id: string
    person: string
    password: string
  }): number | undefined
  /** @returns the current delay of attempts with unknown names; 0 = none */
  waitOf(tenant_id: string, connection_id: string): number
}

interface Tried {
  since: number
  names: Set<string>
}

interface Sprayed {
  /** Tried passwords, the least recently tried first. */
  passwords: Map<string, Tried>
  /** Names of passwords that were tried with several names; a name tried with two passwords counts twice. */
  slow_until: number
  tries: number
}

/** Creates an empty watch. @param now monotonic milliseconds */
export function createSprayWatch(now: Now): SprayWatch {
  const hmacKey = randomBytes(KEY_BYTES)
  const connections = new Map<string, Sprayed>()
  let remembered = 0

  const digest = (...parts: string[]): string =>
    createHmac('sha256', hmacKey).update(JSON.stringify(parts)).digest('base64').slice(0, 16)

  function forgetOldest(id: string, sprayed: Sprayed): void {
    const [oldest] = sprayed.passwords.keys()
    if (oldest !== undefined && sprayed.passwords.delete(oldest)) remembered -= 1
    if (sprayed.passwords.size === 0 && sprayed.slow_until <= now()) connections.delete(id)
  }

  function makeRoom(id: string, sprayed: Sprayed): void {
    while (sprayed.passwords.size > MOST_OF_CONNECTION) forgetOldest(id, sprayed)
    while (remembered > MOST) {
      let busiest: [string, Sprayed] = [id, sprayed]
      for (const one of connections) if (one[1].passwords.size > busiest[1].passwords.size) busiest = one
      forgetOldest(...busiest)
    }
  }

  /** Attempts are sorted by time, so expired ones come first. */
  function forgetOld(id: string, sprayed: Sprayed, at: number): void {
    for (const { since } of sprayed.passwords.values()) {
      if (since > at - WINDOW_MS) break
      forgetOldest(id, sprayed)
    }
  }

  function namesSprayed({ passwords }: Sprayed, tried: Tried): number {
    if (tried.names.size >= NAMES_OF_ONE) return tried.names.size
    if (tried.names.size < SEVERAL_NAMES) return 0
    let names = 0
    for (const one of passwords.values()) if (one.names.size >= SEVERAL_NAMES) names += one.names.size
    return names >= NAMES_OF_FEW ? names : 0
  }

  return {
    failed({ tenant_id, connection_id, person, password }) {
      const at = now()
      const id = JSON.stringify([tenant_id, connection_id])
      const sprayed = connections.get(id) ?? { passwords: new Map<string, Tried>(), slow_until: 0, tries: 0 }
      connections.set(id, sprayed)
      forgetOld(id, sprayed, at)
      connections.set(id, sprayed)
      const key = digest('password', id, password)
      let tried = sprayed.passwords.get(key)
      if (!tried) {
        tried = { since: at, names: new Set() }
        sprayed.passwords.set(key, tried)
        remembered += 1
      }
      // More names are not needed.
      if (tried.names.size < NAMES_OF_FEW) tried.names.add(digest('person', id, person))
      const names = namesSprayed(sprayed, tried)
      makeRoom(id, sprayed)
      if (names === 0) return undefined
      const isNew = sprayed.slow_until <= at
      sprayed.tries = isNew ? 0 : sprayed.tries + 1
      sprayed.slow_until = at + WINDOW_MS
      return isNew ? names : undefined
    },

    waitOf(tenant_id, connection_id) {
      const sprayed = connections.get(JSON.stringify([tenant_id, connection_id]))
      if (!sprayed || sprayed.slow_until <= now()) return 0
      return Math.min(MOST_MS, LEAST_MS + Math.floor(sprayed.tries / TRIES_PER_STEP) * LEAST_MS)
    },
  }
}
