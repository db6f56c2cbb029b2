import { createPublicKey, generateKeyPairSync, X509Certificate } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { certificateOf } from '../../../server/tokens/certificate.ts'

const CREATED_AT = Date.UTC(2026, 0, 5, 9)

describe('the certificate of a signing key', () => {
  let key: Parameters<typeof certificateOf>[0]

  beforeAll(() => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const [private_jwk, public_jwk] = [privateKey, publicKey].map((one) => one.export({ format: 'jwk' }))
    key = { kid: 'k1', private_jwk, public_jwk, created_at: CREATED_AT } as never
  })

  test('is read by OpenSSL, holds the key and is signed with it', () => {
    const { cert, sha1, der } = certificateOf(key)
    const read = new X509Certificate(cert)
    const own = createPublicKey({ key: key.public_jwk, format: 'jwk' })
    expect(read.publicKey.equals(own)).toBe(true)
    expect(read.verify(own)).toBe(true)
    expect(read.checkIssued(read)).toBe(true)
    expect(read.subject).toBe('CN=Ferry signing key k1')
    expect(read.fingerprint.replaceAll(':', '').toLowerCase()).toBe(sha1.toString('hex'))
    expect(read.raw.equals(der)).toBe(true)
    expect(read.serialNumber).toMatch(/^[4-7][\dA-F]{31}$/)
  })

  test.each([
    ['2026', CREATED_AT],
    // It ends in 2050, which two digits cannot tell.
    ['2036', Date.UTC(2036, 11, 31, 23, 59, 59)],
    ['2051', Date.UTC(2051, 1, 28)],
  ])('of a key of %s is valid for 5,000 days', (_, created_at) => {
    const read = new X509Certificate(certificateOf({ ...key, created_at }).cert)
    expect(read.validFromDate.getTime()).toBe(created_at)
    expect(read.validToDate.getTime()).toBe(created_at + 5_000 * 86_400_000)
  })

  test('is the same each time it is made', () => {
    expect(certificateOf(key)).toEqual(certificateOf(key))
  })

  test('is all that the PKCS #7 message holds, besides names and lengths', () => {
    const { der, pkcs7 } = certificateOf(key)
    const [, base64 = ''] = /^-----BEGIN PKCS7-----\n([\s\S]+)-----END PKCS7-----\n$/.exec(pkcs7) ?? []
    const message = Buffer.from(base64, 'base64')
    expect(message.indexOf(der)).toBeGreaterThan(0)
    // Its length is the first sequence's: four bytes of head, then all the rest.
    expect(message.subarray(0, 2).toString('hex')).toBe('3082')
    expect(message.readUInt16BE(2)).toBe(message.length - 4)
  })
})
