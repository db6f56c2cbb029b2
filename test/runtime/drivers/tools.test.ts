import { expect, test } from 'vitest'
import { useHostedDouble } from '../../support/hosted-double.ts'
import { useSandbox } from '../../support/sandbox.ts'

const sandbox = useSandbox({ allow: ['127.0.0.1/32'] })

/** An RSA key of RFC 7515, A.2, as an issuer publishes it. */
const service = useHostedDouble(() => ({ body: { keys: [KEY] } }))
const KEY = {
  kty: 'RSA',
  kid: 'k1',
  alg: 'RS256',
  use: 'sig',
  e: 'AQAB',
  n: 'ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ',
}

async function value(body: string): Promise<unknown> {
  const { outcome } = await sandbox.run(
    `async function login(email, password, callback) { ${body}; callback(null, { user_id: '1', value }) }`,
  )
  if (outcome.kind !== 'value') throw new Error(JSON.stringify(outcome))
  return (outcome.value as { value: unknown }).value
}

test.each([
  ['qs', `const value = require('qs').parse('a[b]=1&a[c][]=2')`, { a: { b: '1', c: ['2'] } }],
  [
    'moment',
    `const value = require('moment').utc('2026-11-28').add(1, 'month').format('DD.MM.YYYY')`,
    '28.12.2026',
  ],
  ['underscore', `const value = require('underscore').pluck([{ a: 1 }, { a: 2 }], 'a')`, [1, 2]],
  [
    'bluebird',
    `const Bluebird = require('bluebird'); const value = await Bluebird.map([1, 2], (n) => Bluebird.delay(1, n * 2))`,
    [2, 4],
  ],
  [
    'bluebird.promisifyAll',
    `const value = await require('bluebird').promisifyAll({ ask(n, done) { done(null, n + 1) } }).askAsync(1)`,
    2,
  ],
  [
    'validator',
    `const v = require('validator'); const value = [v.isEmail(email), v.isEmail('no'), v.normalizeEmail('Ann@Example.COM')]`,
    [true, false, 'ann@example.com'],
  ],
  // NIST's vector for SHA-256 of "abc".
  [
    'crypto-js',
    `const value = require('crypto-js').SHA256('abc').toString()`,
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  ],
  [
    'crypto-js, AES with a passphrase',
    `const C = require('crypto-js'); const value = C.AES.decrypt(C.AES.encrypt('secret', 'key').toString(), 'key').toString(C.enc.Utf8)`,
    'secret',
  ],
  [
    'jose',
    `const { SignJWT, jwtVerify } = require('jose'); const key = new TextEncoder().encode('k'.repeat(32))
     const token = await new SignJWT({ a: 1 }).setProtectedHeader({ alg: 'HS256' }).setIssuer('i').sign(key)
     const value = (await jwtVerify(token, key, { issuer: 'i' })).payload`,
    { a: 1, iss: 'i' },
  ],
  [
    'node-jose',
    `const { JWK, JWS } = require('node-jose'); const key = await JWK.asKey({ kty: 'oct', k: Buffer.alloc(32, 1).toString('base64url') })
     const token = await JWS.createSign({ format: 'compact' }, key).update('hello').final()
     const value = (await JWS.createVerify(key).verify(token)).payload.toString()`,
    'hello',
  ],
])('%s', async (_name, body, expected) => {
  expect(await value(body)).toEqual(expected)
})

/** The vector that Firebase publishes with its scrypt. */
test('firebase-scrypt verifies Firebase’s published vector, and no other password', async () => {
  const verify = (password: string) =>
    `await scrypt.verify(${password}, '42xEC+ixf3L2lw==', 'lSrfV15cpx95/sZS2W9c9Kp6i/LVgQNDNC/qzrCnh1SAyZvqmZqAjTdn3aoItz+VHjoZilo78198JAdRuid5lQ==')`
  expect(
    await value(`const { FirebaseScrypt } = require('firebase-scrypt')
      const scrypt = new FirebaseScrypt({ memCost: 14, rounds: 8, saltSeparator: 'Bw==',
        signerKey: 'jxspr8Ki0RYycVU8zykbdLGjFQ3McFUH0uiiTvC8pVMXAn210wjLNmdZJzxUECKbm0QsEmYUSDzZvpjeJ9WmXA==' })
      const value = [${verify("'user1password'")}, ${verify("'wrong'")}]`),
  ).toEqual([true, false])
})

test('jwks-rsa fetches an issuer’s key', async () => {
  expect(
    await value(`const key = await require('jwks-rsa')({ jwksUri: '${service.url()}/.well-known/jwks.json' }).getSigningKey('k1')
      const value = key.getPublicKey().split('\\n')[0]`),
  ).toBe('-----BEGIN PUBLIC KEY-----')
})
