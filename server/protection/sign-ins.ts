/**
 * Attempts to sign in to the dashboard: counted before a password is compared (A6).
 *
 * Whoever is known, by a mark in the browser or an address from which the member has signed in, has an allowance of their own,
 * which strangers cannot use up. Strangers share one for each member, however many addresses they come from. In a day, one
 * member's password can be guessed at 1,060 times by all strangers together, and 970 times from each known address and each
 * known device; this process counts, and a restart forgets.
 * @module
 */
import { HOUR_MS } from '../common/time.ts'
import type { Buckets, Now, Rate } from './buckets.ts'
import { createBuckets } from './buckets.ts'

/** 10 wrong passwords, then one in 90 seconds: for one person from one address, and for each device that is known. */
const PAIR: Rate = { burst: 10, every_ms: 90_000 }
/** For one person from all addresses that are not known. */
const PERSON: Rate = { burst: 100, every_ms: 90_000 }
/** For all persons from one address that is not known to belong to the one who is named. */
const ADDRESS: Rate = { burst: 50, every_ms: 18_000 }
/** Refusals of one person's strangers that are told. */
const TOLD: Rate = { burst: 1, every_ms: HOUR_MS }

/** Why somebody is no stranger to a member: the mark of a browser, or a session, by an id; or an address. */
export type Known = { by: 'device'; id: string } | { by: 'address' }

/** Who tries. */
interface SignIn {
  tenant_id: string
  /** Normalised e-mail. */
  key: string
  /** As counted. */
  address: string
  /** Undefined: a stranger. */
  known: Known | undefined
}

/** An attempt counts as failed until it succeeds. */
type ReservedSignIn =
  | { kind: 'allowed'; succeeded(): void }
  /** `is_news`: strangers have used up what they have for this person, and that was not told in the last hour. */
  | { kind: 'refused'; retry_after_s: number; is_news: boolean }

/** Counters of one process. */
export interface SignIns {
  reserve(attempt: SignIn): ReservedSignIn
}

interface Limit {
  buckets: Buckets
  key: string
  rate: Rate
}

/** @param now monotonic milliseconds */
export function createSignIns(now: Now): SignIns {
  // Apart, so that whoever comes from ever new addresses does not push the counts of persons and devices out.
  const persons = createBuckets(now)
  const devices = createBuckets(now)
  const addresses = createBuckets(now)
  const told = createBuckets(now)
  return {
    reserve({ tenant_id, key, address, known }) {
      const person = JSON.stringify([tenant_id, key])
      const pair = { buckets: addresses, key: JSON.stringify([tenant_id, key, address]), rate: PAIR }
      const ofPerson = { buckets: persons, key: person, rate: PERSON }
      const forStrangers = [
        pair,
        ofPerson,
        { buckets: addresses, key: JSON.stringify([tenant_id, null, address]), rate: ADDRESS },
      ]
      const device =
        known?.by === 'device'
          ? [{ buckets: devices, key: JSON.stringify([tenant_id, key, known.id]), rate: PAIR }]
          : []
      const judging = known === undefined ? forStrangers : known.by === 'address' ? [pair] : device
      const waits = judging.map(look).filter((left) => !left.allowed)
      if (waits.length > 0) {
        const retry_after_s = Math.max(...waits.map((left) => left.retry_after_s))
        const isPersonTried = known === undefined && !look(ofPerson).allowed
        const is_news = isPersonTried && told.take(person, TOLD).allowed
        return { kind: 'refused', retry_after_s, is_news }
      }
      // A failure counts for everybody whom it could be one of.
      const taken = [...device, ...forStrangers].filter(
        (limit) => limit.buckets.take(limit.key, limit.rate).allowed,
      )
      return {
        kind: 'allowed',
        succeeded() {
          for (const { buckets, key: counted, rate } of taken) buckets.putBack(counted, rate)
        },
      }
    },
  }
}

const look = ({ buckets, key, rate }: Limit) => buckets.peek(key, rate)
