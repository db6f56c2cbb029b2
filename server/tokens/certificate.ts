/**
 * Self-signed certificates of signing keys. Clients that check tokens by a certificate, as Auth0's have one, trust the key that
 * it holds; nobody checks its names, and no authority has signed it. Node reads certificates and makes none.
 * @module
 * @see RFC 5280, section 4.1; X.690, sections 8 and 10 (DER)
 */
import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto'
import { DAY_MS } from '../common/time.ts'
import type { SigningKey } from '../store/contract.ts'

/** A certificate in all forms that are shown. */
export interface Certificate {
  der: Buffer
  /** SHA-1 of the DER form, 20 bytes. */
  sha1: Buffer
  /** PEM: `-----BEGIN CERTIFICATE-----`. */
  cert: string
  /** PEM of a PKCS #7 message that holds the certificate and nothing else. */
  pkcs7: string
}

/** As long as Auth0's are valid: 5,000 days. */
const LIFE_MS = 5_000 * DAY_MS

/** The last year that is written with two digits (RFC 5280, 4.1.2.5). */
const LAST_SHORT_YEAR = 2049

/**
 * The same key always has the same certificate: it is made anew when it is shown, and not stored.
 *
 * @returns an X.509 certificate, version 1, with `CN=Ferry signing key {kid}` as issuer and subject
 */
export function certificateOf({
  kid,
  private_jwk,
  public_jwk,
  created_at,
}: Pick<SigningKey, 'kid' | 'private_jwk' | 'public_jwk' | 'created_at'>): Certificate {
  const name = sequence(set(sequence(oid(2, 5, 4, 3), der(0x0c, Buffer.from(`Ferry signing key ${kid}`)))))
  const unsigned = sequence(
    serialOf(kid),
    SHA256_WITH_RSA,
    name,
    sequence(time(created_at), time(created_at + LIFE_MS)),
    name,
    createPublicKey({ key: public_jwk, format: 'jwk' }).export({ type: 'spki', format: 'der' }),
  )
  const signature = sign('sha256', unsigned, createPrivateKey({ key: private_jwk, format: 'jwk' }))
  const whole = sequence(unsigned, SHA256_WITH_RSA, der(0x03, Buffer.from([0]), signature))
  return {
    der: whole,
    sha1: createHash('sha1').update(whole).digest(),
    cert: pem('CERTIFICATE', whole),
    pkcs7: pem('PKCS7', pkcs7Of(whole)),
  }
}

/** @see RFC 2315, sections 7 and 9.1: signed data without signers */
function pkcs7Of(certificate: Buffer): Buffer {
  const signedData = sequence(
    der(0x02, Buffer.from([1])),
    set(),
    sequence(oid(1, 2, 840, 113_549, 1, 7, 1)),
    der(0xa0, certificate),
    set(),
  )
  return sequence(oid(1, 2, 840, 113_549, 1, 7, 2), der(0xa0, signedData))
}

/** A tag, a length and the contents. */
function der(tag: number, ...parts: Buffer[]): Buffer {
  const contents = Buffer.concat(parts)
  const { length } = contents
  if (length < 0x80) return Buffer.concat([Buffer.from([tag, length]), contents])
  if (length < 0x100) return Buffer.concat([Buffer.from([tag, 0x81, length]), contents])
  return Buffer.concat([Buffer.from([tag, 0x82, length >> 8, length & 0xff]), contents])
}

const sequence = (...parts: Buffer[]): Buffer => der(0x30, ...parts)
const set = (...parts: Buffer[]): Buffer => der(0x31, ...parts)

/** Seven bits a byte, all but the last with the high bit; the first two numbers share one. */
function oid(first: number, second: number, ...rest: number[]): Buffer {
  const bytes = [first * 40 + second, ...rest].flatMap((number) => {
    const digits = [number & 0x7f]
    for (let left = number >> 7; left > 0; left >>= 7) digits.unshift((left & 0x7f) | 0x80)
    return digits
  })
  return der(0x06, Buffer.from(bytes))
}

/** `sha256WithRSAEncryption`. */
const SHA256_WITH_RSA = sequence(oid(1, 2, 840, 113_549, 1, 1, 11), der(0x05))

/** A positive number of 16 bytes. */
function serialOf(kid: string): Buffer {
  const bytes = createHash('sha256').update(kid).digest().subarray(0, 16)
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40
  return der(0x02, bytes)
}

/** UTCTime, or GeneralizedTime for later years. */
function time(at_ms: number): Buffer {
  const digits = new Date(at_ms).toISOString().replace(/\D/g, '').slice(0, 14)
  const isShort = Number(digits.slice(0, 4)) <= LAST_SHORT_YEAR
  return der(isShort ? 0x17 : 0x18, Buffer.from(`${isShort ? digits.slice(2) : digits}Z`))
}

function pem(label: string, contents: Buffer): string {
  const lines = contents.toString('base64').match(/.{1,64}/g) ?? []
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`
}
