/** Where people may be sent after they have signed out, and the question before it. @module */
import * as z from 'zod'
import { HOUR_MS } from '../common/time.ts'
import type { MessageUse, Secrets } from '../secrets/index.ts'
import { withQuery } from './answers.ts'
import type { TransactionPlace } from './transaction.ts'

const VISIBLE_ASCII = /^[\x21-\x7e]*$/
const ORIGIN = /^[a-z][a-z0-9+.-]{0,50}:\/\/[^/?#\\@]*/i

/**
 * Whether the address is one of the allowed ones. Its query and fragment do not count unless the allowed one has them, nor
 * does the case of scheme and host; an allowed one with a wildcard matches nothing.
 *
 * @see Auth0, "Redirect users after logout"
 */
export function isAllowedAfterLogout(address: string, allowed: readonly string[]): boolean {
  const exact = allowed.filter((entry) => !entry.includes('*'))
  if (!VISIBLE_ASCII.test(address)) return exact.includes(address)
  const wanted = partsOf(address)
  return exact.some((entry) => {
    const own = partsOf(entry)
    if (!own || !wanted) return false
    return own.base === wanted.base && (own.rest === '' || own.rest === wanted.rest)
  })
}

/** @returns the address up to its path, with scheme and host in lower case, and the query and fragment after it */
function partsOf(address: string): { base: string; rest: string } | undefined {
  const [origin] = ORIGIN.exec(address) ?? []
  if (origin === undefined || !VISIBLE_ASCII.test(address)) return undefined
  const after = address.slice(origin.length)
  const end = after.search(/[?#]/)
  const path = end < 0 ? after : after.slice(0, end)
  // What is left may be an `@` or a backslash: then the host was another one.
  if (path !== '' && !path.startsWith('/')) return undefined
  // Browsers take an address of the web without a path as one with a slash.
  const isBare = path === '' && /^https?:/i.test(origin)
  return { base: origin.toLowerCase() + (isBare ? '/' : path), rest: end < 0 ? '' : after.slice(end) }
}

/** @returns the address with the application's `state` */
export function withState(address: string, state: string | undefined): string {
  return state === undefined ? address : withQuery(address, [['state', state]])
}

const PendingLogout = z.object({
  /** Where to go on; undefined: nowhere. */
  url: z.string().optional(),
  mark_sha256: z.string(),
  begun_at: z.number(),
})

/** A sign-out that a person is asked about. */
export type PendingLogout = z.output<typeof PendingLogout>

const useOf = ({ tenant_id, issuer }: TransactionPlace): MessageUse => ({
  tenant_id,
  purpose: 'logout',
  context: issuer,
})

/** @returns the text that the form of the question carries */
export function sealLogout(
  secrets: Pick<Secrets, 'sealMessage'>,
  place: TransactionPlace,
  pending: PendingLogout,
): string {
  return secrets.sealMessage(useOf(place), Buffer.from(JSON.stringify(pending)))
}

/** @returns undefined for another browser, after an hour, and for any other text: no other site can sign people out by it */
export function openLogout(
  secrets: Pick<Secrets, 'openMessage'>,
  place: TransactionPlace,
  sealed: string,
  browser: { mark_sha256: string | undefined; now: number },
): PendingLogout | undefined {
  const bytes = secrets.openMessage(useOf(place), sealed)
  const pending = bytes && PendingLogout.parse(JSON.parse(bytes.toString()))
  if (!pending || pending.mark_sha256 !== browser.mark_sha256) return undefined
  return browser.now - pending.begun_at > HOUR_MS ? undefined : pending
}
