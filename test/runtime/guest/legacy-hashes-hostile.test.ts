import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { inSandbox } from '../../support/guest-harness.ts'
import { NAMELESS, VECTORS } from '../../support/legacy-vectors.ts'
import { useSandbox } from '../../support/sandbox.ts'

const sandbox = useSandbox()

const PREFIXES = [
  ...[
    '',
    '$P$',
    '$H$',
    '$S$',
    'U$S$',
    '$1$',
    '$apr1$',
    '$5$',
    '$5$rounds=',
    '$6$',
    '$6$rounds=1000$',
    '$2b$10$',
  ],
  ...[
    '{SSHA}',
    '{SHA}',
    '{SMD5}',
    '{MD5}',
    '{SSHA512}',
    '{CRYPT}',
    '{CRYPT}$6$',
    '{ARGON2}',
    '{CRYPT',
    'AQ',
    'AA',
  ],
  ...[
    'pbkdf2_sha256$',
    'pbkdf2_sha1$10$',
    'bcrypt_sha256$',
    'argon2$argon2id$',
    'scrypt$2$',
    'md5$',
    'sha1$$',
    '!',
  ],
  ...[
    '$argon2id$',
    '$argon2id$v=19$m=8,t=1,p=1$',
    '$scrypt$ln=1,r=1,p=1$',
    '$pbkdf2$',
    '$pbkdf2-sha256$i=1,l=32$',
  ],
]

/** What every scheme, and the module itself, makes of these. True, or an error, is told with the text. */
const surprises = (storeds: readonly unknown[]) =>
  inSandbox(
    sandbox,
    `async (require) => {
      const hashes = require('legacy-hashes')
      const told = []
      const ask = async (name, verify, stored) => {
        try { if (await verify('password', stored) !== false) told.push([name, stored]) }
        catch (error) { told.push([name, stored, error.code || error.message]) }
      }
      for (const stored of ${JSON.stringify(storeds)}) {
        await ask('verify', hashes.verify, stored)
        for (const [name, scheme] of Object.entries(hashes)) if (scheme.verify) await ask(name, scheme.verify, stored)
        await ask('aspnetMembership', hashes.aspnetMembership.verify, { hash: stored, salt: 'AAAA' })
        await ask('aspnetMembership', hashes.aspnetMembership.verify, { hash: 'AAAA', salt: stored })
      }
      return told
    }`,
  )

/** How verifying this fails. */
const failure = (call: string) =>
  inSandbox(
    sandbox,
    `(require) => require('legacy-hashes').${call}.then((value) => value, ({ code, message }) => [code, message])`,
  )

