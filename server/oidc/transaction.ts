/**
 * A sign-in under way. It is not stored: it travels sealed in the page's address and form, bound to the browser by a random
 * mark, so that strangers write nothing, tabs do not disturb each other, and any server can go on.
 * @module
 */
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import * as z from 'zod'
import { HOUR_MS, MINUTE_MS } from '../common/time.ts'
import type { MessageUse, Secrets } from '../secrets/index.ts'
import type { AuthorizeRequest } from './request.ts'
import { PROMPTS, RESPONSE_MODES, RESPONSE_TYPES, SCREEN_HINTS } from './request.ts'

/** Longest sealed request: with it the address stays below what proxies and servers accept. */
const MOST_SEALED_CHARACTERS = 3_000
/** The same once a person is named: what fitted at the beginning fits to the end. */
const MOST_SEALED_LATER = 4_000
/** Below, deflating costs more than it saves: most requests are half as long. */
const DEFLATED_FROM_BYTES = 1_000
/** `{` */
const OBJECT_BEGINS = 0x7b
/** How long a page can stand open. */
const LIFE_MS = HOUR_MS
/** How long a right password counts before the sign-in is complete. */
const PROVED_LIFE_MS = 10 * MINUTE_MS
/** Longest request that is opened; a sealed one is far shorter. */
const MOST_BYTES = 64 * 1024

const Text = z.string().optional()

/** Whom a later page of the sign-in is about. */
const Person = z.object({
  user_id: z.string(),
  /** A password that was right a moment ago: there is no session yet. undefined: the browser has a session of this user. */
  proof: z
    .object({
      connection_id: z.string(),
      methods: z.array(z.object({ name: z.string(), timestamp: z.number() })),
      /** Milliseconds since the epoch. */
      at: z.number(),
    })
    .optional(),
})

const Transaction = z.object({
  request: z.object({
    client_id: z.string(),
    redirect_uri: z.string(),
    response_type: z.enum(RESPONSE_TYPES),
    response_mode: z.enum(RESPONSE_MODES),
    scopes: z.array(z.string()),
    prompts: z.array(z.enum(PROMPTS)),
    state: Text,
    nonce: Text,
    audience: Text,
    code_challenge: Text,
    max_age: z.number().optional(),
    connection: Text,
    login_hint: Text,
    screen_hint: z.enum(SCREEN_HINTS).optional(),
    ui_locales: Text,
    acr_values: Text,
  }),
  /** Hash of the browser's mark. */
  mark_sha256: z.string(),
  /** Milliseconds since the epoch. */
  begun_at: z.number(),
  /** Whether the request was begun anew once before. */
  is_second: z.boolean().optional(),
  typed: Text,
  proven: z.object({ user_id: z.string(), at: z.number() }).optional(),
  person: Person.optional(),
})

/** What is sealed. */
export interface Transaction {
  request: AuthorizeRequest
  mark_sha256: string
  begun_at: number
  is_second?: boolean | undefined
  /** The identifier as typed on the page before that of the password. */
  typed?: string | undefined
  /** The user whose password was right at that time, and who has to confirm the email address before the sign-in ends. */
  proven?: { user_id: string; at: number } | undefined
  /** Set once the password was right, or by the browser's session, when a further question is due. */
  person?: TransactionPerson | undefined
}

export type TransactionPerson = z.output<typeof Person>

/** The tenant and issuer whose transactions these are. */
export interface TransactionPlace {
  tenant_id: string
  issuer: string
}

const useOf = ({ tenant_id, issuer }: TransactionPlace): MessageUse => ({
  tenant_id,
  purpose: 'transaction',
  context: issuer,
})

/** @returns the sealed text; undefined when it would be too long for an address */
export function sealTransaction(
  secrets: Pick<Secrets, 'sealMessage'>,
  place: TransactionPlace,
  transaction: Transaction,
): string | undefined {
  const content = Buffer.from(JSON.stringify(transaction))
  const sealed = secrets.sealMessage(
    useOf(place),
    content.length < DEFLATED_FROM_BYTES ? content : deflateRawSync(content),
  )
  const { person, typed, proven } = transaction
  const most = person || typed !== undefined || proven ? MOST_SEALED_LATER : MOST_SEALED_CHARACTERS
  return sealed.length > most ? undefined : sealed
}

/** How a page's `state` opened. */
export type OpenedTransaction =
  | { kind: 'open'; transaction: Transaction }
  /** Of another browser, or an hour old, or ten minutes after the password: the request begins anew. */
  | { kind: 'stale'; transaction: Transaction; is_same_browser: boolean }
  /** The request began anew before, and still the browser sends no mark: it keeps no cookies. */
  | { kind: 'no_cookies'; transaction: Transaction }
  /** Changed, of another tenant, or no sealed request at all. */
  | { kind: 'unknown' }

/** @param browser.mark_sha256 hash of the mark that the browser sent; undefined without one */
export function openTransaction(
  secrets: Pick<Secrets, 'openMessage'>,
  place: TransactionPlace,
  sealed: string,
  browser: { mark_sha256: string | undefined; now: number },
): OpenedTransaction {
  const bytes = sealed.length > MOST_SEALED_LATER ? undefined : secrets.openMessage(useOf(place), sealed)
  const read = bytes && Transaction.safeParse(contentOf(bytes))
  if (!read?.success) return { kind: 'unknown' }
  const transaction = read.data
  if (browser.mark_sha256 === undefined && transaction.is_second) return { kind: 'no_cookies', transaction }
  const is_same_browser = browser.mark_sha256 === transaction.mark_sha256
  const proved_at = transaction.person?.proof?.at
  const isOld =
    browser.now - transaction.begun_at > LIFE_MS ||
    (proved_at !== undefined && browser.now - proved_at > PROVED_LIFE_MS)
  return is_same_browser && !isOld
    ? { kind: 'open', transaction }
    : { kind: 'stale', transaction, is_same_browser }
}

/**
 * A text that was deflated begins with another byte than the text itself: in its first symbol, a `{` is never the byte of `{`.
 *
 * @returns undefined for what an older version of the server sealed in another form
 * @see RFC 1951, 3.2.3 and 3.2.6
 */
function contentOf(bytes: Buffer): unknown {
  try {
    const isPlain = bytes[0] === OBJECT_BEGINS
    const content = isPlain ? bytes : inflateRawSync(bytes, { maxOutputLength: MOST_BYTES })
    return JSON.parse(content.toString())
  } catch {
    return undefined
  }
}
