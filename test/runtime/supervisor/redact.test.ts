import { inspect } from 'node:util'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createRedactor } from '../../../runtime/redact.ts'

const base64url = (text: string) => Buffer.from(text).toString('base64url')
const base64 = (text: string) => Buffer.from(text).toString('base64')
const hex = (text: string) => Buffer.from(text).toString('hex')
const reverse = (text: string) => [...text].reverse().join('')

/** Ways in which a secret gets into a text by accident. */
const ENCODINGS: [name: string, encode: (secret: string) => string][] = [
  ['plain', (secret) => secret],
  ['in upper case', (secret) => secret.replace(/[a-z]/g, (letter) => letter.toUpperCase())],
  ['reversed', reverse],
  ['reversed in upper case', (secret) => reverse(secret).replace(/[a-z]/g, (letter) => letter.toUpperCase())],
  ['URL-encoded', (secret) => encodeURIComponent(secret)],
  [
    'URL-encoded in lower-case hex',
    (secret) => encodeURIComponent(secret).replace(/%../g, (code) => code.toLowerCase()),
  ],
  ['as a form', (secret) => new URLSearchParams({ q: secret }).toString().slice(2)],
  ['with every byte percent-encoded', (secret) => hex(secret).replace(/../g, '%$&')],
  ['URL-encoded twice', (secret) => encodeURIComponent(encodeURIComponent(secret))],
  ['as JSON', (secret) => JSON.stringify(secret).slice(1, -1)],
  ['as JSON in JSON', (secret) => JSON.stringify(JSON.stringify(secret)).slice(3, -3)],
  [
    'in \\u escapes',
    (secret) => secret.replace(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
  ],
  [
    'in \\x escapes',
    (secret) =>
      secret.replace(/[\0-\xff]/g, (unit) => `\\x${unit.charCodeAt(0).toString(16).padStart(2, '0')}`),
  ],
  [
    'in HTML',
    (secret) =>
      secret
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('"', '&quot;')
        .replaceAll("'", '&#39;'),
  ],
  ['in hex', hex],
  ['in upper-case hex', (secret) => hex(secret).toUpperCase()],
  ['as Node prints a buffer', (secret) => hex(secret).replace(/..(?=.)/g, '$& ')],
  ['in hex with colons', (secret) => hex(secret).replace(/..(?=.)/g, '$&:')],
  ['as a list of hex numbers', (secret) => hex(secret).replace(/../g, '0x$&, ')],
  ['as the JSON of a buffer', (secret) => JSON.stringify(Buffer.from(secret))],
  ['as an indented list of numbers', (secret) => JSON.stringify([...Buffer.from(secret)], null, 2)],
  ['in base64', base64],
  ['in base64 after one byte', (secret) => base64(`a${secret}`)],
  ['in base64 after two bytes', (secret) => base64(`ab${secret}z`)],
  ['in base64url', base64url],
  ['in base64url after one byte', (secret) => base64url(`a${secret}`)],
  ['in base64url after two bytes', (secret) => base64url(`ab${secret}z`)],
  ['in URL-encoded base64', (secret) => encodeURIComponent(base64(secret))],
  ['as Basic authentication', (secret) => `Basic ${base64(`ann@example.com:${secret}`)}`],
]

describe('K4: a secret is found in every encoding in which it leaks by accident', () => {
  const secrets = ['hunter2!', 'päss wörd/+&"<x>\\', 'S3cr3t=\n🔑🔑', "it's %41 \\u0041"]
  test.each(ENCODINGS)('%s', (_, encode) => {
    for (const secret of secrets) {
      const redact = createRedactor([secret])
      const text = `before (${encode(secret)}) after`
      const redacted = redact(text)
      expect(redacted).toContain('[redacted]')
      expect(redacted.startsWith('before (')).toBe(true)
      expect(redacted.endsWith(') after')).toBe(true)
      expect(redacted).not.toContain(encode(secret))
    }
  })

  test('in an inspected object, an error with a cause, a query string and a connection string', () => {
    const redact = createRedactor(['tr0ub4dor&3'])
    expect(redact(inspect({ user: 'ann', password: 'tr0ub4dor&3', raw: Buffer.from('tr0ub4dor&3') }))).toBe(
      "{\n  user: 'ann',\n  password: '[redacted]',\n  raw: <Buffer [redacted]>\n}",
    )
    expect(redact('GET /login?p=tr0ub4dor%263&x=1')).toBe('GET /login?p=[redacted]&x=1')
    expect(redact('mysql://root:tr0ub4dor%263@db/x')).toBe('mysql://root:[redacted]@db/x')
  })

  test('several secrets, one inside the other, and next to each other', () => {
    const redact = createRedactor(['secret', 'my secret value', 'other'])
    expect(redact('my secret value, a secret, secretother.')).toBe('[redacted], a [redacted], [redacted].')
  })

  test('a part of a long secret', () => {
    const key = Array.from({ length: 40 }, (_, i) => hex(`line ${i * 7919}`)).join('\n')
    expect(createRedactor([key])(`x ${key.slice(0, 300)}`)).not.toContain(key.slice(0, 128))
  })

  test('a secret that is in the mark itself is not put there by it', () => {
    expect(createRedactor(['redacted'])('it was redacted')).toBe('it was ***')
  })
})

/** What a reader with a decoder for everything would see. */
function readings(text: string): string[] {
  const all = [text, reverse(text)]
  for (let round = 0; round < 3; round++) {
    for (const seen of [...all]) {
      all.push(seen.replaceAll('+', ' '))
      try {
        all.push(decodeURIComponent(seen))
      } catch {}
      try {
        all.push(JSON.parse(`"${seen}"`))
      } catch {}
    }
    if (all.length > 200) break
  }
  for (const run of text.match(/[A-Za-z0-9+/_-]{4,}/g) ?? []) {
    for (const skip of [0, 1, 2, 3]) all.push(Buffer.from(run.slice(skip), 'base64').toString())
    for (const skip of [0, 1]) all.push(Buffer.from(run.slice(skip), 'hex').toString())
  }
  return all
}

describe('K3: property tests', () => {
  const secret = fc
    .string({ minLength: 6, maxLength: 30, unit: 'grapheme' })
    .filter((text) => !/^[\s*]|…|\[|\]/.test(text) && text.trim().length > 5 && text.isWellFormed())
  const around = fc.string({ maxLength: 40, unit: fc.constantFrom(...'abc XYZ019.,:;(){}<>\n'.split('')) })

  test('any secret in any encoding inside any text cannot be read back', () => {
    void fc.assert(
      fc.property(
        secret,
        fc.constantFrom(...ENCODINGS),
        around,
        around,
        (hidden, [, encode], before, after) => {
          const redacted = createRedactor([hidden])(`${before} ${encode(hidden)} ${after}`)
          for (const reading of readings(redacted)) expect(reading).not.toContain(hidden)
        },
      ),
      { numRuns: 2000 },
    )
  })

  test('a text without the secret comes back unchanged', () => {
    const unit = (letters: string) =>
      fc.string({ minLength: 8, maxLength: 60, unit: fc.constantFrom(...letters) })
    void fc.assert(
      // Letters that no encoding of the secret shares.
      fc.property(unit('qQ!?'), fc.array(unit('abc def XYZ %41 \\n & + , 6a 0x 12,')), (hidden, parts) => {
        const text = parts.join(' ')
        expect(createRedactor([hidden])(text)).toBe(text)
      }),
      { numRuns: 1000 },
    )
  })
})

describe('the redactor does not hold up the server', () => {
  const timed = (work: () => unknown) => {
    const began = performance.now()
    work()
    return performance.now() - began
  }
  const configuration = [
    'db.example.internal',
    'S3cr3t P@ss/w+rd',
    'users_table',
    'legacy-root',
    '10.20.30.40',
    'ümläut-value',
  ]

  test('64 KiB of logs take a few milliseconds', () => {
    const redact = createRedactor(configuration)
    const logs = Array.from({ length: 2000 }, (_, i) => `line ${i}: user ${i * 7919} logged in`)
      .join('\n')
      .slice(0, 65_536)
    redact(logs)
    expect(timed(() => redact(logs))).toBeLessThan(20)
  })

  test.each([
    ['backslashes', [`${'\\'.repeat(40)}x`], '\\'.repeat(65_536)],
    ['percent signs', ['%25'.repeat(10)], '%25'.repeat(21_000)],
    ['one letter', [`b${'a'.repeat(120)}`], 'a'.repeat(65_536)],
    ['hex', ['ppppppppppppppppppppppx'], '70'.repeat(32_768)],
    ['plus signs', ['+ + + + + +x'], '+'.repeat(65_536)],
    ['many secrets', Array.from({ length: 3000 }, (_, i) => `x${i}${'a'.repeat(120)}`), 'a'.repeat(65_536)],
  ])('text designed to be slow to search: %s', (_, secrets, text) => {
    const redact = createRedactor(secrets)
    expect(timed(() => redact(text))).toBeLessThan(500)
  })
})

test('a long run of base64 in which a secret begins everywhere is redacted in linear time', () => {
  const redact = createRedactor(['aaaaaaaa'], 10_000)
  const began = performance.now()
  expect(redact(base64('aaaaaaaaa').repeat(20_000))).toBe('[redacted]')
  // It took the square of the text: 44 s.
  expect(performance.now() - began).toBeLessThan(2_000)
})
