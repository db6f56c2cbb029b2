/** Microsoft's four formats: ASP.NET Membership, Simple Membership, and ASP.NET Identity 2 and 3. @module */
import { Buffer } from '../../node/buffer.ts'
import { viewOf } from '../../node/bytes.ts'
import { Hmac } from '../../node/crypto-hash.ts'
import type { Scheme } from './scheme.ts'
import { choice, count, digest, fromBase64, pbkdf2, random, same } from './scheme.ts'

/** Algorithms of .NET: plain digests hash salt and password; keyed ones use the salt as a key of this many bytes. */
const MEMBERSHIP = {
  MD5: { digest: 'md5', keyBytes: 0 },
  SHA1: { digest: 'sha1', keyBytes: 0 },
  SHA256: { digest: 'sha256', keyBytes: 0 },
  SHA384: { digest: 'sha384', keyBytes: 0 },
  SHA512: { digest: 'sha512', keyBytes: 0 },
  HMACMD5: { digest: 'md5', keyBytes: 64 },
  HMACSHA1: { digest: 'sha1', keyBytes: 64 },
  HMACSHA256: { digest: 'sha256', keyBytes: 64 },
  HMACSHA384: { digest: 'sha384', keyBytes: 128 },
  HMACSHA512: { digest: 'sha512', keyBytes: 128 },
} as const

type MembershipAlgorithm = keyof typeof MEMBERSHIP

const MEMBERSHIP_NAMES = Object.keys(MEMBERSHIP) as MembershipAlgorithm[]

/** The algorithm of a hash of this length when none is given: the defaults of .NET 2 and 4. */
const BY_LENGTH: { readonly [bytes: number]: MembershipAlgorithm } = {
  20: 'SHA1',
  32: 'HMACSHA256',
  64: 'HMACSHA512',
}

const SALT_BYTES = 16
const IDENTITY_2 = { digest: 'sha1', iterations: 1000, keyBytes: 32 } as const
/** `KeyDerivationPrf`, by its number. */
const PRFS = ['sha1', 'sha256', 'sha512'] as const
const HEADER_BYTES = 13

interface MembershipOptions {
  algorithm?: unknown
}

interface MembershipRow extends MembershipOptions {
  hash?: unknown
  salt?: unknown
  format?: unknown
}

function membershipHash(algorithm: MembershipAlgorithm, password: Buffer, salt: Buffer): Buffer {
  const { digest: name, keyBytes } = MEMBERSHIP[algorithm]
  if (keyBytes === 0) return digest(name, salt, password)
  // A salt whose length differs from the key's is cut, or repeated to fill it.
  return new Hmac(name, Buffer.alloc(keyBytes, salt)).update(password).digest() as Buffer
}

/** @returns bytes of a column that holds base64 or the bytes themselves */
function columnBytes(value: unknown): Buffer | undefined {
  if (value instanceof Uint8Array) return viewOf(value)
  return typeof value === 'string' ? fromBase64(value.trim()) : undefined
}

const membershipName = (options: MembershipOptions): MembershipAlgorithm =>
  choice({ ...options }, 'algorithm', MEMBERSHIP_NAMES, 'HMACSHA256')

/**
 * ASP.NET Membership. What is stored is of several columns: `{ hash: Password, salt: PasswordSalt, format: PasswordFormat }`,
 * and `algorithm`, `hashAlgorithmType` of the web.config, unless the hash's length says it: SHA1 or HMACSHA256.
 */
export const aspnetMembership: Scheme = {
  async verify({ utf16 }, stored, options: MembershipOptions) {
    if (typeof stored !== 'object' || stored === null) return false
    const { hash: hashCell, salt: saltCell, format = 1, algorithm } = stored as MembershipRow
    if (`${format}` === '0' || `${format}` === '2') {
      throw new Error(
        'Passwords of format 0 (clear) and 2 (encrypted with the machine key) are no hashes, and not verified here.',
      )
    }
    const [hash, salt] = [columnBytes(hashCell), columnBytes(saltCell)]
    const usual = BY_LENGTH[hash?.length ?? 0]
    if (`${format}` !== '1' || !hash || !salt?.length) return false
    const named = algorithm ?? options.algorithm ?? usual
    if (named === undefined) return false
    return same(membershipHash(membershipName({ algorithm: named }), utf16, salt), hash)
  },
  /** Option: `algorithm` (HMACSHA256). */
  async hash({ utf16 }, options) {
    const algorithm = membershipName(options)
    const salt = random(SALT_BYTES)
    const hash = membershipHash(algorithm, utf16, salt)
    return { hash: hash.toString('base64'), salt: salt.toString('base64'), format: 1, algorithm }
  },
}

