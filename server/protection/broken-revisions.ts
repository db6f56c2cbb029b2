/** Detects broken scripts: a revision that gives everybody the same error has counted no wrong passwords. @module */
import { createHash } from 'node:crypto'
import { DAY_MS, HOUR_MS } from '../common/time.ts'
import type { FailureMark } from '../store/contract.ts'
import type { Now } from './buckets.ts'
import { createBuckets } from './buckets.ts'

/** A revision counts as broken after this many people had the same error and nobody succeeded in between. */
const SEVERAL = 3
/**
 * Most failures of one person, and of one address, that can be undone in a day. A script that reports wrong passwords by an
 * error looks broken after failures of three names, so that without this bound guessing would be free.
 */
const OF_PERSON = { burst: 30, every_ms: DAY_MS / 30 }
const OF_ADDRESS = { burst: 1_000, every_ms: DAY_MS / 1_000 }
/** How often the same warning of a connection is logged. */
const WARNED = { burst: 1, every_ms: HOUR_MS }

/** Most connections, and errors of one revision, in memory. */
const CONNECTIONS = 10_000
const ERRORS = 20

/** An error that may mean a wrong password, and the person who got it. */
interface DoubtfulError {
  tenant_id: string
  connection_id: string
  /** Revision of the script. */
  revision: number
  /** The error's message, redacted. */
  message: string
  person: string
  address: string
}

/** What to do about a failure. */
type Doubt =
  /** Count it. */
  | { kind: 'count'; undoable: undefined }
  /** Count it, and undo it if the revision turns out to be broken, which may happen before the count is written. */
  | { kind: 'count'; undoable: FailureMark; isBrokenNow(): boolean }
  /** The revision is broken: do not count it, and undo earlier counts. */
  | {
      kind: 'broken'
      mark: FailureMark
      people: number
      isTakenBack: boolean
      /** @returns false if another request has already reported it */
      tookBack(): boolean
      /** Whether the tenant was not warned within the last hour. */
      mayWarn(): boolean
    }

/** For each revision: the time since the last success, and which person got which error. */
export interface BrokenRevisions {
  judge(error: DoubtfulError): Doubt
  /** A person signed in: the revision is not broken. */
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
    // Set again, so that the map is in the order of use.
    streaks.delete(id)
    streaks.set(id, streak)
    const [oldest] = streaks.keys()
    if (streaks.size > CONNECTIONS && oldest !== undefined) streaks.delete(oldest)
    return streak
  }

  /** For a connection without a streak in this process, all failures of the last day can be undone. */
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
