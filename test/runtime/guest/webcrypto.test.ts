import { describe, expect, test } from 'vitest'
import { inNode, inSandbox } from '../../support/guest-harness.ts'
import { useSandbox } from '../../support/sandbox.ts'

const sandbox = useSandbox()

async function agrees(body: string): Promise<void> {
  expect(await inSandbox(sandbox, body)).toEqual(await inNode(body))
}

describe('webcrypto', () => {
  test('digests, signatures and derived bits are those of Node', async () => {
    await agrees(`async (require) => {
      const { webcrypto: { subtle } } = require('crypto')
      const data = new Uint8Array([1, 2, 3]), salt = new Uint8Array(16)
      const hmac = await subtle.importKey('raw', data, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify'])
      const signature = await subtle.sign('HMAC', hmac, data)
      const password = await subtle.importKey('raw', Buffer.from('password'), 'PBKDF2', false, ['deriveBits', 'deriveKey'])
      const hkdf = await subtle.importKey('raw', Buffer.from('key'), 'HKDF', false, ['deriveBits'])
      const aes = await subtle.deriveKey({ name: 'PBKDF2', hash: 'SHA-512', salt, iterations: 10 }, password, { name: 'AES-GCM', length: 256 }, true, ['encrypt'])
      return [
        ...await Promise.all(['SHA-1', 'SHA-256', 'SHA-384', { name: 'sha-512' }].map((name) => subtle.digest(name, data))),
        signature, await subtle.verify('HMAC', hmac, signature, data), await subtle.verify({ name: 'HMAC' }, hmac, new Uint8Array(32), data),
        await subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations: 4096 }, password, 256),
        await subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt, info: data }, hkdf, 128),
        await subtle.exportKey('raw', aes), await subtle.exportKey('jwk', aes), aes.algorithm, aes.type, aes.extractable, aes.usages,
        hmac.algorithm, hmac.extractable, hmac.usages,
      ]
    }`)
  })

  test.each([
    ['{ name: "AES-GCM", iv: new Uint8Array(12), additionalData: new Uint8Array(3) }'],
    ['{ name: "AES-GCM", iv: new Uint8Array(16), tagLength: 96 }'],
    ['{ name: "AES-CBC", iv: new Uint8Array(16) }'],
    ['{ name: "AES-CTR", counter: new Uint8Array(16), length: 128 }'],
  ])('%s encrypts and decrypts', async (algorithm) => {
    await agrees(`async (require) => {
      const { subtle } = require('crypto')
      const algorithm = ${algorithm}
      const key = await subtle.importKey('jwk', { kty: 'oct', k: Buffer.alloc(16, 7).toString('base64url') }, algorithm.name, true, ['encrypt', 'decrypt'])
      const sealed = await subtle.encrypt(algorithm, key, Buffer.from('secret'))
      const other = new Uint8Array(sealed.slice(0))
      other[0] ^= 1
      return [
        sealed, Buffer.from(await subtle.decrypt(algorithm, key, sealed)).toString(),
        algorithm.name === 'AES-GCM' && await subtle.decrypt(algorithm, key, other).catch((error) => error.name),
      ]
    }`)
  })

  test('the whole of SCRAM-SHA-256, as pg does it, gives the proof of RFC 7677', async () => {
    const body = `async (require) => {
      const { subtle } = require('crypto').webcrypto
      const hmac = async (key, text) => subtle.sign('HMAC', await subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']), Buffer.from(text))
      const password = await subtle.importKey('raw', Buffer.from('pencil'), 'PBKDF2', false, ['deriveBits'])
      const salted = await subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt: Buffer.from('W22ZaJ0SNY7soEsUEjb6gQ==', 'base64'), iterations: 4096 }, password, 256)
      const clientKey = Buffer.from(await hmac(salted, 'Client Key'))
      const stored = await subtle.digest('SHA-256', clientKey)
      const nonce = 'rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0'
      const message = 'n=user,r=rOprNGfwEbeRWgbNEkqO,r=' + nonce + ',s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096,c=biws,r=' + nonce
      const signature = Buffer.from(await hmac(stored, message))
      return Buffer.from(clientKey.map((byte, i) => byte ^ signature[i])).toString('base64')
    }`
    expect(await inSandbox(sandbox, body)).toBe('dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=')
  })

  test('arguments that Node refuses are refused with the same name', async () => {
    await agrees(`async (require) => {
      const { subtle, getRandomValues } = require('crypto').webcrypto
      const webcrypto = require('crypto').webcrypto
      const name = (work) => Promise.resolve().then(work).then(() => 'fine', (error) => error.name)
      const key = await subtle.importKey('raw', new Uint8Array(16), { name: 'HMAC', hash: 'SHA-1' }, false, ['verify'])
      return [
        await name(() => subtle.importKey('raw', new Uint8Array(5), { name: 'Foo' }, false, ['sign'])),
        await name(() => subtle.importKey('raw', new Uint8Array(5), 'AES-CBC', false, ['encrypt'])),
        await name(() => subtle.importKey('raw', new Uint8Array(16), 'AES-CBC', false, ['sign'])),
        await name(() => subtle.importKey('raw', new Uint8Array(16), 'AES-CBC', false, [])),
        await name(() => subtle.digest('MD5', new Uint8Array(1))), await name(() => subtle.sign('HMAC', key, new Uint8Array(1))),
        await name(() => subtle.exportKey('raw', key)), await name(() => webcrypto.getRandomValues(new Float32Array(1))),
        await name(() => webcrypto.getRandomValues(new Uint8Array(70000))),
      ]
    }`)
  })

  test('an algorithm that the sandbox lacks is a NotSupportedError', async () => {
    const body = `async (require) => {
      const { subtle } = require('crypto')
      const name = (work) => work.then(() => 'fine', (error) => error.name)
      return [await name(subtle.importKey('spki', new Uint8Array(1), 'HMAC', false, ['sign'])), await name(subtle.wrapKey())]
    }`
    expect(await inSandbox(sandbox, body)).toEqual(['NotSupportedError', 'NotSupportedError'])
  })
})
