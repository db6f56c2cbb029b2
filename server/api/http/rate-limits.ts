/** Rate limits of the APIs, and their `X-RateLimit-*` headers. @module */
import type { Response } from 'express'
import { ApiError } from '../../common/errors.ts'
import { MINUTE_MS } from '../../common/time.ts'
import { countedAs } from '../../protection/addresses.ts'
import type { Taken } from '../../protection/buckets.ts'
import { createBuckets } from '../../protection/buckets.ts'

/** Calls per second, which is also the largest burst; 0 means no limit. */
export interface RateLimitSettings {
  /** Per client or member, on the Management API. */
  management_per_s: number
  /** Per address, on the Authentication API. */
  authentication_per_s: number
}

/** Rate limits of one process. */
export interface RateLimits {
  /**
   * Counts a call, and sets the response headers that say how many calls are left. @throws {ApiError} too_many_requests
   */
  spend(
    response: Response,
    who: { tenant_id: string } & ({ client_id: string } | { ip: string | undefined }),
  ): void
  /** Counts wrong secrets of a client from an address (T4). */
  secrets: {
    /** @throws {ApiError} too_many_requests, also for the right secret */
    check(tenant_id: string, client_id: string, ip: string | undefined): void
    failed(tenant_id: string, client_id: string, ip: string | undefined): void
  }
  /** Counts a code for a device, which is a row in the store. @throws {ApiError} too_many_requests */
  deviceCode(tenant_id: string, ip: string | undefined): void
  /** Counts a client that registers itself, which is a row in the store. @throws {ApiError} too_many_requests */
  registration(tenant_id: string, ip: string | undefined): void
  /** @returns whether a device may ask again by now: `device` names it */
  poll(tenant_id: string, device: string): boolean
  /** Counts wrong codes of devices from an address, which would be guesses. */
  userCodes: {
    may(tenant_id: string, ip: string | undefined): boolean
    failed(tenant_id: string, ip: string | undefined): void
  }
  /** Counts a new password of a member, because rating its strength is slow. @throws {ApiError} too_many_requests */
  newMemberPassword(tenant_id: string): void
  /** Counts an email that a member asked for. @throws {ApiError} too_many_requests */
  memberMail(tenant_id: string): void
  /** Counts a look-up of a name that a member asked for. @throws {ApiError} too_many_requests */
  lookUp(tenant_id: string): void
}

/** Wrong secrets of one client from one address: 10, then one a minute. */
const SECRETS = { burst: 10, every_ms: MINUTE_MS }

/** Codes for devices of one address: 60, then one in five seconds. */
const DEVICE_CODES = { burst: 60, every_ms: 5_000 }

/** Clients that register themselves from one address: 20, then one a minute. */
const REGISTRATIONS = { burst: 20, every_ms: MINUTE_MS }

/** Half a second less than the interval, because requests are not equally fast. */
const POLLS = { burst: 1, every_ms: 4_500 }

/** Wrong codes of devices from one address: 10, then one in six minutes. */
const USER_CODES = { burst: 10, every_ms: 6 * MINUTE_MS }

/** New passwords of a tenant's members: 30, then one a second. */
const NEW_PASSWORDS = { burst: 30, every_ms: 1_000 }

/** Emails that a tenant's members ask for: 20, then one a minute. */
const MEMBER_MAILS = { burst: 20, every_ms: MINUTE_MS }

/** Look-ups of names that a tenant's members ask for: 30, then one in two seconds. */
const LOOK_UPS = { burst: 30, every_ms: 2_000 }

/** @param now monotonic milliseconds; @param wallClock milliseconds since the epoch */
export function createRateLimits(
  { management_per_s, authentication_per_s }: RateLimitSettings,
  now: () => number,
  wallClock: () => number = Date.now,
): RateLimits {
  const calls = createBuckets(now)
  const secrets = createBuckets(now)
  const newPasswords = createBuckets(now)
  const memberMails = createBuckets(now)
  const lookUps = createBuckets(now)
  const deviceCodes = createBuckets(now)
  const registrations = createBuckets(now)
  const polls = createBuckets(now)
  const userCodes = createBuckets(now)
  const addressKey = (tenant_id: string, ip: string | undefined): string =>
    JSON.stringify([tenant_id, countedAs(ip)])
  const secretKey = (tenant_id: string, client_id: string, ip: string | undefined): string =>
    JSON.stringify([tenant_id, client_id, countedAs(ip)])

  return {
    spend(response, who) {
      const per_s = 'client_id' in who ? management_per_s : authentication_per_s
      if (per_s === 0) return
      const caller = 'client_id' in who ? `client ${who.client_id}` : `address ${countedAs(who.ip)}`
      const rate = { burst: per_s, every_ms: 1_000 / per_s }
      const taken = calls.take(JSON.stringify([who.tenant_id, caller]), rate)
      response.set({
        'X-RateLimit-Limit': String(per_s),
        'X-RateLimit-Remaining': String(taken.remaining),
        'X-RateLimit-Reset': String(Math.ceil((wallClock() + taken.full_in_ms) / 1_000)),
      })
      if (!taken.allowed) throw tooMany(taken)
    },
    secrets: {
      check(tenant_id, client_id, ip) {
        const left = secrets.peek(secretKey(tenant_id, client_id, ip), SECRETS)
        if (!left.allowed) throw tooMany(left)
      },
      failed(tenant_id, client_id, ip) {
        secrets.take(secretKey(tenant_id, client_id, ip), SECRETS)
      },
    },
    deviceCode(tenant_id, ip) {
      const taken = deviceCodes.take(addressKey(tenant_id, ip), DEVICE_CODES)
      if (!taken.allowed) throw tooMany(taken)
    },
    registration(tenant_id, ip) {
      const taken = registrations.take(addressKey(tenant_id, ip), REGISTRATIONS)
      if (!taken.allowed) throw tooMany(taken)
    },
    poll: (tenant_id, device) => polls.take(JSON.stringify([tenant_id, device]), POLLS).allowed,
    userCodes: {
      may: (tenant_id, ip) => userCodes.peek(addressKey(tenant_id, ip), USER_CODES).allowed,
      failed(tenant_id, ip) {
        userCodes.take(addressKey(tenant_id, ip), USER_CODES)
      },
    },
    newMemberPassword(tenant_id) {
      const taken = newPasswords.take(tenant_id, NEW_PASSWORDS)
      if (taken.allowed) return
      throw new ApiError('too_many_requests', 'Too many new passwords of members at once. Try again later.', {
        retry_after_s: taken.retry_after_s,
      })
    },
    lookUp(tenant_id) {
      const taken = lookUps.take(tenant_id, LOOK_UPS)
      if (!taken.allowed) throw tooMany(taken)
    },
    memberMail(tenant_id) {
      const taken = memberMails.take(tenant_id, MEMBER_MAILS)
      if (taken.allowed) return
      throw new ApiError('too_many_requests', 'Members have asked for too many emails. Try again later.', {
        retry_after_s: taken.retry_after_s,
      })
    },
  }
}

function tooMany({ retry_after_s }: Taken): ApiError {
  return new ApiError('too_many_requests', undefined, { retry_after_s })
}
