/**
 * Attempts to sign in to the dashboard: counted before a password is compared (A6).
 *
 * Known callers (by a mark in the browser, or by an address from which the member has signed in) have an allowance of their
 * own, which strangers cannot use up. Strangers share one for each member, however many addresses they use. In a day, all
 * strangers together have 1,060 guesses at one member's password, and each known address and device has 970. The counts are in
 * this process, where a restart clears them, and in the store when servers share it.
 * @module
 */
import { HOUR_MS } from '../common/time.ts'
import type { Buckets, Now, Rate } from './buckets.ts'
import { createBuckets } from './buckets.ts'
import type { SharedLimit } from './shared-limits.ts'

/** 10 wrong passwords, then one in 90 seconds: for one person from one address, and for each known device. */
const PAIR: Rate = { burst: 10, every_ms: 90_000 }
/** Limit for one person from all unknown addresses. */
const PERSON: Rate = { burst: 100, every_ms: 90_000 }
/** Limit for all people from one address that is unknown for the person. */
const ADDRESS: Rate = { burst: 50, every_ms: 18_000 }
/** How often refusals of one person's strangers are logged. */
const TOLD: Rate = { burst: 1, every_ms: HOUR_MS }

/** Why a caller is known to a member: by the id of a browser's mark or of a session, or by the address. */
export type Known = { by: 'device'; id: string } | { by: 'address' }

/** The person and the device that try to sign in. */
export interface SignIn {
  tenant_id: string
  /** Normalised email. */
  key: string
  /** The address as counted. */
  address: string
  /** Undefined: a stranger. */
  known: Known | undefined
}

/** Counts an attempt as failed until it succeeds. */
export type ReservedSignIn =
  | { kind: 'allowed'; succeeded(): void }
  /** `is_news`: strangers have used up the allowance for this person, and this was not logged in the last hour. */
  | { kind: 'refused'; retry_after_s: number; is_news: boolean }

/** The counters of this process. */
export interface SignIns {
  reserve(attempt: SignIn): ReservedSignIn & { limits?: SignInLimits }
}

/** The limits of an attempt, for servers that share a store. */
interface SignInLimits {
  judging: readonly SharedLimit[]
  counting: readonly SharedLimit[]
}

interface Limit {
  name: 'person' | 'device' | 'address'
  buckets: Buckets
  key: string
  rate: Rate
}

/** @param now monotonic milliseconds */
export function createSignIns(now: Now): SignIns {
  // Separate, so that callers from ever new addresses do not evict the counts of persons and devices.
  const persons = createBuckets(now)
  const devices = createBuckets(now)
  const addresses = createBuckets(now)
  const told = createBuckets(now)
  return {
    reserve({ tenant_id, key, address, known }) {
      const person = JSON.stringify([tenant_id, key])
      const pair = {
        name: 'address' as const,
        buckets: addresses,
        key: JSON.stringify([tenant_id, key, address]),
        rate: PAIR,
      }
      const ofPerson = { name: 'person' as const, buckets: persons, key: person, rate: PERSON }
      const forStrangers = [
        pair,
        ofPerson,
        {
          name: 'address' as const,
          buckets: addresses,
          key: JSON.stringify([tenant_id, null, address]),
          rate: ADDRESS,
        },
      ]
      const device =
        known?.by === 'device'
          ? [
              {
                name: 'device' as const,
                buckets: devices,
                key: JSON.stringify([tenant_id, key, known.id]),
                rate: PAIR,
              },
            ]
          : []
      const judging = known === undefined ? forStrangers : known.by === 'address' ? [pair] : device
      const waits = judging.map(look).filter((left) => !left.allowed)
      if (waits.length > 0) {
        const retry_after_s = Math.max(...waits.map((left) => left.retry_after_s))
        const isPersonTried = known === undefined && !look(ofPerson).allowed
        const is_news = isPersonTried && told.take(person, TOLD).allowed
        return { kind: 'refused', retry_after_s, is_news }
      }
      // A failure counts in every bucket that applies.
      const taken = [...device, ...forStrangers].filter(
        (limit) => limit.buckets.take(limit.key, limit.rate).allowed,
      )
      return {
        kind: 'allowed',
        limits: {
          judging: judging.map(namedOf),
          counting: [...device, ...forStrangers].map(namedOf),
        },
        succeeded() {
          for (const { buckets, key: counted, rate } of taken) buckets.putBack(counted, rate)
        },
      }
    },
  }
}

/** Persons, devices and addresses have buckets of their own. */
const namedOf = ({ name, key, rate }: Limit): SharedLimit => ({ key: `sign-in ${name} ${key}`, rate })

const look = ({ buckets, key, rate }: Limit) => buckets.peek(key, rate)
