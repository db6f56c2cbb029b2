import { createHash, createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { inNode, inSandbox } from '../../support/guest-harness.ts'
import { useSandbox } from '../../support/sandbox.ts'

const sandbox = useSandbox()

/** Fails with the difference when a sandbox and Node don't agree. */
async function agrees(body: string): Promise<void> {
  expect(await inSandbox(sandbox, body)).toEqual(await inNode(body))
}

describe('hashes are those of Node', () => {
  test.each([
    'md5',
    'sha1',
    'sha224',
    'sha256',
    'sha384',
    'sha512',
    'ripemd160',
    'sha3-256',
    'RSA-SHA256',
    'SHA1',
    'sha-256',
  ])('%s, of nothing up to more than a megabyte', async (algorithm) => {
    await agrees(`(require) => {
        const { createHash, createHmac } = require('crypto')
        const data = Buffer.alloc(1300000, 'abcdefghijklmnopqrstuvwxyz')
        return [0, 1, 55, 56, 63, 64, 65, 119, 128, 129, 256, 257, 512, 513, 5000, 1300000].map((length) => [
          createHash('${algorithm}').update(data.subarray(0, length)).digest('hex'),
          createHmac('${algorithm}', data.subarray(0, length)).update(data.subarray(0, length)).digest('base64'),
        ])
      }`)
  })

  test('HMAC-SHA-256 gives the values of RFC 4231', async () => {
    const vectors = [
      [
        '0b'.repeat(20),
        '4869205468657265',
        'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7',
      ],
      [
        '4a656665',
        '7768617420646f2079612077616e7420666f72206e6f7468696e673f',
        '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
      ],
      ['aa'.repeat(20), 'dd'.repeat(50), '773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe'],
      [
        'aa'.repeat(131),
        '54657374205573696e67204c6172676572205468616e20426c6f636b2d53697a65204b6579202d2048617368204b6579204669727374',
        '60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54',
      ],
    ]
    const body = `(require) => ${JSON.stringify(vectors)}.map(([key, data]) =>
      require('crypto').createHmac('sha256', Buffer.from(key, 'hex')).update(data, 'hex').digest('hex'))`
    expect(await inSandbox(sandbox, body)).toEqual(vectors.map(([, , digest]) => digest))
  })

  test('data may be text in any encoding, bytes of any kind, and come in pieces', async () => {
    await agrees(`(require) => {
      const { createHash, hash } = require('crypto')
      const of = (...args) => createHash('sha1').update(...args).digest('hex')
      return [
        of('grüße'), of('grüße', 'latin1'), of('YWJj', 'base64'), of('616263', 'hex'), of('abc', 'utf16le'), of('abc', 'no such'),
        of(new Uint16Array([1, 2, 3])), of(new DataView(new ArrayBuffer(5))), of(Buffer.from('xabcx').subarray(1, 4)),
        createHash('md5').update('a').update(Buffer.from('b')).update('c', 'utf8').digest('base64url'),
        createHash('md5').update('abc').digest(), createHash('md5').update('abc').digest('latin1'), createHash('md5').update('abc').digest('binary'),
        hash('sha256', 'abc'), hash('sha256', 'abc', 'base64'), hash('sha256', 'abc', 'buffer'),
      ]
    }`)
  })

  test('a copy is independent, before and after the host has taken over', async () => {
    await agrees(`(require) => {
      const { createHash } = require('crypto')
      return [10, 900000].map((length) => {
        const first = createHash('sha256').update(Buffer.alloc(length, 1))
        const second = first.copy()
        first.update('a')
        second.update('b')
        return [first.digest('hex'), second.digest('hex')]
      })
    }`)
  })

  test('extendable functions give as many bytes as asked for', async () => {
    await agrees(`(require, told) => {
      const { createHash } = require('crypto')
      return [
        createHash('shake256', { outputLength: 100 }).update('a').digest('hex'),
        createHash('shake128', { outputLength: 4 }).update('a').copy({ outputLength: 4 }).digest('hex'),
        createHash('sha256', { outputLength: 32 }).update('a').digest('hex'),
      ]
    }`)
  })

  test('arguments of a wrong type fail as in Node', async () => {
    await agrees(`(require, told) => {
      const { createHash, createHmac, hash } = require('crypto')
      const done = createHash('sha1')
      done.digest()
      const hmac = createHmac('sha1', 'key')
      hmac.digest()
      return [
        told(() => createHash('foo')), told(() => createHash('no/such')), told(() => createHash()), told(() => createHmac('foo', 'key')), told(() => hash('foo', 'a')),
        told(() => done.update('a')), told(() => done.digest()), told(() => done.copy()),
        told(() => hmac.update('a')), told(() => hmac.digest('hex')), told(() => hmac.digest()),
        told(() => createHmac('sha1')), told(() => createHash('sha1').update('abc', 'hex')),
        told(() => createHash('sha256', { outputLength: 8 }).digest()),
      ]
    }`)
  })

  test('a hash is a stream when it is used as one, and a Transform all the time', async () => {
    await agrees(`(require) => new Promise((resolve, reject) => {
      const { createHash, createHmac } = require('crypto')
      const { Transform, Readable } = require('stream')
      const hash = createHash('sha256')
      const results = [hash instanceof Transform, hash.readable, hash.writable]
      Readable.from(['a', 'b', 'c']).pipe(hash).on('error', reject).on('data', (digest) => {
        results.push(digest.toString('hex'))
        const hmac = createHmac('sha1', 'key')
        hmac.setEncoding('hex')
        hmac.on('finish', () => resolve([...results, hmac.read()]))
        hmac.write('some ')
        hmac.end('text')
      })
    })`)
  })

  test('a hash of a few bytes does not ask the host', async () => {
    const loop = (count: number) => `function (email, password, callback) {
      const crypto = require('crypto')
      let last
      for (let i = 0; i < ${count}; i++) last = crypto.createHash('sha1').update('password' + i).digest('hex')
      callback(null, { last })
    }`
    // Far more than the host would answer in one run.
    const { outcome } = await sandbox.run(loop(3000), { limits: { host_calls: 100 } })
    expect(outcome).toEqual({
      kind: 'value',
      value: { last: createHash('sha1').update('password2999').digest('hex') },
    })
  })

  test('hashes that scripts forget are dropped, and the newest still work', async () => {
    const body = `(require) => {
      const { createHmac } = require('crypto')
      const big = Buffer.alloc(600000)
      const all = Array.from({ length: 120 }, () => createHmac('sha256', 'key').update(big))
      return all.at(-1).digest('hex')
    }`
    expect(await inSandbox(sandbox, body)).toBe(
      createHmac('sha256', 'key').update(Buffer.alloc(600000)).digest('hex'),
    )
  })
})
