/**
 * Extracts the key from a PEM file of a guest, and refuses a key whose decryption would cost too much: the file itself sets
 * the number of rounds, and OpenSSL does them all on the calling thread. @module
 */
import { HostError } from '../abi.ts'

/** Rounds of key derivation. OpenSSL writes 2,048, others up to some hundred thousand. */
const MAX_ROUNDS = 1_000_000

/** 1.3.6.1.4.1.11591.4.11, whose cost is a product of three numbers. */
const SCRYPT_OID = '06092b06010401da47040b'

const MAX_DEPTH = 12

const PRIVATE: readonly string[] = [
  'PRIVATE KEY',
  'ENCRYPTED PRIVATE KEY',
  'RSA PRIVATE KEY',
  'EC PRIVATE KEY',
  'DSA PRIVATE KEY',
]
const PUBLIC: readonly string[] = ['PUBLIC KEY', 'RSA PUBLIC KEY', 'CERTIFICATE', 'X509 CERTIFICATE']

/** One key or certificate as PEM, without text around it. */
export interface PemBlock {
  kind: 'private' | 'public'
  pem: string
}

/** OpenSSL's error for a text without a key. */
export function unsupportedKey(): HostError {
  return new HostError('ERR_OSSL_UNSUPPORTED', 'error:1E08010C:DECODER routines::unsupported', {
    library: 'DECODER routines',
    reason: 'unsupported',
  })
}

/**
 * @param wanted a public key may also be asked of a file with a private one
 * @returns the first block that holds such a key
 * @throws {HostError} when there is none, or decrypting it is too expensive
 */
export function pemBlock(text: string, wanted: 'private' | 'public'): PemBlock {
  for (let at = text.indexOf('-----BEGIN '); at >= 0; ) {
    const labelEnd = text.indexOf('-----', at + 11)
    if (labelEnd < 0) break
    const label = text.slice(at + 11, labelEnd)
    const endMark = `-----END ${label}-----`
    const end = /^[A-Z0-9 ]{1,40}$/.test(label) ? text.indexOf(endMark, labelEnd) : -1
    if (end < 0) break
    const kind = PRIVATE.includes(label) ? 'private' : PUBLIC.includes(label) ? 'public' : undefined
    if (kind === wanted || (kind === 'private' && wanted === 'public')) {
      const body = text.slice(labelEnd + 5, end)
      if (label === 'ENCRYPTED PRIVATE KEY') checkEncryption(Buffer.from(body, 'base64'))
      return { kind, pem: `-----BEGIN ${label}-----${body}${endMark}\n` }
    }
    at = text.indexOf('-----BEGIN ', end)
  }
  throw unsupportedKey()
}

/**
 * Checks an EncryptedPrivateKeyInfo.
 *
 * @throws {HostError} when it takes more rounds than allowed, or is no DER that can be judged
 * @see RFC 5958 §3, RFC 8018 appendix A
 */
export function checkEncryption(der: Uint8Array): void {
  const outer = element(der, 0)
  const algorithm = outer.tag === 0x30 ? element(outer.value, 0) : undefined
  if (algorithm?.tag !== 0x30) throw unsupportedKey()
  if (Buffer.from(algorithm.value).toString('hex').includes(SCRYPT_OID)) {
    throw new HostError(
      'ERR_CRYPTO_KDF_COST',
      'A private key that is encrypted by scrypt cannot be read here.',
    )
  }
  checkNumbers(algorithm.value, 0)
}

/** Every whole number in the parameters is a count of rounds or the length of a key. */
function checkNumbers(der: Uint8Array, depth: number): void {
  if (depth > MAX_DEPTH) throw unsupportedKey()
  for (let at = 0; at < der.byteLength; ) {
    const { tag, value, next } = element(der, at)
    if (
      tag === 0x02 &&
      (value.byteLength > 4 || value.reduce((sum, byte) => sum * 256 + byte, 0) > MAX_ROUNDS)
    ) {
      throw new HostError(
        'ERR_CRYPTO_KDF_COST',
        `Decrypting this private key takes too long here; ${MAX_ROUNDS} rounds are the most.`,
      )
    }
    if (tag === 0x30) checkNumbers(value, depth + 1)
    at = next
  }
}

interface Element {
  tag: number
  value: Uint8Array
  next: number
}

/** One element of DER with a short or long length, never an indefinite one. */
function element(der: Uint8Array, at: number): Element {
  const [tag = 0, first = 0] = der.subarray(at, at + 2)
  const count = first < 0x80 ? 0 : first - 0x80
  if (count > 4 || first === 0x80 || (tag & 0x1f) === 0x1f) throw unsupportedKey()
  const start = at + 2 + count
  const length = count === 0 ? first : der.subarray(at + 2, start).reduce((sum, byte) => sum * 256 + byte, 0)
  if (start + length > der.byteLength) throw unsupportedKey()
  return { tag, value: der.subarray(start, start + length), next: start + length }
}
