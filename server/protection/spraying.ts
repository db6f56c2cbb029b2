/** Notices one or a few passwords that are tried with many names, from however many addresses. @module */

import { createHmac, randomBytes } from 'node:crypto'
import { HOUR_MS } from '../common/time.ts'
import type { Now } from './buckets.ts'

/** How long a try counts, and how long a connection stays slow after the last alarm. */
const WINDOW_MS = HOUR_MS
/** Names that one password was tried with: nobody's own typing error is so common. */
const NAMES_OF_ONE = 15
/** Names that a few passwords were tried with, of which each was tried with several. */
const NAMES_OF_FEW = 30
const SEVERAL_NAMES = 5

/** Passwords that are remembered, of one connection and of all. Those of the busiest connection are forgotten first. */
const MOST_OF_CONNECTION = 2_000
const MOST = 50_000
const KEY_BYTES = 32

/** Waiting of an attempt: a second at first, up to five as the spraying goes on. */
const LEAST_MS = 1_000
const MOST_MS = 5_000
const TRIES_PER_STEP = 50

/** Failed tries that looked like spraying, in a connection. */
export interface SprayWatch {
  /**
   * Notes a failed try. The password is kept only as an HMAC under a key of this process, for an hour (K8).
   *
   * @param person as counted
   * @returns names that the spraying has reached, when it is noticed for the first time in an hour
   */
  failed(try_: {
    tenant_id: string
    connection_id: string
    person: string
    password: string
  }): number | undefined
  /** @returns how long attempts for names that are not in Ferry wait now; 0 = not at all */
  waitOf(tenant_id: string, connection_id: string): number
}

interface Tried {
  since: number
  names: Set<string>
}

interface Sprayed {
  /** By password. Those tried longest ago come first. */
  passwords: Map<string, Tried>
  /** Names of passwords that were tried with several; a name that was tried with two counts twice. */
  slow_until: number
  tries: number
}

/** Creates a watch that has seen nothing. @param now monotonic milliseconds */
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

  /** Tries come in their order, so that what has lasted long enough stands first. */
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
      // More than these tell nothing new.
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
