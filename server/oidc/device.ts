/** Sign-in on a device that has no browser: codes, and the question in a browser elsewhere. @see RFC 8628 @module */
import { randomInt } from 'node:crypto'
import * as z from 'zod'
import { sha256 } from '../common/hash.ts'
import { randomSecret } from '../common/ids.ts'
import { HOUR_MS } from '../common/time.ts'
import type { MessageUse, Secrets } from '../secrets/index.ts'
import type { NewOneTime } from '../store/contract.ts'
import type { TransactionPlace } from './transaction.ts'

/** How long a person has to come with the code, seconds. */
export const DEVICE_CODE_S = 900
/** How often a device may ask, seconds. */
export const POLL_S = 5

/** Letters of codes for people: without vowels, so that no words come up. 8 of them are 34 bits. */
const LETTERS = 'BCDFG HJKLM NPQRS TVWXZ'.replaceAll(' ', '')
const HALF = 4
/** Longest text that is read as a code; people type blanks and dashes. */
const MOST_TYPED_CHARACTERS = 64

/** The page at which people enter codes. */
export const ACTIVATE_PATH = '/activate'

/** What the code of a person stands for. */
export const UserCodePayload = z.object({ client_id: z.string(), device_sha256: z.string() })

/** What the code of the device stands for. */
export const DeviceCodePayload = z.object({
  client_id: z.string(),
  audience: z.string().optional(),
  scopes: z.array(z.string()),
})

/** What a person answered. */
export const DeviceAnswer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('denied') }),
  z.object({
    kind: z.literal('confirmed'),
    user_id: z.string(),
    session_id: z.string(),
    /** Milliseconds since the epoch. */
    authenticated_at: z.number(),
  }),
])

/** @returns both codes, and what the store keeps of them; the device's has 256 random bits */
export function newDeviceCodes(payload: z.output<typeof DeviceCodePayload>): {
  device_code: string
  user_code: string
  entries: readonly [ofUser: NewOneTime, ofDevice: NewOneTime]
} {
  const device_code = randomSecret()
  const letters = Array.from({ length: 2 * HALF }, () => LETTERS.charAt(randomInt(LETTERS.length))).join('')
  const { client_id, audience, scopes } = payload
  const device_sha256 = sha256(device_code)
  const life_ms = DEVICE_CODE_S * 1_000
  return {
    device_code,
    user_code: shown(letters),
    entries: [
      { kind: 'user_code', key_sha256: sha256(letters), payload: { client_id, device_sha256 }, life_ms },
      {
        kind: 'device_code',
        key_sha256: device_sha256,
        payload: { client_id, scopes, ...(audience === undefined ? {} : { audience }) },
        life_ms,
      },
    ],
  }
}

/** @returns what the store keeps of an answer */
export function newDeviceAnswer(device_sha256: string, answer: z.output<typeof DeviceAnswer>): NewOneTime {
  return { kind: 'device_answer', key_sha256: device_sha256, payload: answer, life_ms: DEVICE_CODE_S * 1_000 }
}

const shown = (letters: string): string => `${letters.slice(0, HALF)}-${letters.slice(HALF)}`

/** @returns the code as it is shown and its hash, whatever case and separators were typed; undefined for other texts */
export function readUserCode(typed: string): { user_code: string; key_sha256: string } | undefined {
  if (typed.length > MOST_TYPED_CHARACTERS) return undefined
  const letters = [...typed.toUpperCase()].filter((letter) => !' -'.includes(letter)).join('')
  const isCode = letters.length === 2 * HALF && [...letters].every((letter) => LETTERS.includes(letter))
  return isCode ? { user_code: shown(letters), key_sha256: sha256(letters) } : undefined
}

/** @returns the address of the page with the code filled in */
export function activationUrl(issuer: string, user_code: string): string {
  return `${issuer}${ACTIVATE_PATH.slice(1)}?${new URLSearchParams({ user_code })}`
}

/** Whether a sealed request leads back to the page of codes: nobody can ask for that from outside. */
export function isActivation(issuer: string, redirect_uri: string): boolean {
  return redirect_uri.startsWith(`${issuer}${ACTIVATE_PATH.slice(1)}?`)
}

const Question = z.object({
  user_code: z.string(),
  session_id: z.string(),
  mark_sha256: z.string(),
  begun_at: z.number(),
})

/** A question that a person is asked: no other site can answer it. */
export type DeviceQuestion = z.output<typeof Question>

const useOf = ({ tenant_id, issuer }: TransactionPlace): MessageUse => ({
  tenant_id,
  purpose: 'device',
  context: issuer,
})

/** @returns the text that the form of the question carries */
export function sealQuestion(
  secrets: Pick<Secrets, 'sealMessage'>,
  place: TransactionPlace,
  question: DeviceQuestion,
): string {
  return secrets.sealMessage(useOf(place), Buffer.from(JSON.stringify(question)))
}

/** @returns undefined for another browser or session, after an hour, and for any other text */
export function openQuestion(
  secrets: Pick<Secrets, 'openMessage'>,
  place: TransactionPlace,
  sealed: string,
  visitor: { mark_sha256: string | undefined; session_id: string | undefined; now: number },
): DeviceQuestion | undefined {
  const bytes = secrets.openMessage(useOf(place), sealed)
  const question = bytes && Question.parse(JSON.parse(bytes.toString()))
  if (!question || question.mark_sha256 !== visitor.mark_sha256) return undefined
  if (question.session_id !== visitor.session_id) return undefined
  return visitor.now - question.begun_at > HOUR_MS ? undefined : question
}
