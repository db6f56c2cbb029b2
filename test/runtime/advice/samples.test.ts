import { parse } from 'acorn'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { adviseScript } from '../../../runtime/in-worker.ts'
import { ACTIONS } from '../../../runtime/index.ts'
import { applyFix, brief, found, samples } from './support.ts'

const EXPECTED: { readonly [name: string]: string[] } = {
  axios: ['missing-callback 10:5-10:18'],
  'basic-auth': ['deprecated-call 2:3-14:5', 'email-verified-missing 9:20-13:6'],
  'md5-anonymous': [
    'deprecated-call 2:20-2:25',
    'unsalted-fast-hash 3:14-3:69',
    'hash-compare 8:9-8:34',
    'user-id-not-stable 9:31-9:40',
    'password-in-profile 9:64-9:90',
  ],
  membership: [
    'deprecated-call 4:17-4:45',
    'deprecated-call 7:5-10:7',
    'deprecated-call 9:18-9:33',
    'deprecated-call 12:20-12:37',
    'connection-not-closed 12:20-12:133',
    'deprecated-call 13:21-13:38',
    'email-verified-missing 19:22-19:73',
    'deprecated-call 22:46-22:51',
  ],
  'modern-fetch': [],
  'modern-mongo': [],
  'modern-mysql-pool': [],
  'modern-mysql': [],
  'modern-pg': [],
  'mongo-client': [
    'connection-not-closed 3:18-3:73',
    'secret-in-source 3:34-3:72',
    'deprecated-call 4:3-4:17',
    'deprecated-call 7:5-7:17',
  ],
  'mongo-global': ['deprecated-call 2:3-2:8', 'deprecated-call 4:5-4:18', 'deprecated-call 8:7-8:19'],
  'mysql-global': [
    'deprecated-call 2:20-2:25',
    'connection-not-closed 2:20-7:5',
    'secret-in-source 5:15-5:24',
    'sql-by-concatenation 9:15-9:94',
    'email-verified-missing 15:20-19:6',
    'user-id-not-text 16:11-16:18',
  ],
  'mysql-module': [
    'deprecated-call 3:22-3:27',
    'connection-not-closed 3:22-3:91',
    'callback-not-returned 7:16-7:29',
  ],
  oracle: ['connection-not-closed 3:3-17:5', 'callback-not-returned 5:7-5:31'],
  'pg-connect': [
    'secret-in-source 4:21-4:65',
    'deprecated-call 5:3-5:19',
    'email-verified-missing 14:31-14:95',
    'user-id-not-text 14:42-14:49',
  ],
  'postgres-global': [
    'deprecated-call 2:3-2:11',
    'connection-not-closed 2:69-2:73',
    'missing-callback 5:7-5:14',
    'password-in-profile 9:22-9:36',
  ],
  'sqlserver-global': [
    'deprecated-call 2:20-2:37',
    'connection-not-closed 2:20-2:133',
    'deprecated-call 3:21-3:38',
    'sql-by-concatenation 3:39-3:115',
  ],
  'tedious-events': [
    'deprecated-call 5:25-5:30',
    'connection-not-closed 6:20-11:5',
    'secret-in-source 8:15-8:24',
    'missing-callback 21:25-21:32',
    'email-verified-missing 22:22-22:76',
    'user-id-not-text 22:33-22:49',
  ],
}

describe('scripts as tenants paste them', () => {
  test('each sample has its expectation', () => {
    expect(samples().map(({ name }) => name)).toEqual(Object.keys(EXPECTED))
  })

  test.each(samples())('$name gets exactly the advice it needs', ({ name, action, source }) => {
    expect(adviseScript({ action, source }).map(brief)).toEqual(EXPECTED[name])
  })

  test('a script that is written with care gets no advice', () => {
    const modern = samples().filter(({ name }) => name.startsWith('modern-'))
    expect(modern).toHaveLength(5)
    for (const { action, source } of modern) expect(adviseScript({ action, source })).toEqual([])
  })

  test('every finding is one sentence and lies within the text', () => {
    for (const { action, source } of samples()) {
      const lines = source.split('\n')
      for (const advice of adviseScript({ action, source })) {
        expect(advice.message).toMatch(/^[A-Z].*[^.]\.$/)
        expect(advice.message).not.toContain('\n')
        expect(advice.column).toBeGreaterThan(0)
        expect(lines[advice.line - 1]?.length).toBeGreaterThanOrEqual(advice.column - 1)
        expect(lines[advice.end_line - 1]?.length).toBeGreaterThanOrEqual(advice.end_column - 1)
      }
    }
  })

  test('no message repeats a secret of the script', () => {
    for (const { action, source } of samples()) {
      expect(JSON.stringify(adviseScript({ action, source }))).not.toContain('hunter2')
    }
  })
})

describe('fixes', () => {
  const fixable = samples().flatMap((sample) =>
    adviseScript(sample)
      .filter(({ fix }) => fix)
      .map((advice) => ({ ...sample, advice, at: brief(advice) })),
  )

  test.each(fixable)('$name, $at: the fixed text parses and lacks that finding', (each) => {
    const source = applyFix(each.source, each.advice)
    expect(() => parse(`(${source.replace(/;\s*$/, '')}\n)`, { ecmaVersion: 'latest' })).not.toThrow()
    const before = adviseScript(each).filter(({ rule }) => rule === each.advice.rule)
    const after = adviseScript({ ...each, source }).filter(({ rule }) => rule === each.advice.rule)
    expect(after).toHaveLength(before.length - 1)
  })
})

