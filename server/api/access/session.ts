/** Sessions of the dashboard: cookie, lifetime and CSRF token. @module */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { isIP } from 'node:net'
import * as z from 'zod'
import { ApiError } from '../../common/errors.ts'
import { sha256 } from '../../common/hash.ts'
import { randomSecret } from '../../common/ids.ts'
import type { Log } from '../../common/log.ts'
import { DAY_MS, MINUTE_MS } from '../../common/time.ts'
import { countedAs } from '../../protection/addresses.ts'
import type { Member, Store } from '../../store/contract.ts'
import type { TenantContext } from '../../tenancy/tenants.ts'
import { cookiePrefix, readCookie, serialiseCookie } from '../http/cookies.ts'
import { parseAddress } from '../shapes/addresses.ts'
import type { MarkedMember } from './known-device.ts'
import { markDevice } from './known-device.ts'

const IDLE_MS = 3 * DAY_MS
const ABSOLUTE_MS = 7 * DAY_MS
/** The time of last use is written at most this often, so that not every read of a page is a write. */
const TOUCH_MS = MINUTE_MS

/** Headers of a request that sessions read. */
export const SessionHeaders = z.object({
  cookie: z.string().optional(),
  host: z.string().optional(),
  origin: z.string().optional(),
  'sec-fetch-site': z.string().optional(),
  'x-csrf-token': z.string().optional(),
})

type SessionHeaders = z.output<typeof SessionHeaders>

type SessionDeps = { store: Store; log: Log } & Pick<TenantContext, 'tenant' | 'public_url'>

/** The session of a member who is signed in. */
export interface MemberSession {
  member: Member
  session_sha256: string
  csrf_token: string
  /** When the password was last entered. */
  proved_at: number
  /** When the session ends, however much it is used. */
  ends_at: number
}

/** @returns the session that the cookie names; undefined without a cookie, or when the session has ended */
export async function readSession(
  { store, log, tenant, public_url }: SessionDeps,
  headers: Pick<SessionHeaders, 'cookie'>,
): Promise<MemberSession | undefined> {
  const token = tokenOf(public_url, headers.cookie)
  if (token === undefined) return undefined
  const session_sha256 = sha256(token)
  const session = await store.findSession(tenant.tenant_id, session_sha256)
  if (!session) return undefined
  const now = Date.now()
  if (now - session.created_at > ABSOLUTE_MS || now - session.seen_at > IDLE_MS) {
    await store.endSession(tenant.tenant_id, session_sha256)
    return undefined
  }
  if (now - session.seen_at > TOUCH_MS) {
    store
      .touchSession(tenant.tenant_id, session_sha256)
      .catch((error: unknown) => log.error('session_not_touched', error))
  }
  return {
    member: session.member,
    session_sha256,
    csrf_token: csrfToken(token),
    proved_at: session.created_at,
    ends_at: session.created_at + ABSOLUTE_MS,
  }
}

/**
 * Starts a session with a new secret, and ends the session that the browser had before (A12). From then on browser and
 * address are known to the member.
 *
 * @returns the cookies, the session's first, and the CSRF token of its writes; undefined when the member was deleted
 *   meanwhile
 */
export async function startSession(
  deps: SessionDeps,
  marked: MarkedMember,
  from: { headers: SessionHeaders; ip: string | undefined; user_agent: string | undefined },
): Promise<{ cookies: string[]; csrf_token: string } | undefined> {
  const { store, tenant, public_url } = deps
  const before = tokenOf(public_url, from.headers.cookie)
  if (before !== undefined) await store.endSession(tenant.tenant_id, sha256(before))
  const token = randomSecret()
  const { member_id } = marked
  const { ip, user_agent } = from
  const session = { session_sha256: sha256(token), member_id, ip, user_agent, address: addressOf(ip) }
  if (!(await store.createSession(tenant.tenant_id, session))) return undefined
  return {
    cookies: [
      serialiseCookie(public_url, cookieName(public_url), token, ABSOLUTE_MS),
      await markDevice(deps, marked, from.headers.cookie),
    ],
    csrf_token: csrfToken(token),
  }
}

/** An address that cannot be read is not remembered as known. */
const addressOf = (ip: string | undefined): string | undefined =>
  isIP(ip ?? '') === 0 ? undefined : countedAs(ip)

/** @returns a `Set-Cookie` header that deletes the session's cookie */
export function clearedCookie(public_url: string): string {
  return serialiseCookie(public_url, cookieName(public_url), '', 0)
}

/**
 * H2: checks that a write by cookie comes from Ferry's own pages, which know the CSRF token.
 *
 * @throws {ApiError} invalid_csrf_token
 */
export function checkWrite(deps: SessionDeps, headers: SessionHeaders, session: MemberSession): void {
  const given = Buffer.from(sha256(headers['x-csrf-token'] ?? ''))
  const isToken = timingSafeEqual(given, Buffer.from(sha256(session.csrf_token)))
  if (!isToken || originOf(deps, headers) !== 'same') throw new ApiError('invalid_csrf_token')
}

/**
 * For writes without a session, such as signing in: refuses pages of other sites, which must not sign their visitors in.
 * Requests without an origin pass: programs send none, and have no cookies to be abused.
 *
 * @throws {ApiError} invalid_csrf_token
 */
export function checkOrigin(deps: SessionDeps, headers: SessionHeaders): void {
  if (originOf(deps, headers) === 'other') throw new ApiError('invalid_csrf_token')
}

function originOf({ public_url }: SessionDeps, headers: SessionHeaders): 'same' | 'other' | 'unknown' {
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin' ? 'same' : 'other'
  if (headers.origin === undefined) return 'unknown'
  const origin = parseAddress(headers.origin)
  if (origin?.origin === new URL(public_url).origin) return 'same'
  return origin !== null && origin.host === headers.host ? 'same' : 'other'
}

/** Name of the cookie, which has a prefix where Ferry is reached by https. */
export const SESSION_COOKIE = 'ferry_session'

const cookieName = (public_url: string): string => `${cookiePrefix(public_url)}${SESSION_COOKIE}`

const tokenOf = (public_url: string, header: string | undefined): string | undefined =>
  readCookie(header, cookieName(public_url), /^[\w-]{43}$/)

/** A hash of the session's token, so that it need not be stored and ends with the session. */
function csrfToken(token: string): string {
  return createHmac('sha256', token).update('ferry csrf token').digest('base64url')
}
