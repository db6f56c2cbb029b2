import { createPublicKey, createVerify, generateKeyPairSync, verify } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { inNode, inSandbox } from '../../support/guest-harness.ts'
import { useSandbox } from '../../support/sandbox.ts'

const sandbox = useSandbox()

const PEM = {
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
} as const

const newRsa = () => generateKeyPairSync('rsa', { modulusLength: 2048, ...PEM })
const modulus = ({ publicKey }: { publicKey: string }): bigint => {
  const { n = '' } = createPublicKey(publicKey).export({ format: 'jwk' })
  return BigInt(`0x${Buffer.from(n, 'base64url').toString('hex')}`)
}
// What is sealed for the smaller is a number that the larger can open at all: the error is then always the same.
const [one, two] = [newRsa(), newRsa()]
const [rsa, other] = modulus(one) < modulus(two) ? [one, two] : [two, one]

const keys = {
  rsa,
  other,
  ec: generateKeyPairSync('ec', { namedCurve: 'P-256', ...PEM }),
  ec2: generateKeyPairSync('ec', { namedCurve: 'P-256', ...PEM }),
  ed25519: generateKeyPairSync('ed25519', PEM),
}

/** A body with the keys in reach, in both worlds. */
const withKeys = (body: string): string => `async (require, told, shown) => {
  const keys = ${JSON.stringify(keys)}
  const crypto = require('crypto')
  ${body}
}`

async function agrees(body: string): Promise<void> {
  const whole = withKeys(body)
  expect(await inSandbox(sandbox, whole)).toEqual(await inNode(whole))
}

describe('signatures', () => {
  test('PKCS #1 and Ed25519 signatures are byte by byte those of Node', async () => {
    await agrees(`
      const { rsa, ed25519 } = keys
      const data = Buffer.from('some data')
      const key = crypto.createPrivateKey(rsa.privateKey)
      return [
        ...['sha1', 'RSA-SHA256', 'sha384', 'SHA512', 'sha3-256'].map((name) => crypto.createSign(name).update('some ').update(data).sign(rsa.privateKey, 'hex')),
        crypto.createSign('sha256').update(data).sign(key, 'base64'), crypto.createSign('sha256').update(data).sign({ key: rsa.privateKey, padding: crypto.constants.RSA_PKCS1_PADDING }),
        crypto.sign('sha256', data, key), crypto.sign(null, data, ed25519.privateKey),
        crypto.verify('sha256', data, rsa.publicKey, crypto.sign('sha256', data, key)),
        crypto.verify('sha256', data, key, crypto.sign('sha256', data, rsa.privateKey)),
        crypto.verify(null, data, ed25519.publicKey, crypto.sign(null, data, ed25519.privateKey)),
        crypto.verify(null, Buffer.from('other'), ed25519.publicKey, crypto.sign(null, data, ed25519.privateKey)),
        crypto.verify('sha256', data, rsa.publicKey, Buffer.alloc(10)),
        crypto.createVerify('sha256').update(data).verify(rsa.publicKey, crypto.sign('sha256', data, rsa.privateKey).toString('base64'), 'base64'),
        await new Promise((resolve) => crypto.sign('sha256', data, rsa.privateKey, (error, signature) => resolve(signature))),
      ]`)
  })

  test('PSS and ECDSA signatures from inside are accepted outside', async () => {
    const data = Buffer.from('some data')
    const [pss, der, p1363] = (await inSandbox(
      sandbox,
      withKeys(`
        const { RSA_PKCS1_PSS_PADDING, RSA_PSS_SALTLEN_DIGEST } = crypto.constants
        return [
          crypto.createSign('RSA-SHA256').update('some data').sign({ key: keys.rsa.privateKey, padding: RSA_PKCS1_PSS_PADDING, saltLength: RSA_PSS_SALTLEN_DIGEST }, 'base64'),
          crypto.createSign('sha256').update('some data').sign(keys.ec.privateKey, 'base64'),
          crypto.sign('sha256', 'some data', { key: keys.ec.privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64'),
        ]`),
    )) as [string, string, string]
    const options = { key: keys.rsa.publicKey, padding: 6, saltLength: -1 }
    expect(createVerify('sha256').update(data).verify(options, pss, 'base64')).toBe(true)
    expect(createVerify('sha256').update(data).verify(keys.ec.publicKey, der, 'base64')).toBe(true)
    const raw = Buffer.from(p1363, 'base64')
    expect(raw.length).toBe(64)
    expect(verify('sha256', data, { key: keys.ec.publicKey, dsaEncoding: 'ieee-p1363' }, raw)).toBe(true)
  })

  test('arguments of a wrong type fail as in Node', async () => {
    await agrees(`
      const { rsa } = keys
      return [
        told(() => crypto.createSign('foo')), told(() => crypto.createVerify()), told(() => crypto.createSign('sha256').update('a').sign()),
        told(() => crypto.createSign('sha256').update('a').sign('no key')), told(() => crypto.createPrivateKey('x')), told(() => crypto.createPublicKey('x')),
        told(() => crypto.createPublicKey()), told(() => crypto.sign('sha256', Buffer.from('a'), crypto.createPublicKey(rsa.publicKey))),
        told(() => crypto.createPublicKey(crypto.createSecretKey(Buffer.alloc(3)))),
        told(() => crypto.createHmac('sha1', crypto.createPublicKey(rsa.publicKey))),
        told(() => crypto.privateDecrypt(rsa.privateKey, Buffer.alloc(10)).length), told(() => crypto.publicEncrypt(rsa.publicKey, Buffer.alloc(1000))),
        told(() => crypto.createPublicKey(rsa.publicKey).export()),
      ].map((each) => each && each.error ? each.error.slice(0, 2) : each)`)
  })
})