interface IdentityHash {
  digest: (typeof PRFS)[number]
  iterations: number
  salt: Buffer
  key: Buffer
}

/** @returns the parts of a version 2 (0x00) or 3 (0x01) hash; undefined when it is neither */
function identityParts(bytes: Buffer | undefined): IdentityHash | undefined {
  if (!bytes) return undefined
  if (bytes[0] === 0) {
    if (bytes.length !== 1 + SALT_BYTES + IDENTITY_2.keyBytes) return undefined
    const [salt, key] = [bytes.subarray(1, 1 + SALT_BYTES), bytes.subarray(1 + SALT_BYTES)]
    return { digest: IDENTITY_2.digest, iterations: IDENTITY_2.iterations, salt, key }
  }
  if (bytes[0] !== 1 || bytes.length < HEADER_BYTES + 32 || bytes.length > 1024) return undefined
  const [prf, iterations, saltBytes] = [1, 5, 9].map((at) => bytes.readUInt32BE(at)) as [
    number,
    number,
    number,
  ]
  const name = PRFS[prf]
  const key = bytes.subarray(HEADER_BYTES + saltBytes)
  if (!name || iterations < 1 || iterations >= 2 ** 31 || saltBytes < 16 || key.length < 16) return undefined
  return { digest: name, iterations, salt: bytes.subarray(HEADER_BYTES, HEADER_BYTES + saltBytes), key }
}

/** @returns whether this text is a whole hash of ASP.NET Identity, or of Simple Membership, which is the same as its version 2 */
export const isAspnetIdentity = (stored: string): boolean => identityParts(columnBytes(stored)) !== undefined

async function identityMatches(password: Buffer, parts: IdentityHash | undefined): Promise<boolean> {
  if (!parts) return false
  const { digest: name, iterations, salt, key } = parts
  return same(await pbkdf2(name, password, salt, iterations, key.length), key)
}

async function version2(password: Buffer): Promise<string> {
  const salt = random(SALT_BYTES)
  const key = await pbkdf2(IDENTITY_2.digest, password, salt, IDENTITY_2.iterations, IDENTITY_2.keyBytes)
  return Buffer.concat([Buffer.from([0]), salt, key]).toString('base64')
}

/** Base64 or bytes, of either version. Options of `hash`: `version` (3), `digest` (sha512) and `iterations` (100000) of that. */
export const aspnetIdentity: Scheme = {
  verify: ({ utf8 }, stored) => identityMatches(utf8, identityParts(columnBytes(stored))),
  async hash({ utf8 }, options) {
    if (count(options, 'version', 3, 2, 3) === 2) return version2(utf8)
    const name = choice(options, 'digest', PRFS, 'sha512')
    const iterations = count(options, 'iterations', 100_000, 1, 2 ** 31 - 1)
    const [header, salt] = [Buffer.alloc(HEADER_BYTES), random(SALT_BYTES)]
    header[0] = 1
    const fields = new DataView(header.buffer, header.byteOffset)
    for (const [i, value] of [PRFS.indexOf(name), iterations, salt.length].entries())
      fields.setUint32(1 + 4 * i, value)
    const key = await pbkdf2(name, utf8, salt, iterations, 32)
    return Buffer.concat([header, salt, key]).toString('base64')
  },
}

/** `Crypto.HashPassword` of System.Web.Helpers: version 2 of what Identity took over. */
export const simpleMembership: Scheme = {
  async verify({ utf8 }, stored) {
    const bytes = columnBytes(stored)
    return bytes?.[0] === 0 && identityMatches(utf8, identityParts(bytes))
  },
  hash: ({ utf8 }) => version2(utf8),
}
