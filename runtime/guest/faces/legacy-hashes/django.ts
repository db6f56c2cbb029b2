/** Django's `auth_user.password`: the hasher's name, then its own fields, between dollars. @see django.contrib.auth.hashers @module */
import { Buffer } from '../../node/buffer.ts'
import { bcryptFace } from '../bcrypt.ts'
import { argon2 } from './argon2.ts'
import { scryptKey } from './phc.ts'
import type { Password, Scheme } from './scheme.ts'
import {
  choice,
  count,
  digest,
  fromBase64,
  fromDigits,
  fromHex,
  pbkdf2,
  random,
  same,
  storedText,
} from './scheme.ts'

const ITERATIONS = 1_000_000
const SALT_LETTERS = 22
const PBKDF2 = {
  pbkdf2_sha256: { algorithm: 'sha256', bytes: 32 },
  pbkdf2_sha1: { algorithm: 'sha1', bytes: 20 },
} as const
const SCRYPT_KEY_BYTES = 64

interface Bcrypt {
  compare(data: string, hash: string): Promise<boolean>
}

/** bcrypt on the host: of a text, as the package has it. */
export const bcryptMatches = (text: string, hash: string): Promise<boolean> =>
  (bcryptFace() as Bcrypt).compare(text, hash)

async function pbkdf2Matches(
  hasher: keyof typeof PBKDF2,
  { utf8 }: Password,
  rest: string,
): Promise<boolean> {
  const [, digits, salt = '', keyText = ''] = /^(\d+)\$([^$]*)\$([^$]+)$/.exec(rest) ?? []
  const [iterations, key] = [fromDigits(digits), fromBase64(keyText)]
  const { algorithm, bytes } = PBKDF2[hasher]
  if (!iterations || key?.length !== bytes) return false
  return same(await pbkdf2(algorithm, utf8, Buffer.from(salt), iterations, bytes), key)
}

/** `N$salt$r$p$key` */
async function scryptMatches({ utf8 }: Password, rest: string): Promise<boolean> {
  const [, n, salt = '', rText, pText, keyText = ''] =
    /^(\d+)\$([^$]*)\$(\d+)\$(\d+)\$([^$]+)$/.exec(rest) ?? []
  const [N, r, p, key] = [fromDigits(n), fromDigits(rText), fromDigits(pText), fromBase64(keyText)]
  if (!N || !r || !p || key?.length !== SCRYPT_KEY_BYTES) return false
  if (N < 2 || !Number.isInteger(Math.log2(N)) || r > 2 ** 20 || p > 2 ** 20 || r * p >= 2 ** 30) return false
  return same(await scryptKey(utf8, Buffer.from(salt), key.length, { N, r, p }), key)
}

/** `salt$hex`; the salt is before the password, and may be empty. */
function saltedMatches(algorithm: string, { utf8 }: Password, rest: string): boolean {
  const [, salt = '', hex = ''] = /^([^$]*)\$([^$]+)$/.exec(rest) ?? []
  const expected = fromHex(hex)
  return expected !== undefined && same(digest(algorithm, Buffer.from(salt), utf8), expected)
}

/** @returns name of the hasher that wrote the text; undefined when `django` does not support it */
export function djangoHasher(stored: string): string | undefined {
  return /^(pbkdf2_sha256|pbkdf2_sha1|bcrypt_sha256|bcrypt|argon2|scrypt|md5|sha1)\$/.exec(stored)?.[1]
}

/** Beside the hashers of today the ones of old, `md5$salt$…`, `sha1$salt$…`, and `unsalted_md5`, which is 32 hex digits. */
export const django: Scheme = {
  async verify(password, stored, options) {
    const text = storedText(stored)
    const hasher = djangoHasher(text)
    if (hasher === undefined) return /^[0-9a-f]{32}$/.test(text) && saltedMatches('md5', password, `$${text}`)
    const rest = text.slice(hasher.length + 1)
    switch (hasher) {
      case 'pbkdf2_sha256':
      case 'pbkdf2_sha1':
        return pbkdf2Matches(hasher, password, rest)
      case 'bcrypt_sha256':
        return bcryptMatches(digest('sha256', password.utf8).toString('hex'), rest)
      case 'bcrypt':
        return bcryptMatches(password.utf8.toString('utf8'), rest)
      case 'argon2':
        return argon2.verify(password, `$${rest}`, options)
      case 'scrypt':
        return scryptMatches(password, rest)
      default:
        return saltedMatches(hasher, password, rest)
    }
  },
  /** Options: `algorithm` (`pbkdf2_sha256` or `pbkdf2_sha1`), `iterations` (1000000). */
  async hash({ utf8 }, options) {
    const hasher = choice(options, 'algorithm', ['pbkdf2_sha256', 'pbkdf2_sha1'], 'pbkdf2_sha256')
    const iterations = count(options, 'iterations', ITERATIONS, 1, 2 ** 31 - 1)
    const salt = random(SALT_LETTERS / 2).toString('hex')
    const { algorithm, bytes } = PBKDF2[hasher]
    const key = await pbkdf2(algorithm, utf8, Buffer.from(salt), iterations, bytes)
    return `${hasher}$${iterations}$${salt}$${key.toString('base64')}`
  },
}
