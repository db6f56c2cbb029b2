import { describe, expect, test } from 'vitest'
import { inSandbox } from '../../support/guest-harness.ts'
import { MEMBERSHIPS, NAMELESS, PASSWORD, VECTORS } from '../../support/legacy-vectors.ts'
import { useSandbox } from '../../support/sandbox.ts'

const sandbox = useSandbox()

/** Each vector with its password, with another, and through the module's own `verify`. */
const verified = (vectors: readonly object[]) =>
  inSandbox(
    sandbox,
    `async (require) => {
      const hashes = require('legacy-hashes')
      const answers = []
      for (const { scheme, password, stored } of ${JSON.stringify(vectors)}) {
        answers.push([
          scheme, stored, await hashes[scheme].verify(password, stored), await hashes[scheme].verify(password + 'x', stored),
          await hashes.verify(Buffer.from(password), stored), hashes.identify(stored),
        ])
      }
      return answers
    }`,
  )

describe('legacy-hashes', () => {
  test.each([...new Set(VECTORS.map(({ scheme }) => scheme))])(
    '%s: hashes published, or made by the foreign tool, verify for their password only',
    async (name) => {
      const vectors = VECTORS.filter(({ scheme }) => scheme === name)
      expect(await verified(vectors)).toEqual(
        vectors.map(({ scheme, stored, identified }) => [scheme, stored, true, false, true, identified]),
      )
    },
  )

  test('hashes without a distinctive form verify by their scheme alone', async () => {
    expect(await verified(NAMELESS)).toEqual(
      NAMELESS.map(({ scheme, stored }) => [scheme, stored, true, false, false, 'undefined']),
    )
  })

  test('rows of ASP.NET Membership verify with SHA1, SHA256 and HMACs whose key is the salt', async () => {
    const body = `async (require) => {
      const { aspnetMembership } = require('legacy-hashes')
      return Promise.all(${JSON.stringify(MEMBERSHIPS)}.map(async ({ password, row }) => [
        await aspnetMembership.verify(password, row),
        await aspnetMembership.verify(password + 'x', row),
        await aspnetMembership.verify(password, { ...row, hash: Buffer.from(row.hash, 'base64') }),
      ]))
    }`
    expect(await inSandbox(sandbox, body)).toEqual(MEMBERSHIPS.map(() => [true, false, true]))
  })

  test('a salt before or after the password of a Whirlpool hash, in hex or base64', async () => {
    // PHP 8.2: hash('whirlpool', 'abc' . $password)
    const salted =
      '9e79c295f7ec447c0f884df8c296cc767b4926bfb018f2efe4f162efe291f604ab2634f855ff21b66a3196aeb3369ab454686c56476b13857f6e222e3eede49b'
    const body = `async (require) => {
      const { whirlpool } = require('legacy-hashes')
      const base64 = Buffer.from('${salted}', 'hex').toString('base64')
      const suffixed = await whirlpool.hash('abc', { salt: '${PASSWORD}', position: 'suffix' })
      return [
        await whirlpool.verify('${PASSWORD}', '${salted}', { salt: 'abc' }),
        await whirlpool.verify('${PASSWORD}', base64, { salt: Buffer.from('abc') }),
        await whirlpool.verify('${PASSWORD}', '${salted}'),
        suffixed === '${salted}',
      ]
    }`
    expect(await inSandbox(sandbox, body)).toEqual([true, true, false, true])
  })

  test('each scheme verifies its own hashes, each with another salt', async () => {
    const body = `async (require) => {
      const hashes = require('legacy-hashes')
      const cheap = {
        argon2: [{ memory: 1024, passes: 1 }, { type: 'argon2i', memory: 1024, passes: 1, lanes: 2, length: 16 }],
        aspnetIdentity: [{ iterations: 10 }, { version: 2 }, { digest: 'sha1', iterations: 10 }],
        aspnetMembership: [{}, { algorithm: 'SHA1' }, { algorithm: 'HMACSHA512' }],
        django: [{ iterations: 10 }, { algorithm: 'pbkdf2_sha1', iterations: 10 }],
        drupal7: [{ rounds: 7 }],
        ldap: ['SMD5', 'SSHA', 'SSHA256', 'SSHA384', 'SSHA512'].map((scheme) => ({ scheme })),
        pbkdf2: [{ iterations: 10 }, { digest: 'sha512', iterations: 10, length: 20 }],
        phpass: [{ rounds: 7 }, { rounds: 7, prefix: 'H' }],
        scrypt: [{ ln: 4 }, { ln: 4, r: 1, p: 2 }],
        simpleMembership: [{}],
        unixCrypt: ['1', 'apr1', '5', '6'].map((scheme) => ({ scheme, rounds: 1000 })),
      }
      const answers = []
      for (const [name, all] of Object.entries(cheap)) for (const options of all) {
        const [one, two] = [await hashes[name].hash('secret', options), await hashes[name].hash('secret', options)]
        answers.push([name, JSON.stringify(one) !== JSON.stringify(two), await hashes[name].verify('secret', one), await hashes[name].verify('Secret', one)])
      }
      return answers
    }`
    const answers = (await inSandbox(sandbox, body)) as [string, ...boolean[]][]
    expect(answers).toHaveLength(27)
    expect(answers).toEqual(answers.map(([name]) => [name, true, true, false]))
  })

  test('a callback gets the same answer as a promise', async () => {
    const body = `(require) => new Promise((resolve, reject) => {
      const hashes = require('legacy-hashes')
      hashes.ldap.hash('secret', { scheme: 'SSHA256' }, (error, stored) => error ? reject(error)
        : hashes.verify('secret', stored, (error, ok) => error ? reject(error)
        : hashes.ldap.verify('other', stored, (error, other) => hashes.verify(7, stored, (typed) => resolve([ok, other, typed.code])))))
    })`
    expect(await inSandbox(sandbox, body)).toEqual([true, false, 'ERR_INVALID_ARG_TYPE'])
  })

  test('an error thrown by the callback ends the run', async () => {
    const { outcome } = await sandbox.run(`function (email, password, callback) {
      require('legacy-hashes').phpass.verify('a', '$P$9IQRaTwmfeRo7ud9Fh4E2PdI0S3r.L0', () => { throw new Error('mine') })
    }`)
    expect(outcome).toMatchObject({ kind: 'failure', code: 'script_error', message: 'mine' })
  })
})