describe('keys', () => {
  test('are objects with the fields that jsonwebtoken looks at', async () => {
    await agrees(`
      const { KeyObject } = crypto
      const secret = crypto.createSecretKey(Buffer.from('secret'))
      const all = [secret, crypto.createPrivateKey(keys.rsa.privateKey), crypto.createPublicKey(keys.rsa.publicKey), crypto.createPublicKey(keys.rsa.privateKey), crypto.createPublicKey(crypto.createPrivateKey(keys.ec.privateKey)), crypto.createPrivateKey(Buffer.from(keys.ed25519.privateKey))]
      return [
        all.map((key) => [key instanceof KeyObject, key.type, key.asymmetricKeyType, shown(key.asymmetricKeyDetails), key.symmetricKeySize, Object.prototype.toString.call(key)]),
        secret.export(), secret.export({ format: 'jwk' }), secret.equals(crypto.createSecretKey('secret', 'utf8')), secret.equals(all[1]),
        all[1].equals(crypto.createPrivateKey(keys.rsa.privateKey)), all[2].equals(all[3]),
        crypto.createHmac('sha256', secret).update('a').digest('hex'),
      ]`)
  })

  test('are read and written in each of the usual forms', async () => {
    await agrees(`
      const key = crypto.createPrivateKey(keys.rsa.privateKey)
      const ec = crypto.createPrivateKey(keys.ec.privateKey)
      const forms = [
        key.export({ type: 'pkcs8', format: 'pem' }), key.export({ type: 'pkcs1', format: 'pem' }), ec.export({ type: 'sec1', format: 'pem' }),
        { key: key.export({ type: 'pkcs8', format: 'der' }), format: 'der', type: 'pkcs8' }, { key: key.export({ type: 'pkcs1', format: 'der' }), format: 'der', type: 'pkcs1' },
        { key: ec.export({ type: 'sec1', format: 'der' }), format: 'der', type: 'sec1' }, { key: ec.export({ format: 'jwk' }), format: 'jwk' },
        'text before\\n' + keys.ed25519.privateKey + 'text behind',
      ]
      const open = crypto.createPublicKey(keys.rsa.publicKey)
      const openForms = [
        open.export({ type: 'spki', format: 'pem' }), open.export({ type: 'pkcs1', format: 'pem' }), { key: open.export({ type: 'spki', format: 'der' }), format: 'der', type: 'spki' },
        { key: open.export({ type: 'pkcs1', format: 'der' }), format: 'der', type: 'pkcs1' }, { key: open.export({ format: 'jwk' }), format: 'jwk' },
      ]
      return [
        forms.map((form) => crypto.createPrivateKey(form).export({ type: 'pkcs8', format: 'pem' })),
        openForms.map((form) => crypto.createPublicKey(form).export({ type: 'spki', format: 'pem' })),
        shown(forms), shown(openForms),
      ]`)
  })

  test('are opened with their passphrase, and not without', async () => {
    const { privateKey } = keys.rsa
    const { createPrivateKey } = await import('node:crypto')
    const sealed = createPrivateKey(privateKey).export({
      type: 'pkcs8',
      format: 'pem',
      cipher: 'aes-256-cbc',
      passphrase: 'open',
    })
    const old = createPrivateKey(privateKey).export({
      type: 'pkcs1',
      format: 'pem',
      cipher: 'aes-128-cbc',
      passphrase: 'open',
    })
    await agrees(`
      return [${JSON.stringify(sealed)}, ${JSON.stringify(old)}].flatMap((key) => [
        crypto.createPrivateKey({ key, passphrase: 'open' }).export({ type: 'pkcs8', format: 'pem' }),
        crypto.createSign('sha256').update('a').sign({ key, passphrase: Buffer.from('open') }, 'hex'),
        told(() => crypto.createPrivateKey({ key, passphrase: 'wrong' })).error[2],
        told(() => crypto.createPrivateKey(key)).error.length,
      ])`)
  })

  test('an encrypted key that names a billion rounds is refused at once', async () => {
    const { createPrivateKey } = await import('node:crypto')
    const der = createPrivateKey(keys.rsa.privateKey).export({
      type: 'pkcs8',
      format: 'der',
      cipher: 'aes-256-cbc',
      passphrase: 'open',
    })
    const at = der.indexOf(Buffer.from('02020800', 'hex'))
    expect(at).toBeGreaterThan(0)
    // Four bytes of rounds instead of two: every length around grows by two.
    const rounds = Buffer.from('02047fffffff', 'hex')
    const grown = Buffer.concat([der.subarray(0, at), rounds, der.subarray(at + 4)])
    for (let i = 0; i < at; i++) {
      if (grown[i] !== 0x30) continue
      if (grown[i + 1] === 0x82 && i === 0) grown.writeUInt16BE(grown.readUInt16BE(i + 2) + 2, i + 2)
      else if ((grown[i + 1] ?? 0) < 0x80 && i + 2 + (grown[i + 1] ?? 0) > at)
        grown[i + 1] = (grown[i + 1] ?? 0) + 2
    }
    const startedAt = performance.now()
    const pem = `-----BEGIN ENCRYPTED PRIVATE KEY-----\n${grown.toString('base64')}\n-----END ENCRYPTED PRIVATE KEY-----\n`
    expect(
      await inSandbox(
        sandbox,
        withKeys(`return [
          told(() => crypto.createPrivateKey({ key: ${JSON.stringify(pem)}, passphrase: 'open' })),
          told(() => crypto.createPrivateKey({ key: Buffer.from('${grown.toString('base64')}', 'base64'), format: 'der', type: 'pkcs8', passphrase: 'open' })),
        ].map(({ error }) => error[1])`),
      ),
    ).toEqual(['ERR_CRYPTO_KDF_COST', 'ERR_CRYPTO_KDF_COST'])
    expect(performance.now() - startedAt).toBeLessThan(1000)
  })

  test('a function that the sandbox does not offer throws its own name', async () => {
    expect(
      await inSandbox(
        sandbox,
        withKeys(`return ['generateKeyPair', 'generateKeyPairSync', 'createECDH', 'createDiffieHellman', 'argon2'].map((name) => told(() => crypto[name]('rsa')).error[2])
          .concat(told(() => new crypto.X509Certificate('')).error[2])`),
      ),
    ).toEqual([
      ...[
        'generateKeyPair',
        'generateKeyPairSync',
        'createECDH',
        'createDiffieHellman',
        'argon2',
        'X509Certificate',
      ].map((name) => `crypto.${name} is not available in the sandbox`),
    ])
  })
})

