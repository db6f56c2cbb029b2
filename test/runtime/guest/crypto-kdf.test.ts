import { pbkdf2Sync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { ScriptCall } from '../../../runtime/contract.ts'
import { inNode, inSandbox } from '../../support/guest-harness.ts'
import { useSandbox } from '../../support/sandbox.ts'

const sandbox = useSandbox()

async function agrees(body: string): Promise<void> {
  expect(await inSandbox(sandbox, body)).toEqual(await inNode(body))
}

/** What a login script's error comes to. */
const failing = async (body: string) =>
  (await sandbox.run(`function (email, password, callback) { ${body} }`)).outcome

describe('key derivation', () => {
  test('pbkdf2 gives the values of RFC 6070', async () => {
    const body = `(require) => {
      const { pbkdf2Sync } = require('crypto')
      return [
        pbkdf2Sync('password', 'salt', 1, 20, 'sha1').toString('hex'),
        pbkdf2Sync('password', 'salt', 2, 20, 'sha1').toString('hex'),
        pbkdf2Sync('password', 'salt', 4096, 20, 'sha1').toString('hex'),
        pbkdf2Sync('passwordPASSWORDpassword', 'saltSALTsaltSALTsaltSALTsaltSALTsalt', 4096, 25, 'sha1').toString('hex'),
        pbkdf2Sync('pass\\0word', 'sa\\0lt', 4096, 16, 'sha1').toString('hex'),
      ]
    }`
    expect(await inSandbox(sandbox, body)).toEqual([
      '0c60c80f961f0e71f3a9b524af6012062fe037a6',
      'ea6c014dc72d6f8ccd1ed92ace1d41f0d8de8957',
      '4b007901b765489abead49d926f721d065a429c1',
      '3d2eec4fe41c849b80c8d83662c0e44a8b291a964cf2f07038',
      '56fa6aa75548099dcc37d7f03425e0c3',
    ])
  })

  test('scrypt gives the values of RFC 7914', async () => {
    const body = `(require) => {
      const { scryptSync } = require('crypto')
      return [
        scryptSync('', '', 64, { N: 16, r: 1, p: 1 }).toString('hex'),
        scryptSync('password', 'NaCl', 64, { N: 1024, r: 8, p: 16 }).toString('hex'),
        scryptSync('pleaseletmein', 'SodiumChloride', 64, { cost: 16384, blockSize: 8, parallelization: 1 }).toString('hex'),
      ]
    }`
    expect(await inSandbox(sandbox, body)).toEqual([
      '77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906',
      'fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b3731622eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640',
      '7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887',
    ])
  })

  test('callbacks, promises, every digest and both kinds of arguments give what Node gives', async () => {
    await agrees(`async (require) => {
      const crypto = require('crypto')
      const { promisify } = require('util')
      return [
        await promisify(crypto.pbkdf2)('password', 'salt', 1000, 64, 'sha512'),
        await promisify(crypto.pbkdf2)(Buffer.from('password'), new Uint8Array([1, 2]), 10, 100, 'sha256'),
        await promisify(crypto.scrypt)('password', 'salt', 32),
        await promisify(crypto.scrypt)('password', 'salt', 32, { N: 1024 }),
        Buffer.from(await promisify(crypto.hkdf)('sha256', 'key', 'salt', 'info', 42)),
        Buffer.from(crypto.hkdfSync('sha512', Buffer.alloc(22, 11), '', '', 42)),
        ...['md5', 'sha1', 'sha224', 'sha384', 'ripemd160'].map((digest) => crypto.pbkdf2Sync('a', 'b', 5, 33, digest)),
      ]
    }`)
  })

  test('without a digest pbkdf2 takes SHA-1, as it did when old scripts were written', async () => {
    const body = `async (require) => {
      const { pbkdf2, pbkdf2Sync } = require('crypto')
      const later = await new Promise((resolve, reject) =>
        pbkdf2('password', 'salt', 2, 20, (error, key) => error ? reject(error) : resolve(key.toString('hex'))))
      return [later, pbkdf2Sync('password', 'salt', 2, 20).toString('hex')]
    }`
    expect(await inSandbox(sandbox, body)).toEqual(Array(2).fill('ea6c014dc72d6f8ccd1ed92ace1d41f0d8de8957'))
  })

  test('arguments of a wrong type fail as in Node', async () => {
    await agrees(`async (require, told) => {
      const crypto = require('crypto')
      const { promisify } = require('util')
      const later = (work) => work.then((value) => value, (error) => error)
      return [
        told(() => crypto.pbkdf2Sync('a', 'b', 1, 20, 'foo')), told(() => crypto.pbkdf2Sync('a', 'b', 0, 20, 'sha1')),
        told(() => crypto.pbkdf2Sync('a', 'b', 1, -1, 'sha1')), told(() => crypto.pbkdf2('a', 'b', 1, 1, 'sha1')),
        told(() => crypto.pbkdf2Sync('a', 'b', 1, 0, 'sha1')),
        told(() => crypto.scryptSync('a', 'b', 20, { N: 15 })),
        told(() => crypto.scrypt('a', 'b', 20)), told(() => crypto.scryptSync('a', 'b', 20, { N: 16, cost: 16 })),
        told(() => crypto.hkdfSync('foo', 'k', 's', 'i', 20)), told(() => crypto.hkdfSync('sha1', 'k', 's', 'i', 20 * 255 + 1)),
        told(() => crypto.pbkdf2('a', 'b', 1, 20, 'foo', () => {})), await later(promisify(crypto.scrypt)('a', 'b', 20, { N: 15 })),
        told(() => crypto.scryptSync('a', 'b', 20, { N: 2 ** 20 })),
      ]
    }`)
  })

  test.each([
    [
      'pbkdf2Sync',
      "crypto.pbkdf2Sync(password, 'salt', 1e8, 64, 'sha512')",
      /5000000 iterations are the most/,
    ],
    [
      'pbkdf2Sync with a long key',
      "crypto.pbkdf2Sync(password, 'salt', 1e6, 1024, 'sha512')",
      /312500 iterations are the most/,
    ],
    [
      'pbkdf2',
      "crypto.pbkdf2(password, 'salt', 1e8, 64, 'sha512', callback)",
      /5000000 iterations are the most/,
    ],
    [
      'a key of a megabyte',
      "crypto.pbkdf2(password, 'salt', 1, 1e6, 'sha512', callback)",
      /1024 are the most/,
    ],
    [
      'scryptSync',
      "crypto.scryptSync(password, 'salt', 64, { N: 16384, r: 8, p: 1000, maxmem: 2 ** 40 })",
      /N\*r\*p = 4194304 is the most/,
    ],
    [
      'scrypt',
      "crypto.scrypt(password, 'salt', 64, { N: 2 ** 20, r: 8, maxmem: 2 ** 40 }, callback)",
      /67108864 bytes is the most/,
    ],
  ])(
    '%s that would run for long is refused at once, and the message names the most',
    async (_, call, message) => {
      const startedAt = performance.now()
      expect(await failing(`const crypto = require('crypto'); ${call}`)).toMatchObject({
        kind: 'failure',
        code: 'script_error',
        error_code: 'ERR_CRYPTO_KDF_COST',
        message: expect.stringMatching(message),
      })
      expect(performance.now() - startedAt).toBeLessThan(1000)
    },
  )

  test('an error thrown by a callback ends the run', async () => {
    for (const call of [
      "pbkdf2('a', 'b', 1, 8, 'sha1', ",
      "scrypt('a', 'b', 8, ",
      "hkdf('sha1', 'a', 'b', 'c', 8, ",
      'randomBytes(4, ',
      'randomInt(4, ',
    ]) {
      expect(
        await failing(`require('crypto').${call}() => { throw new TypeError('of the script') })`),
      ).toMatchObject({
        kind: 'failure',
        code: 'script_error',
        name: 'TypeError',
        message: 'of the script',
      })
    }
  })
})

describe('the price of hashes', () => {
  const run = (body: string, limits: ScriptCall['limits'] = {}, more: Partial<ScriptCall> = {}) =>
    sandbox.run(
      `async function login(email, password, callback) {
        const crypto = require('crypto'), derive = require('util').promisify(crypto.pbkdf2)
        ${body}
      }`,
      { limits, ...more },
    )
  const KEY_OF_A_MILLION = pbkdf2Sync('secret password', 'salt', 1_000_000, 128, 'sha512').toString('hex')

  test('a million iterations of PBKDF2-SHA-512 with 128 bytes pass, and are charged to the run', async () => {
    for (const key of [
      "crypto.pbkdf2Sync(password, 'salt', 1e6, 128, 'sha512')",
      "await derive(password, 'salt', 1e6, 128, 'sha512')",
    ]) {
      const { outcome, cpu_ms } = await run(`callback(null, { key: (${key}).toString('hex') })`)
      expect(outcome).toEqual({ kind: 'value', value: { key: KEY_OF_A_MILLION } })
      expect(cpu_ms).toBeGreaterThan(100)
    }
  })

  test('a hash that takes longer than a script may stay in one turn is not its turn’s time', async () => {
    const { outcome } = await run(
      `const before = Date.now()
       crypto.pbkdf2Sync(password, 'salt', 1e6, 128, 'sha512'); crypto.scryptSync(password, 'salt', 64, { N: 2 ** 16, r: 8, p: 4, maxmem: 2 ** 30 })
       callback(null, { took: Date.now() - before })`,
      { entry_ms: 200, entry_grace_ms: 100 },
    )
    expect(outcome).toMatchObject({ kind: 'value', value: { took: expect.any(Number) } })
    expect(JSON.parse(JSON.stringify(outcome)).value.took).toBeGreaterThan(300)
    const looping = await run("crypto.pbkdf2Sync(password, 'salt', 1e5, 64, 'sha512'); for (;;);", {
      entry_ms: 200,
    })
    expect(looping.outcome).toMatchObject({ kind: 'failure', code: 'script_timeout' })
  })

  test.each([
    ['pbkdf2Sync', "for (;;) crypto.pbkdf2Sync(password, 'salt', 2e5, 64, 'sha512')"],
    ['pbkdf2', "for (;;) await derive(password, 'salt', 2e5, 64, 'sha512')"],
    [
      'many at once',
      "await Promise.all(Array.from({ length: 50 }, () => derive(password, 'salt', 2e5, 64, 'sha512')))",
    ],
    ['scryptSync', 'for (;;) crypto.scryptSync(password, "salt", 64)'],
    ['bcrypt', "for (;;) await require('bcrypt').hash(password, 9)"],
    ['bcrypt.hashSync', "for (;;) require('bcrypt').hashSync(password, 9)"],
    ['argon2', "for (;;) await require('argon2').hash(password)"],
    ['an old digest', "for (;;) await require('legacy-hashes').phpass.hash(password, { rounds: 14 })"],
    ['cheap ones', "for (;;) crypto.pbkdf2Sync(password, 'salt', 5e3, 64, 'sha512')"],
  ])('hashes end the run when their CPU time is used up, in words: %s', async (_, body) => {
    const { outcome, cpu_ms } = await run(body, { kdf_cpu_ms: 300 })
    expect(outcome).toMatchObject({
      kind: 'failure',
      code: 'script_limit',
      message: expect.stringMatching(/more than 300 ms of CPU time to hash passwords/),
    })
    expect(cpu_ms).toBeGreaterThanOrEqual(250)
    expect(cpu_ms).toBeLessThan(1_500)
  })

  test('the next run of the same isolate has a budget of its own', async () => {
    const once = () =>
      run(
        "callback(null, { runs: (global.runs = (global.runs || 0) + 1), key: crypto.pbkdf2Sync(password, 'salt', 3e5, 64, 'sha512').length })",
        { kdf_cpu_ms: 1_000 },
        { connection_id: 'con_budget' },
      )
    for (let i = 1; i <= 12; i++)
      expect((await once()).outcome).toEqual({ kind: 'value', value: { runs: i, key: 64 } })
  })

  test('one run computes one hash at a time', async () => {
    const { outcome } = await run(
      `const order = []
       const one = (name, iterations) => derive(password, 'salt', iterations, 64, 'sha512').then(() => order.push(name))
       await Promise.all([one('long', 3e5), one('short', 100), one('last', 2e4)])
       callback(null, { order })`,
    )
    expect(outcome).toEqual({ kind: 'value', value: { order: ['long', 'short', 'last'] } })
  })

  test('while one tenant hashes without end, the hash of another waits for no more than one of them', async () => {
    const stop = new AbortController()
    const hungry = Array.from({ length: 12 }, (_, i) =>
      run(
        "for (;;) await derive(password, 'salt', 5e5, 64, 'sha512')",
        {},
        { tenant_id: 'hungry', connection_id: `con_${i}`, signal: stop.signal },
      ),
    )
    const quiet = () =>
      run(
        "callback(null, { key: (await derive(password, 'salt', 1e5, 64, 'sha512')).length })",
        {},
        { tenant_id: 'quiet' },
      )
    await quiet()
    for (let i = 0; i < 5; i++) {
      const { outcome, duration_ms } = await quiet()
      expect(outcome).toEqual({ kind: 'value', value: { key: 64 } })
      expect(duration_ms).toBeLessThan(3_000)
    }
    stop.abort()
    await Promise.all(hungry)
  })
})

describe('random numbers', () => {
  test('have the size, range and shape that were asked for, and do not repeat', async () => {
    const body = `async (require) => {
      const crypto = require('crypto')
      const { promisify } = require('util')
      const drawn = new Set(Array.from({ length: 3000 }, () => crypto.randomBytes(16).toString('hex')))
      const ids = new Set(Array.from({ length: 500 }, () => crypto.randomUUID()))
      const dice = Array.from({ length: 600 }, () => crypto.randomInt(1, 7))
      const array = crypto.randomFillSync(new Uint32Array(4), 1, 2)
      return {
        sizes: [0, 1, 513, 200000].map((size) => crypto.randomBytes(size).length),
        later: (await promisify(crypto.randomBytes)(33)).length,
        distinct: drawn.size,
        uuids: [...ids].filter((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id)).length,
        dice: [...new Set(dice)].sort(),
        filled: [array[0], array[1] > 0, array[2] > 0, array[3]],
        last_byte: new Set(crypto.randomBytes(100000).subarray(-1000)).size > 200,
        values: crypto.webcrypto.getRandomValues(new Uint8Array(8)).length,
        int: await promisify(crypto.randomInt)(10) < 10,
      }
    }`
    expect(await inSandbox(sandbox, body)).toEqual({
      sizes: [0, 1, 513, 200000],
      later: 33,
      distinct: 3000,
      uuids: 500,
      dice: [1, 2, 3, 4, 5, 6],
      filled: [0, true, true, 0],
      last_byte: true,
      values: 8,
      int: true,
    })
  })

  test('arguments of a wrong type fail as in Node', async () => {
    await agrees(`(require, told) => {
      const crypto = require('crypto')
      return [
        told(() => crypto.randomBytes(-1)), told(() => crypto.randomBytes(2 ** 31)), told(() => crypto.randomInt(5, 5)),
        told(() => crypto.randomInt(2 ** 50)), told(() => crypto.randomInt(0, 2 ** 49)),
        told(() => crypto.timingSafeEqual(Buffer.alloc(1), Buffer.alloc(2))), told(() => crypto.timingSafeEqual('a', Buffer.alloc(2))),
        crypto.timingSafeEqual(Buffer.from('abc'), Buffer.from('abc')), crypto.timingSafeEqual(Buffer.from('abc'), Buffer.from('abd')),
      ]
    }`)
  })
})
