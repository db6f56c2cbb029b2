import type { KeyObject } from 'node:crypto'
import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { inNode, inSandbox } from '../../support/guest-harness.ts'
import { useSandbox } from '../../support/sandbox.ts'

const sandbox = useSandbox()

const exported = (key: KeyObject) => key.export({ format: 'jwk' })
const rsa = exported(generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey)
const ec = exported(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey)
const ed = exported(generateKeyPairSync('ed25519').privateKey)
const halves = (jwk: ReturnType<typeof exported>) => {
  const { d, p, q, dp, dq, qi, ...open } = jwk
  return JSON.stringify([jwk, open])
}

const RSA = `{ name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }`
const KINDS: [name: string, pair: string, imported: string, used: string][] = [
  ['RSASSA-PKCS1-v1_5', halves(rsa), RSA, `'RSASSA-PKCS1-v1_5'`],
  ['RSA-PSS', halves(rsa), `{ name: 'RSA-PSS', hash: 'SHA-384' }`, `{ name: 'RSA-PSS', saltLength: 48 }`],
  ['ECDSA', halves(ec), `{ name: 'ECDSA', namedCurve: 'P-256' }`, `{ name: 'ECDSA', hash: 'SHA-256' }`],
  ['Ed25519', halves(ed), `{ name: 'Ed25519' }`, `'Ed25519'`],
]

describe.each(KINDS)('%s', (_name, pair, imported, used) => {
  const keys = `const { subtle } = require('crypto').webcrypto, [own, open] = ${pair}, data = Buffer.from('what is signed')
    const secret = await subtle.importKey('jwk', own, ${imported}, true, ['sign'])
    const shown = await subtle.importKey('jwk', open, ${imported}, true, ['verify'])`

  test('keys have the properties of Node’s, and are exported as in Node', async () => {
    const body = `async (require) => {
      ${keys}
      return [secret.type, shown.type, secret.algorithm, shown.usages, shown.extractable,
        await subtle.exportKey('spki', shown), await subtle.exportKey('pkcs8', secret), await subtle.exportKey('jwk', shown)]
    }`
    expect(await inSandbox(sandbox, body)).toEqual(await inNode(body))
  })

  test('a signature verifies with the other key of the pair, and nothing else does', async () => {
    const sign = `async (require) => { ${keys}; return Buffer.from(await subtle.sign(${used}, secret, data)).toString('hex') }`
    const verify = (signature: unknown) => `async (require) => {
      ${keys}
      const signature = Buffer.from('${signature}', 'hex')
      return [await subtle.verify(${used}, shown, signature, data), await subtle.verify(${used}, shown, signature, Buffer.from('another'))]
    }`
    expect(await inNode(verify(await inSandbox(sandbox, sign)))).toEqual([true, false])
    expect(await inSandbox(sandbox, verify(await inNode(sign)))).toEqual([true, false])
  })
})

test('RSA-OAEP decrypts what Node encrypted', async () => {
  const keys = `const { subtle } = require('crypto').webcrypto, [own, open] = ${halves(rsa)}
    const algorithm = { name: 'RSA-OAEP', hash: 'SHA-256' }`
  const sealed = await inNode(`async (require) => {
    ${keys}
    const key = await subtle.importKey('jwk', open, algorithm, false, ['encrypt'])
    return Buffer.from(await subtle.encrypt({ name: 'RSA-OAEP' }, key, Buffer.from('secret'))).toString('hex')
  }`)
  const opened = await inSandbox(
    sandbox,
    `async (require) => {
      ${keys}
      const key = await subtle.importKey('jwk', own, algorithm, false, ['decrypt'])
      return Buffer.from(await subtle.decrypt({ name: 'RSA-OAEP' }, key, Buffer.from('${sealed}', 'hex'))).toString()
    }`,
  )
  expect(opened).toBe('secret')
})

test('a key is refused for another use, another algorithm and another curve, as in Node', async () => {
  const body = `async (require) => {
    const { subtle } = require('crypto').webcrypto, [own, open] = ${halves(ec)}
    const told = async (work) => { try { await work(); return 'fine' } catch (error) { return error.name } }
    const P256 = { name: 'ECDSA', namedCurve: 'P-256' }
    const secret = await subtle.importKey('jwk', own, P256, false, ['sign'])
    const shown = await subtle.importKey('jwk', open, P256, false, ['verify'])
    const data = Buffer.from('data')
    return [
      await told(() => subtle.importKey('jwk', own, { name: 'ECDSA', namedCurve: 'P-384' }, false, ['sign'])),
      await told(() => subtle.importKey('jwk', own, ${RSA}, false, ['sign'])),
      await told(() => subtle.importKey('jwk', own, P256, false, ['verify'])),
      await told(() => subtle.importKey('jwk', own, P256, false, [])),
      await told(() => subtle.importKey('spki', Buffer.from('no key'), P256, false, ['verify'])),
      await told(() => subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, shown, data)),
      await told(() => subtle.exportKey('pkcs8', secret)),
      await told(() => subtle.exportKey('spki', shown)),
    ]
  }`
  expect(await inSandbox(sandbox, body)).toEqual(await inNode(body))
})
