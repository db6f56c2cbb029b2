import { describe, expect, test } from 'vitest'
import { inSandbox } from '../../support/guest-harness.ts'
import { useSandbox } from '../../support/sandbox.ts'

const sandbox = useSandbox()

/** RFC 1320 §A.5 */
const MD4 = {
  '': '31d6cfe0d16ae931b73c59d7e0c089c0',
  a: 'bde52cb31de33e46245e05fbdbd6fb24',
  abc: 'a448017aaf21d8525fc10ae87aa6729d',
  'message digest': 'd9130a8164549fe818874806e1c7014b',
  abcdefghijklmnopqrstuvwxyz: 'd79e1c308aa5bbcdeea8ed63df412da9',
  ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789: '043f8582f241db351ce627e153e7f0e4',
  '12345678901234567890123456789012345678901234567890123456789012345678901234567890':
    'e33b4ddc9c38f2199c3e7b164fcc0536',
}

/** ISO/IEC 10118-3, and the authors' reference implementation. */
const WHIRLPOOL = {
  '': '19fa61d75522a4669b44e39c1d2e1726c530232130d407f89afee0964997f7a73e83be698b288febcf88e3e03c4f0757ea8964e59b63d93708b138cc42a66eb3',
  a: '8aca2602792aec6f11a67206531fb7d7f0dff59413145e6973c45001d0087b42d11bc645413aeff63a42391a39145a591a92200d560195e53b478584fdae231a',
  abc: '4e2448a4c6f486bb16b6562c73b4020bf3043e3a731bce721ae1b303d97e6d4c7181eebdb6c57e277d0e34957114cbd6c797fc9d95d8b582d225292076d4eef5',
  '12345678901234567890123456789012345678901234567890123456789012345678901234567890':
    '466ef18babb0154d25b9d38a6414f5c08784372bccb204d6549c4afadb6014294d5bd8df2a6c44e538cd047b2681a51a2c60481e88c5a20b2c2a80cf3a9a083b',
}

describe('hashes that OpenSSL no longer has', () => {
  test.each([
    ['md4', MD4],
    ['whirlpool', WHIRLPOOL],
  ])('%s gives the published values, at once and piece by piece', async (name, expected) => {
    const body = `(require) => {
      const { createHash, hash } = require('crypto')
      return ${JSON.stringify(Object.keys(expected))}.map((text) => {
        const pieces = createHash('${name.toUpperCase()}')
        for (const letter of text) pieces.update(letter)
        const copy = pieces.copy().update('more')
        return [createHash('${name}').update(text).digest('hex'), pieces.digest('hex'), hash('${name}', text),
          copy.digest('hex') === hash('${name}', text + 'more')]
      })
    }`
    expect(await inSandbox(sandbox, body)).toEqual(
      Object.values(expected).map((value) => [value, value, value, true]),
    )
  })

  test('they are listed, and their HMACs are those of PHP', async () => {
    // PHP 8.2: hash_hmac($name, 'x', $key)
    const body = `(require) => {
      const { createHmac, getHashes } = require('crypto')
      return [
        ...['md4', 'whirlpool'].map((name) => getHashes().includes(name)), [...getHashes()].sort().join() === getHashes().join(),
        createHmac('md4', 'key').update('x').digest('hex'), createHmac('md4', 'k'.repeat(70)).update('x').digest('hex'),
        createHmac('whirlpool', 'key').update('x').digest('hex'),
      ]
    }`
    expect(await inSandbox(sandbox, body)).toEqual([
      true,
      true,
      true,
      HMACS.md4,
      HMACS.md4LongKey,
      HMACS.whirlpool,
    ])
  })

  test('a stream may be piped through them, and a second digest fails', async () => {
    const body = `(require, told) => new Promise((resolve) => {
      const { createHash } = require('crypto')
      const hash = createHash('md4')
      hash.on('data', (digest) => resolve([digest.toString('hex'), told(() => hash.update('x'))]))
      hash.end('abc')
    })`
    expect(await inSandbox(sandbox, body)).toEqual([
      MD4.abc,
      { error: ['Error', 'ERR_CRYPTO_HASH_FINALIZED', 'Digest already called'] },
    ])
  })
})

const HMACS = {
  md4: 'bbdfab9a17e3017e3b1b10e2465d25f3',
  md4LongKey: 'ba0a30e0fdd28203683aa294814b5089',
  whirlpool:
    'e1e13a09f6169d9cf9f6e65f4ddd2a3f1beef34bc698fe9be0288e818d9cd3b409d6f35940a330823907a02a4dacad77409ad37bf9832d72481071fc63a88c96',
}
