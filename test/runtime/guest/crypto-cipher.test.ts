import { describe, expect, test } from 'vitest'
import { inNode, inSandbox } from '../../support/guest-harness.ts'
import { useSandbox } from '../../support/sandbox.ts'

const sandbox = useSandbox()

async function agrees(body: string): Promise<void> {
  expect(await inSandbox(sandbox, body)).toEqual(await inNode(body))
}

describe('ciphers are those of Node', () => {
  test.each([
    ['aes-128-cbc', 16, 16],
    ['aes-256-cbc', 32, 16],
    ['aes-192-ctr', 24, 16],
    ['aes-256-ecb', 32, 0],
    ['des-ede3-cbc', 24, 8],
    ['chacha20', 32, 16],
  ])('%s encrypts and decrypts, in pieces and any encoding', async (name, key, iv) => {
    await agrees(`(require) => {
      const { createCipheriv, createDecipheriv } = require('crypto')
      const key = Buffer.alloc(${key}, 'key'), iv = ${iv} ? Buffer.alloc(${iv}, 'iv') : null
      return [0, 1, 16, 1000, 1300000].map((length) => {
        const cipher = createCipheriv('${name}', key, iv)
        const sealed = cipher.update('a'.repeat(length), 'utf8', 'base64') + cipher.update('ü', 'utf8', 'base64') + cipher.final('base64')
        const decipher = createDecipheriv('${name}', key, iv)
        const bytes = Buffer.from(sealed, 'base64')
        const text = decipher.update(bytes.subarray(0, 5), null, 'utf8') + decipher.update(bytes.subarray(5), null, 'utf8') + decipher.final('utf8')
        return [sealed.slice(-60), text.length, text.slice(-3)]
      })
    }`)
  })

  test.each(['aes-128-gcm', 'aes-256-gcm', 'chacha20-poly1305'])('%s authenticates', async (name) => {
    await agrees(`(require, told) => {
      const { createCipheriv, createDecipheriv } = require('crypto')
      const key = Buffer.alloc('${name}'.includes('128') ? 16 : 32, 1), iv = Buffer.alloc(12, 2)
      const options = '${name}'.includes('gcm') ? undefined : { authTagLength: 16 }
      const cipher = createCipheriv('${name}', key, iv, options)
      cipher.setAAD(Buffer.from('header'))
      const sealed = Buffer.concat([cipher.update('secret'), cipher.final()])
      const tag = cipher.getAuthTag()
      const open = (tag, aad) => {
        const decipher = createDecipheriv('${name}', key, iv, options)
        if (tag) decipher.setAuthTag(tag)
        decipher.setAAD(Buffer.from(aad))
        return decipher.update(sealed, null, 'utf8') + decipher.final('utf8')
      }
      return [sealed, tag, open(tag, 'header'), told(() => open(tag, 'other')), told(() => open(Buffer.alloc(16), 'header')), told(() => open(undefined, 'header'))]
    }`)
  })

  test('aes-256-ccm takes its length beforehand', async () => {
    await agrees(`(require, told) => {
      const { createCipheriv, createDecipheriv } = require('crypto')
      const options = { authTagLength: 8 }
      const cipher = createCipheriv('aes-256-ccm', Buffer.alloc(32), Buffer.alloc(12), options)
      cipher.setAAD(Buffer.from('header'), { plaintextLength: 6 })
      const sealed = cipher.update('secret')
      cipher.final()
      const decipher = createDecipheriv('aes-256-ccm', Buffer.alloc(32), Buffer.alloc(12), options)
      decipher.setAuthTag(cipher.getAuthTag())
      decipher.setAAD(Buffer.from('header'), { plaintextLength: 6 })
      return [sealed, cipher.getAuthTag(), decipher.update(sealed, null, 'utf8'), told(() => createCipheriv('aes-128-ccm', Buffer.alloc(16), Buffer.alloc(12)))]
    }`)
  })

  test('padding can be switched off', async () => {
    await agrees(`(require, told) => {
      const { createCipheriv } = require('crypto')
      const seal = (length) => {
        const cipher = createCipheriv('aes-128-cbc', Buffer.alloc(16), Buffer.alloc(16))
        cipher.setAutoPadding(false)
        return Buffer.concat([cipher.update(Buffer.alloc(length)), cipher.final()])
      }
      return [told(() => seal(32)), told(() => seal(31))]
    }`)
  })

  test('arguments of a wrong type fail as in Node', async () => {
    await agrees(`(require, told) => {
      const { createCipheriv, createDecipheriv } = require('crypto')
      const cbc = () => createCipheriv('aes-128-cbc', Buffer.alloc(16), Buffer.alloc(16))
      const open = (bytes) => { const decipher = createDecipheriv('aes-128-cbc', Buffer.alloc(16), Buffer.alloc(16)); decipher.update(bytes); return decipher.final() }
      const ended = cbc()
      ended.final()
      return [
        told(() => createCipheriv('foo', 'k', 'i')), told(() => createCipheriv('aes-128-cbc', 'k', 'i')),
        told(() => createCipheriv('aes-128-cbc', 'k', Buffer.alloc(16))),
        told(() => createCipheriv('aes-128-cbc', Buffer.alloc(16), 'i')), told(() => createCipheriv('aes-128-cbc', Buffer.alloc(16), null)),
        told(() => createCipheriv('aes-128-cbc', Buffer.alloc(16))), told(() => open(Buffer.alloc(16))), told(() => open(Buffer.alloc(15))),
        told(() => ended.final()), told(() => ended.update('a')), told(() => ended.setAutoPadding(false)), told(() => ended.getAuthTag()),
        told(() => cbc().setAAD(Buffer.alloc(1))), told(() => cbc().getAuthTag()),
        told(() => createDecipheriv('aes-128-gcm', Buffer.alloc(16), Buffer.alloc(12)).setAuthTag(Buffer.alloc(3))),
      ]
    }`)
  })

  test('ciphers are streams', async () => {
    await agrees(`(require) => new Promise((resolve, reject) => {
      const { createCipheriv, createDecipheriv } = require('crypto')
      const { Readable } = require('stream')
      const key = Buffer.alloc(32), iv = Buffer.alloc(16), parts = []
      Readable.from([Buffer.alloc(100000, 'a'), Buffer.from('end')])
        .pipe(createCipheriv('aes-256-cbc', key, iv)).on('error', reject)
        .pipe(createDecipheriv('aes-256-cbc', key, iv)).on('error', reject)
        .on('data', (part) => parts.push(part)).on('end', () => resolve([Buffer.concat(parts).length, parts.at(-1).toString().slice(-5)]))
    })`)
  })

  test('a wrong key in a stream is an error event', async () => {
    await agrees(`(require) => new Promise((resolve) => {
      const decipher = require('crypto').createDecipheriv('aes-128-cbc', Buffer.alloc(16), Buffer.alloc(16))
      decipher.on('error', (error) => resolve(error.code))
      decipher.resume()
      decipher.end(Buffer.alloc(16))
    })`)
  })

  test('names and sizes of ciphers are Node’s', async () => {
    await agrees(`(require) => {
      // Beside Node's, the sandbox has two of its own.
      const nodes = (name) => name !== 'md4' && name !== 'whirlpool'
      const { getCiphers, getCipherInfo, getHashes, getCurves } = require('crypto')
      return [getCiphers(), getHashes().filter(nodes), getCurves().length, getCipherInfo('aes-256-gcm'), getCipherInfo('no such'), getCipherInfo('aes-128-cbc', { keyLength: 5 })]
    }`)
  })

  test('createCipher, since removed from Node, decrypts what old applications encrypted', async () => {
    // By `openssl enc -aes-256-cbc -md md5 -nosalt -k password`, as createCipher did.
    const body = `(require) => {
      const crypto = require('crypto')
      const decipher = crypto.createDecipher('aes-256-cbc', 'password')
      const cipher = crypto.createCipher('aes192', 'password')
      return [
        decipher.update(SEALED, 'base64', 'utf8') + decipher.final('utf8'),
        cipher.update('abc', 'utf8', 'hex') + cipher.final('hex'),
      ]
    }`
    const { createCipheriv, createHash } = await import('node:crypto')
    const derive = (length: number) => {
      let derived = Buffer.alloc(0)
      let block = Buffer.alloc(0)
      while (derived.length < length) {
        block = createHash('md5').update(block).update('password').digest()
        derived = Buffer.concat([derived, block])
      }
      return derived
    }
    const seal = (name: string, keyLength: number, text: string, encoding: 'hex' | 'base64') => {
      const derived = derive(keyLength + 16)
      const cipher = createCipheriv(
        name,
        derived.subarray(0, keyLength),
        derived.subarray(keyLength, keyLength + 16),
      )
      return cipher.update(text, 'utf8', encoding) + cipher.final(encoding)
    }
    const sealed = Buffer.from(seal('aes-256-cbc', 32, 'an old secret', 'hex'), 'hex').toString('base64')
    expect(await inSandbox(sandbox, body.replace('SEALED', JSON.stringify(sealed)))).toEqual([
      'an old secret',
      seal('aes-192-cbc', 24, 'abc', 'hex'),
    ])
  })

  test('ciphers that are never finished do not accumulate', async () => {
    const body = `(require) => {
      const { createCipheriv } = require('crypto')
      let last
      for (let i = 0; i < 500; i++) last = createCipheriv('aes-128-ctr', Buffer.alloc(16), Buffer.alloc(16)).update('abc', 'utf8', 'hex')
      return last
    }`
    expect(await inSandbox(sandbox, body)).toBe(await inNode(body))
  })
})