describe('RSA encryption', () => {
  test('data encrypted with one key of a pair decrypts with the other, with each padding', async () => {
    await agrees(`
      const { rsa, other } = keys
      const { RSA_PKCS1_PADDING, RSA_PKCS1_OAEP_PADDING } = crypto.constants
      const open = (seal, unseal, options) => crypto[unseal]({ key: rsa.privateKey, ...options }, crypto[seal]({ key: rsa.publicKey, ...options }, Buffer.from('secret'))).toString()
      return [
        open('publicEncrypt', 'privateDecrypt', {}), open('publicEncrypt', 'privateDecrypt', { padding: RSA_PKCS1_PADDING }),
        open('publicEncrypt', 'privateDecrypt', { padding: RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256', oaepLabel: Buffer.from('label') }),
        crypto.publicDecrypt(rsa.publicKey, crypto.privateEncrypt(rsa.privateKey, Buffer.from('secret'))).toString(),
        crypto.privateEncrypt(rsa.privateKey, Buffer.from('secret')).toString('hex'),
        told(() => crypto.privateDecrypt(other.privateKey, crypto.publicEncrypt(rsa.publicKey, Buffer.from('secret')))).error[1],
      ]`)
  })
})

describe('jsonwebtoken', () => {
  test.each([
    ['HS256', '"shared secret"', '"shared secret"', '"another secret"'],
    ['HS512', '"shared secret"', '"shared secret"', '"another secret"'],
    ['RS256', 'keys.rsa.privateKey', 'keys.rsa.publicKey', 'keys.other.publicKey'],
    ['PS256', 'keys.rsa.privateKey', 'keys.rsa.publicKey', 'keys.other.publicKey'],
    ['ES256', 'keys.ec.privateKey', 'keys.ec.publicKey', 'keys.ec2.publicKey'],
  ])('%s signs and verifies', async (algorithm, secret, open, wrong) => {
    const body = withKeys(`
      const jwt = require('jsonwebtoken')
      const token = jwt.sign({ sub: 'ann' }, ${secret}, { algorithm: '${algorithm}', expiresIn: '1h' })
      return [
        jwt.verify(token, ${open}, { algorithms: ['${algorithm}'] }).sub,
        told(() => jwt.verify(token, ${wrong}, { algorithms: ['${algorithm}'] })).error[0],
        told(() => jwt.verify(token.slice(0, -6) + 'AAAAAA', ${open})).error[0],
      ]`)
    expect(await inSandbox(sandbox, body)).toEqual(['ann', 'JsonWebTokenError', 'JsonWebTokenError'])
  })
})
