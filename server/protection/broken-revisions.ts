/** Scripts that give everybody the same error: what that counted as wrong passwords was none. @module */

import { createHash } from 'node:crypto'
import { DAY_MS, HOUR_MS } from '../common/time.ts'
import type { FailureMark } from '../store/contract.ts'
import type { Now } from './buckets.ts'
import { createBuckets } from './buckets.ts'

/** People with the same error and no success between them, from which on the revision counts as broken. */
const SEVERAL = 3
/**
 * What can be taken back in a day, of one person and of one address. A script that says "wrong password" by an error looks
 * the same as a broken one to whoever tries three names, so that without this bound guessing would be free.
 */
const OF_PERSON = { burst: 30, every_ms: DAY_MS / 30 }
const OF_ADDRESS = { burst: 1_000, every_ms: DAY_MS / 1_000 }
/** The same warning of a connection. */
const WARNED = { burst: 1, every_ms: HOUR_MS }

/** Connections, and errors of one revision, that are remembered. */
const CONNECTIONS = 10_000
const ERRORS = 20

/** An error that may be a no, and whom it was given to. */
interface DoubtfulError {
  tenant_id: string
  connection_id: string
  /** Of the script that gave it. */
  revision: number
  /** Redacted. */
  message: string
  person: string
  address: string
}

/** What to do about it. */
type Doubt =
  /** Count it. */
  | { kind: 'count'; undoable: undefined }
  /** Count it until the revision turns out to be broken, which may be before the count is written. */
  | { kind: 'count'; undoable: FailureMark; isBrokenNow(): boolean }
  /** Count nothing, and take back what was counted: the revision is broken. */
  | {
      kind: 'broken'
      mark: FailureMark
      people: number
      isTakenBack: boolean
      /** @returns whether nobody was faster */
      tookBack(): boolean
      /** Whether the tenant has not been told within the hour. */
      mayWarn(): boolean
    }

/** Since when each revision has let nobody in, and whom it gave what. */
export interface BrokenRevisions {
  judge(error: DoubtfulError): Doubt
  /** The revision let somebody in: it is not broken. */
  succeeded(of: { tenant_id: string; connection_id: string; revision: number }): void
}

interface Streak {
  revision: number
  since: number
  errors: Map<string, { people: Set<string>; isTakenBack: boolean }>
}

/** @param now monotonic milliseconds; @param wallClock milliseconds since the epoch */
export function createBrokenRevisions(now: Now, wallClock: () => number): BrokenRevisions {
  const streaks = new Map<string, Streak>()
  const buckets = createBuckets(now)

  function keep(id: string, streak: Streak): Streak {
    // Set anew so that the map's order is that of use.
    streaks.delete(id)
    streaks.set(id, streak)
    const [oldest] = streaks.keys()
    if (streaks.size > CONNECTIONS && oldest !== undefined) streaks.delete(oldest)
    return streak
  }

  /** Of a connection without a streak in this process all that its last day counted may be taken back. */
  function streakOf(id: string, revision: number): Streak {
    const known = streaks.get(id)
    return keep(id, known?.revision === revision ? known : { revision, since: 0, errors: new Map() })
  }

  return {
    judge({ tenant_id, connection_id, revision, message, person, address }) {
      const id = JSON.stringify([tenant_id, connection_id])
      const ofPerson = JSON.stringify(['person', tenant_id, connection_id, person])
      const ofAddress = JSON.stringify(['address', tenant_id, address])
      const isSpent =
        !buckets.peek(ofPerson, OF_PERSON).allowed || !buckets.peek(ofAddress, OF_ADDRESS).allowed
      if (isSpent) return { kind: 'count', undoable: undefined }
      buckets.take(ofPerson, OF_PERSON)
      buckets.take(ofAddress, OF_ADDRESS)

      const streak = streakOf(id, revision)
      const name = createHash('sha256')
        .update(JSON.stringify([revision, message]))
        .digest('base64url')
      const error = streak.errors.get(name) ?? { people: new Set<string>(), isTakenBack: false }
      streak.errors.set(name, error)
      const [oldest] = streak.errors.keys()
      if (streak.errors.size > ERRORS && oldest !== undefined) streak.errors.delete(oldest)

      const mark = { mark: name, since: streak.since }
      if (error.people.size < SEVERAL) error.people.add(person)
      if (error.people.size < SEVERAL) {
        return { kind: 'count', undoable: mark, isBrokenNow: () => error.people.size >= SEVERAL }
      }
      return {
        kind: 'broken',
        mark,
        people: SEVERAL,
        isTakenBack: error.isTakenBack,
        tookBack() {
          const isFirst = !error.isTakenBack
          error.isTakenBack = true
          return isFirst
        },
        mayWarn: () => buckets.take(JSON.stringify(['warned', id]), WARNED).allowed,
      }
    },

    succeeded({ tenant_id, connection_id, revision }) {
      const id = JSON.stringify([tenant_id, connection_id])
      keep(id, { revision, since: wallClock(), errors: new Map() })
    },
  }
}