describe('legacy-hashes, with malformed input', () => {
  test('stored text of any kind never throws and never verifies', async () => {
    const stored = fc
      .tuple(fc.constantFrom(...PREFIXES), fc.string({ maxLength: 90 }))
      .map((parts) => parts.join(''))
    await fc.assert(
      fc.asyncProperty(fc.array(stored, { minLength: 40, maxLength: 80 }), async (storeds) => {
        expect(await surprises(storeds)).toEqual([])
      }),
      { numRuns: 8 },
    )
  })

  test('a hash that was cut off, emptied or is no text never throws and never verifies', async () => {
    const all = [...VECTORS, ...NAMELESS].map(({ stored }) => stored)
    const cut = all.flatMap((stored) => [
      stored.slice(0, stored.length / 3),
      stored.slice(stored.length / 3),
      stored.replace(/[^$]+$/, ''),
    ])
    expect(await surprises([...cut, '', null, 7, true, {}, []])).toEqual([])
  })

  test.each([
    [
      'rounds of phpass',
      "phpass.verify('a', '$P$R12345678' + '.'.repeat(22))",
      /536870912 rounds takes too long/,
    ],
    [
      'rounds of Drupal',
      "drupal7.verify('a', '$S$R12345678' + '.'.repeat(43))",
      /536870912 rounds takes too long/,
    ],
    [
      'rounds of crypt',
      "unixCrypt.verify('a', '$6$rounds=999999999$salt$' + '.'.repeat(86))",
      /crypt with 999999999 rounds takes too long here; 700000 are the most/,
    ],
    [
      'rounds of crypt with a long password',
      "unixCrypt.verify('a'.repeat(4000), '$6$rounds=100000$salt$' + '.'.repeat(86))",
      /100000 rounds takes too long/,
    ],
    ['a password of a megabyte', "unixCrypt.hash('a'.repeat(1e6))", /4096 are the most/],
    [
      'memory of argon2',
      "verify('a', '$argon2id$v=19$m=4194304,t=1,p=1$c2FsdHNhbHQ$c2FsdHNhbHQ')",
      /m=4194304 needs too much memory here; 131072 KiB is the most/,
    ],
    [
      'passes of argon2',
      "verify('a', '$argon2id$v=19$m=65536,t=9,p=1$c2FsdHNhbHQ$c2FsdHNhbHQ')",
      /m=65536 and t=9 takes too long/,
    ],
    [
      'lanes of argon2',
      "verify('a', '$argon2id$v=19$m=65536,t=1,p=100$c2FsdHNhbHQ$c2FsdHNhbHQ')",
      /p=100 is too wide/,
    ],
    [
      'cost of scrypt',
      "verify('a', '$scrypt$ln=24,r=8,p=1$c2FsdA$' + 'A'.repeat(43))",
      /needs too much memory here/,
    ],
    [
      'iterations of PBKDF2',
      "verify('a', 'pbkdf2_sha256$2000000000$salt$' + 'A'.repeat(43))",
      /iterations are the most/,
    ],
  ])('S3: %s that would take too long are refused at once, with a reason', async (_what, call, reason) => {
    expect(await failure(call)).toEqual(['ERR_CRYPTO_KDF_COST', expect.stringMatching(reason)])
  })

  test('passwords in clear, encrypted ones, and argon2 1.0 are refused with a reason', async () => {
    expect(await failure("aspnetMembership.verify('a', { hash: 'a', salt: 'b', format: 0 })")).toContainEqual(
      expect.stringMatching(/format 0 \(clear\)/),
    )
    expect(await failure("aspnetMembership.verify('a', { hash: 'a', salt: 'b', format: 2 })")).toContainEqual(
      expect.stringMatching(/encrypted/),
    )
    expect(await failure("verify('a', '$argon2i$m=8,t=1,p=1$c2FsdHNhbHQ$c2FsdHNhbHQ')")).toContainEqual(
      expect.stringMatching(/argon2 1\.0/),
    )
  })

  test('S3: one script has only so many computations waiting, and may go on when they are done', async () => {
    const body = `async (require) => {
      const { phpass } = require('legacy-hashes')
      const settled = await Promise.allSettled(Array.from({ length: 20 }, () => phpass.hash('a', { rounds: 7 })))
      const refused = settled.filter(({ status }) => status === 'rejected').map(({ reason }) => reason.message)
      return [refused.length, refused[0], (await phpass.hash('a', { rounds: 7 })).length]
    }`
    expect(await inSandbox(sandbox, body)).toEqual([
      4,
      'More than 16 key derivations at once are too many for one script.',
      34,
    ])
  })

  test('S3: while a long hash is computed, other scripts of the runner are answered', async () => {
    const long = sandbox.run(`function (email, password, callback) {
      require('legacy-hashes').drupal7.hash(password, { rounds: 17 }).then((stored) => callback(null, { stored }), callback)
    }`)
    let longIsDone = false
    const watched = long.finally(() => {
      longIsDone = true
    })
    const short = await sandbox.run('function (email, password, callback) { callback(null, { id: 1 }) }')
    expect([short.outcome.kind, longIsDone]).toEqual(['value', false])
    expect((await watched).outcome).toMatchObject({
      kind: 'value',
      value: { stored: expect.stringMatching(/^\$S\$F/) },
    })
  })
})
