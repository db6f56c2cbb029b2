import { describe, expect, test } from 'vitest'
import { inSandbox } from '../../support/guest-harness.ts'
import { useSandbox } from '../../support/sandbox.ts'

const sandbox = useSandbox()

describe('the package argon2', () => {
  test('gives the tags of RFC 9106 §5', async () => {
    const body = `async (require) => {
      const argon2 = require('argon2')
      const options = {
        salt: Buffer.alloc(16, 2), secret: Buffer.alloc(8, 3), associatedData: Buffer.alloc(12, 4),
        memoryCost: 32, timeCost: 3, parallelism: 4, hashLength: 32, raw: true,
      }
      const tags = []
      for (const type of [argon2.argon2d, argon2.argon2i, argon2.argon2id])
        tags.push((await argon2.hash(Buffer.alloc(32, 1), { ...options, type })).toString('hex'))
      return tags
    }`
    expect(await inSandbox(sandbox, body)).toEqual([
      '512b391b6f1162975371d30919734294f868e3be3984f3c1a13a4db9fabe4acb',
      'c814d9d1dc7f37aa13f0d77f2494bda1c8de6b016dd388d29952a4c4672b6ce8',
      '0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659',
    ])
  })

  test('hashes with the defaults of the published package, and verifies what it and PHP made', async () => {
    // password_hash() of PHP 8.2
    const php =
      '$argon2id$v=19$m=4096,t=2,p=1$UVJNM3BjNDdjemxjM1ExUA$hdlR9AagdnFavjQnne8B2mw71wfiw/Oil6nAt2MXsvE'
    const body = `async (require) => {
      const argon2 = require('argon2')
      const digest = await argon2.hash('secret')
      const peppered = await argon2.hash('secret', { memoryCost: 1024, secret: Buffer.from('pepper'), associatedData: Buffer.from('ad') })
      return [
        digest.replace(/[^$]+\\$[^$]+$/, ''), await argon2.verify(digest, 'secret'), await argon2.verify(digest, 'Secret'),
        await argon2.verify('${php}', 'pässword ☃ 1'),
        await argon2.verify(peppered, 'secret', { secret: Buffer.from('pepper') }), await argon2.verify(peppered, 'secret'),
        argon2.needsRehash(digest), argon2.needsRehash(digest, { timeCost: 4 }), argon2.needsRehash('${php}'),
      ]
    }`
    expect(await inSandbox(sandbox, body)).toEqual([
      '$argon2id$v=19$m=65536,t=3,p=4$',
      ...[true, false, true, true, false, false, true, true],
    ])
  })

  test('invalid digests and options out of range fail with a reason', async () => {
    const body = `async (require) => {
      const argon2 = require('argon2')
      const failing = (work) => work.then((value) => value, ({ message }) => message)
      return [
        await failing(argon2.verify('nonsense', 'secret')), await failing(argon2.hash('secret', { memoryCost: 2 ** 20 })),
        await failing(argon2.hash('secret', { timeCost: 0 })), await failing(argon2.hash('secret', { salt: Buffer.alloc(4) })),
        await failing(argon2.hash('secret', { type: 7 })), await failing(argon2.hash('secret', { version: 16 })),
      ]
    }`
    expect(await inSandbox(sandbox, body)).toEqual([
      expect.stringMatching(/must be a PHC string/),
      expect.stringMatching(/131072 KiB is the most/),
      expect.stringMatching(/Invalid timeCost/),
      expect.stringMatching(/salt must be at least 8 bytes/),
      expect.stringMatching(/Invalid type/),
      expect.stringMatching(/not offered here/),
    ])
  })
})
