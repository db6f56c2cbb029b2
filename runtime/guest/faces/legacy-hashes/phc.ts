/** scrypt and PBKDF2 as strings of the PHC kind, as Auth0's import and Python's passlib write them. @module */
import { received } from '../../node/bytes.ts'
import { hostAsk } from '../../node/host-call.ts'
import type { Scheme } from './scheme.ts'
import {
  choice,
  copy,
  count,
  pbkdf2 as derive,
  fromBase64,
  fromDigits,
  random,
  same,
  storedText,
  toBareBase64,
} from './scheme.ts'

/** No bound here: the host has its own, and reports it. */
const SCRYPT_MEMORY_BYTES = Number.MAX_SAFE_INTEGER

/** Digests with their number of bytes, which is also the length of passlib's keys. */
const PBKDF2_DIGESTS = {
  sha1: 20,
  sha224: 28,
  sha256: 32,
  sha384: 48,
  sha512: 64,
  md5: 16,
  ripemd160: 20,
} as const
type Pbkdf2Digest = keyof typeof PBKDF2_DIGESTS
const PBKDF2_NAMES = Object.keys(PBKDF2_DIGESTS) as Pbkdf2Digest[]

/** Defaults of a PBKDF2 string: those of Auth0. */
const PBKDF2_DEFAULTS = { iterations: 100_000, length: 64 } as const
const MAX_KEY_BYTES = 1024
/** Any beginning of a key is a valid key, so a truncated string would be compared to too little. */
const MIN_KEY_BYTES = 16

/** scrypt on the host. */
export async function scryptKey(
  password: Uint8Array,
  salt: Uint8Array,
  length: number,
  costs: { N: number; r: number; p: number },
): Promise<Uint8Array> {
  const { N, r, p } = costs
  return received(
    await hostAsk('crypto.scrypt', copy(password), copy(salt), length, N, r, p, SCRYPT_MEMORY_BYTES),
  )
}

/** `$scrypt$ln=16,r=8,p=1$salt$hash`. Options of `hash`: `ln` (14), `r` (8), `p` (1). */
export const scrypt: Scheme = {
  async verify({ utf8 }, stored) {
    const match = /^\$scrypt\$ln=(\d{1,2}),r=(\d+),p=(\d+)\$([A-Za-z0-9+/]*)\$([A-Za-z0-9+/]+)$/.exec(
      storedText(stored),
    )
    const [ln, r, p] = [fromDigits(match?.[1]), fromDigits(match?.[2]), fromDigits(match?.[3])]
    const [salt, key] = [fromBase64(match?.[4] ?? ''), fromBase64(match?.[5] ?? '')]
    if (!ln || !r || !p || !salt || !key || key.length < MIN_KEY_BYTES) return false
    if (ln > 31 || r * p >= 2 ** 30 || r > 2 ** 20 || p > 2 ** 20 || key.length > MAX_KEY_BYTES) return false
    return same(await scryptKey(utf8, salt, key.length, { N: 2 ** ln, r, p }), key)
  },
  async hash({ utf8 }, options) {
    const ln = count(options, 'ln', 14, 1, 31)
    const [r, p] = [count(options, 'r', 8, 1, 2 ** 20), count(options, 'p', 1, 1, 2 ** 20)]
    const salt = random(16)
    const key = await scryptKey(utf8, salt, 32, { N: 2 ** ln, r, p })
    return `$scrypt$ln=${ln},r=${r},p=${p}$${toBareBase64(salt)}$${toBareBase64(key)}`
  },
}

/** @returns iterations of `i=…,l=…` in either order, or of a bare number */
function pbkdf2Costs(
  text: string | undefined,
): { iterations: number; length: number | undefined } | undefined {
  if (text === undefined) return { iterations: PBKDF2_DEFAULTS.iterations, length: undefined }
  const bare = fromDigits(text)
  if (bare) return { iterations: bare, length: undefined }
  const costs = { iterations: PBKDF2_DEFAULTS.iterations as number, length: undefined as number | undefined }
  for (const part of text.split(',')) {
    const value = fromDigits(/^[il]=(\d+)$/.exec(part)?.[1])
    if (!value) return undefined
    if (part.startsWith('i')) costs.iterations = value
    else costs.length = value
  }
  return costs
}

/**
 * `$pbkdf2-sha256$i=100000,l=32$salt$hash`, and passlib's `$pbkdf2-sha256$29000$salt$hash`. Options of `hash`: `digest`
 * (sha256), `iterations` (100000), `length` (64).
 */
export const pbkdf2: Scheme = {
  async verify({ utf8 }, stored) {
    // passlib writes a dot for the plus.
    const match = /^\$pbkdf2(?:-([a-z0-9]+))?\$(?:([a-z0-9,=]+)\$)?([\w+./]*)\$([\w+./]+)$/.exec(
      storedText(stored),
    )
    if (!match) return false
    // passlib's `pbkdf2`, without a name, is over SHA-1.
    const [, name = 'sha1', costText, saltText = '', keyText = ''] = match
    const digest = PBKDF2_NAMES.find((one) => one === name)
    const costs = pbkdf2Costs(costText)
    const [salt, key] = [saltText, keyText].map((text) => fromBase64(text.replaceAll('.', '+')))
    if (!digest || !costs || !salt || !key) return false
    if (key.length < MIN_KEY_BYTES || key.length > MAX_KEY_BYTES) return false
    const lengths = costs.length ? [costs.length] : [PBKDF2_DEFAULTS.length, PBKDF2_DIGESTS[digest]]
    if (!lengths.includes(key.length)) return false
    return same(await derive(digest, utf8, salt, costs.iterations, key.length), key)
  },
  async hash({ utf8 }, options) {
    const digest = choice(options, 'digest', PBKDF2_NAMES, 'sha256')
    const iterations = count(options, 'iterations', PBKDF2_DEFAULTS.iterations, 1, 2 ** 31 - 1)
    const length = count(options, 'length', PBKDF2_DEFAULTS.length, 16, MAX_KEY_BYTES)
    const salt = random(16)
    const key = await derive(digest, utf8, salt, iterations, length)
    return `$pbkdf2-${digest}$i=${iterations},l=${length}$${toBareBase64(salt)}$${toBareBase64(key)}`
  },
}