describe('any text', () => {
  test.each([
    ['a call', 'if (a) q(callback); (a)().b = 1; if (a) callback()'],
    ['a pattern', 'if (a) q(callback); [a, b] = c; if (a) callback()'],
    ['this', 'if (this.a) q(callback); this.a = 1; if (this.a) callback()'],
  ])('a value given to %s is followed', (_name, body) => {
    const source = `function (email, password, callback) { ${body} }`
    expect(found('login', source, 'missing-callback')).toHaveLength(1)
  })

  const action = fc.constantFrom(...ACTIONS)
  const tokens = samples().flatMap(({ source }) => source.match(/\w+|\s+|[^\w\s]/g) ?? [])
  const token = fc.constantFrom(...new Set(tokens))

  test('a random mix of pieces of scripts never makes the advice throw', () => {
    fc.assert(
      fc.property(action, fc.array(token, { maxLength: 60 }), (name, parts) => {
        adviseScript({ action: name, source: `function (email, password, callback) { ${parts.join('')} }` })
      }),
      { numRuns: 1000 },
    )
  })

  test('a sample with pieces removed, doubled or exchanged never makes the advice throw', () => {
    const mutation = fc.record({
      sample: fc.constantFrom(...samples()),
      action,
      edits: fc.array(
        fc.record({ at: fc.nat(), length: fc.nat({ max: 40 }), by: fc.array(token, { maxLength: 3 }) }),
        {
          maxLength: 3,
        },
      ),
    })
    let parsed = 0
    fc.assert(
      fc.property(mutation, ({ sample, action: name, edits }) => {
        let { source } = sample
        for (const { at, length, by } of edits) {
          const start = at % source.length
          source = source.slice(0, start) + by.join('') + source.slice(start + length)
        }
        const advice = adviseScript({ action: name, source, configuration_keys: ['PASSWORD'] })
        if (advice.length > 0) parsed++
        for (const { line, column } of advice) expect(Math.min(line, column)).toBeGreaterThan(0)
      }),
      { numRuns: 1500 },
    )
    expect(parsed).toBeGreaterThan(100)
  })

  test.each([
    ['a syntax error', 'function login( {'],
    ['an empty text', ''],
    ['a text that is no function', '42'],
    ['a text that leaves its wrapping', '1})(); (function(){ const x = 2'],
    [
      'brackets inside each other, far too deep',
      `function () { return ${'['.repeat(40_000)}${']'.repeat(40_000)} }`,
    ],
  ])('%s gets no advice', (_name, source) => {
    expect(adviseScript({ action: 'login', source })).toEqual([])
  })
})

describe('time', () => {
  test('an ordinary script of 100 KB is analysed to its end', () => {
    const source = `${big(filler).slice(0, -1)}\n}`
    expect(adviseScript({ action: 'login', source }).map(({ rule }) => rule)).toContain(
      'sql-by-concatenation',
    )
    const early = source.replace('{', '{ if (!email) return;')
    expect(adviseScript({ action: 'login', source: early }).map(({ rule }) => rule)).toContain(
      'missing-callback',
    )
  })

  const filler = `
    connection.query('SELECT id FROM t WHERE a = ' + email, function (err, rows) {
      if (err) { return callback(err) }
      try { use(rows[0].id) } catch (error) { console.log(error) }
      for (const row of rows) { if (row.ok) list.push({ id: row.id, at: new Date(row.at) }) }
    });`
  const big = (piece: string) =>
    `function login(email, password, callback) { ${piece.repeat(Math.floor(100_000 / piece.length))} }`

  test.each([
    ['ordinary code', filler],
    ['conditions without end', 'if (a.b === c) { callback(email) } else if (!d) { e = f(email) } '],
    ['loops and try', 'for (;;) { try { if (x) break; callback() } finally { y() } } '],
    ['text upon text', "db.query('select ' + email + 'where' + 'select'); "],
    ['words of SQL', "q('select select update select from '); "],
    ['connections', "var c = require('mysql').createConnection({}); c.end(); "],
    ['hashes and profiles', 'callback(null, { user_id: email, password: md5(password) }); '],
  ])(
    '100 KB of %s take under 300 ms of CPU, or ten times their parsing on a slow machine',
    (_name, piece) => {
      const source = big(piece)
      adviseScript({ action: 'login', source: source.slice(0, 2000) })
      const advising = cpuOf(() => adviseScript({ action: 'login', source }))
      // The floor, in the same run: a slow machine is slow at both.
      const parsing = cpuOf(() => parse(source, { ecmaVersion: 'latest', locations: true }))
      expect(advising).toBeLessThan(Math.max(300, 10 * parsing))
    },
  )
})

/** @returns milliseconds of CPU, the least of three */
function cpuOf(work: () => void): number {
  const times = [1, 2, 3].map(() => {
    const started = process.cpuUsage()
    work()
    const { user, system } = process.cpuUsage(started)
    return (user + system) / 1000
  })
  return Math.min(...times)
}
