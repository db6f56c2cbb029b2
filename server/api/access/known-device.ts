/**
 * A cookie that marks a browser in which a member has signed in. Sign-ins from such a browser are counted apart, so that
 * strangers who guess passwords cannot keep the member out. The mark alone gives no access.
 * @module
 */
import { timingSafeEqual } from 'node:crypto'
import { randomAlphanumerics } from '../../common/ids.ts'
import { DAY_MS } from '../../common/time.ts'
import { countedAs } from '../../protection/addresses.ts'
import type { Known } from '../../protection/sign-ins.ts'
import { cookiePrefix, readCookie, serialiseCookie } from '../http/cookies.ts'
import type { Deps } from '../http/deps.ts'

/** Half a year, from each sign-in on. */
const LASTS_MS = 180 * DAY_MS

/** 131 bits. */
const ID_CHARACTERS = 22

type MarkDeps = Pick<Deps, 'store' | 'tenant' | 'public_url'>

/** A member and the hash of its password: a new password voids earlier marks. */
export interface MarkedMember {
  member_id: string
  /** PHC string. */
  password_hash: string
}

/** @returns by what the caller is known to the member; undefined for a stranger */
export async function knownTo(
  deps: MarkDeps,
  marked: MarkedMember,
  { cookie, ip }: { cookie: string | undefined; ip: string | undefined },
): Promise<Known | undefined> {
  const device = await deviceOf(deps, marked, cookie)
  if (device !== undefined) return { by: 'device', id: device }
  const { store, tenant } = deps
  const isKnown = await store.isMemberAddress(tenant.tenant_id, marked.member_id, countedAs(ip))
  return isKnown ? { by: 'address' } : undefined
}

/** @returns a `Set-Cookie` header: the mark of the browser with a later expiry, or a new mark */
export async function markDevice(
  deps: MarkDeps,
  marked: MarkedMember,
  cookie: string | undefined,
): Promise<string> {
  const device = (await deviceOf(deps, marked, cookie)) ?? randomAlphanumerics(ID_CHARACTERS)
  const value = `${device}.${await macOf(deps, marked, device)}`
  return serialiseCookie(deps.public_url, cookieName(deps, marked), value, LASTS_MS)
}

async function deviceOf(
  deps: MarkDeps,
  marked: MarkedMember,
  cookie: string | undefined,
): Promise<string | undefined> {
  const value = readCookie(cookie, cookieName(deps, marked), /^[0-9A-Za-z]{22}\.[0-9a-f]{64}$/)
  if (value === undefined) return undefined
  const [device = '', mac = ''] = value.split('.')
  const right = Buffer.from(await macOf(deps, marked, device))
  const given = Buffer.from(mac)
  return given.length === right.length && timingSafeEqual(given, right) ? device : undefined
}

function macOf({ store, tenant }: MarkDeps, marked: MarkedMember, device: string): Promise<string> {
  const { member_id, password_hash } = marked
  return store.fingerprint(tenant.tenant_id, JSON.stringify(['device', member_id, password_hash, device]))
}

/** A browser has one cookie for each member who uses it. */
const cookieName = ({ public_url }: MarkDeps, { member_id }: MarkedMember): string =>
  `${cookiePrefix(public_url)}ferry_device_${member_id}`
