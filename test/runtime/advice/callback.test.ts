import { describe, expect, test } from 'vitest'
import { adviseScript } from '../../../runtime/in-worker.ts'
import { applyFix, found } from './support.ts'

const RULES = ['missing-callback', 'callback-not-returned']

/** The body of a login script that starts in line 2, column 1. */
function login(body: string, head = 'function login(email, password, callback) {'): string[] {
  return found('login', `${head}\n${body}\n}`, ...RULES)
}

describe('a path that never calls the callback is reported', () => {
  test.each([
    ['never', 'query(email)', ['missing-callback 1:1-1:42']],
    ['an early return', 'if (!email) return\ncallback()', ['missing-callback 2:13-2:19']],
    ['an if without else', 'if (email) callback()', ['missing-callback 2:1-2:11']],
    ['a branch', 'if (email) {\ncallback()\n} else {\nlog()\n}', ['missing-callback 6:1-6:2']],
    [
      'a switch without default',
      "switch (email) {\ncase 'a': callback(); break\ncase 'b': callback(null, 1)\n}",
      ['missing-callback 2:1-2:15'],
    ],
    [
      'a switch whose case breaks before it answers',
      "switch (email) {\ncase 'a': break\ndefault: callback()\n}",
      ['missing-callback 3:11-3:16'],
    ],
    [
      'a loop that may find nothing',
      'for (const row of rows) {\nif (row.ok) return callback(null, row)\n}',
      ['missing-callback 5:1-5:2'],
    ],
    [
      'the error of a query',
      'q(email, function (err, row) {\nif (err) return;\ncallback(null, row)\n})',
      ['missing-callback 3:10-3:17'],
    ],
    [
      'the only row',
      'q(email, (err, rows) => {\nif (err) return callback(err)\nif (rows.length) callback()\n})',
      ['missing-callback 4:1-4:17'],
    ],
    [
      'a nested callback',
      'q(email, () => {\np(email, (err) => {\nif (err) return\ncallback()\n})\n})',
      ['missing-callback 4:10-4:16'],
    ],
    [
      'only the error is answered',
      'c.connect((err) => {\nif (err) return callback(err)\n})',
      ['missing-callback 4:1-4:2'],
    ],
    [
      'a catch',
      'try {\nJSON.parse(email)\ncallback()\n} catch (error) {\nlog(error)\n}',
      ['missing-callback 5:3-5:16'],
    ],
    [
      'a chain that swallows',
      'p(email).then((r) => callback(null, r)).catch((error) => log(error))',
      ['missing-callback 2:47-2:68'],
    ],
    [
      'a chain that logs',
      'p(email).then((r) => callback(null, r)).catch(console.error)',
      ['missing-callback 2:47-2:60'],
    ],
    [
      'a then that gives up',
      'p(email).then((r) => {\nif (!r) return\ncallback(null, r)\n}).catch(callback)',
      ['missing-callback 3:9-3:15'],
    ],
    [
      'a local function',
      'q(email, answer)\nfunction answer(err, row) {\nif (err) return\ncallback(null, row)\n}',
      ['missing-callback 4:10-4:16'],
    ],
    [
      'one of several events',
      "c.on('error', callback)\nc.on('connect', () => {\nif (!c.ok) return\ncallback()\n})",
      ['missing-callback 4:12-4:18'],
    ],
  ])('%s', (_name, body, expected) => {
    expect(login(body)).toEqual(expected)
  })

  test.each([
    ['an async function that returns the profile', 'const u = await q(email)\nreturn u'],
    [
      'an async function that returns when there is none',
      'const u = await q(email)\nif (!u) return null\ncallback(null, u)',
    ],
    ['an async function that swallows', 'try {\ncallback(null, await q(email))\n} catch (e) {}'],
  ])('%s', (_name, body) => {
    expect(login(body, 'async (email, password, callback) => {')).toHaveLength(1)
  })
})

describe('a second call on the same path is reported', () => {
  test.each([
    ['an error', 'if (email) callback(email)\ncallback()', ['callback-not-returned 2:12-2:27']],
    [
      'a query after an error',
      'q((err) => {\nif (err) { callback(err) }\np((e, r) => callback(e, r))\n})',
      ['callback-not-returned 3:12-3:25'],
    ],
    [
      'a case that falls through',
      "switch (email) {\ncase 'a': callback()\ndefault: callback(null, 1)\n}",
      ['callback-not-returned 3:11-3:21'],
    ],
    [
      'a loop',
      'for (const row of rows) {\ncallback(null, row)\n}',
      ['missing-callback 5:1-5:2', 'callback-not-returned 3:1-3:20'],
    ],
    [
      'a local function',
      'if (!email) fail()\ncallback()\nfunction fail() { callback(1) }',
      ['callback-not-returned 2:13-2:19'],
    ],
  ])('%s', (_name, body, expected) => {
    expect(login(body).sort()).toEqual([...expected].sort())
  })

  test('the fix returns at the first call', () => {
    const source = '(email, callback) => { if (!email) callback(); callback(null, email) }'
    const [advice] = adviseScript({ action: 'get_user', source }).filter(({ fix }) => fix)
    expect(advice && applyFix(source, advice)).toBe(
      '(email, callback) => { if (!email) return callback(); callback(null, email) }',
    )
  })

  test('the fix of a swallowed error passes it on', () => {
    const source =
      'function (email, callback) {\n  q(function (err, r) {\n    if (err) return;\n    callback(null, r);\n  });\n}'
    const [advice] = adviseScript({ action: 'get_user', source })
    expect(advice && applyFix(source, advice)).toContain('if (err) return callback(err);')
  })
})

describe('a script that answers once on every path gets no advice', () => {
  test.each([
    ['a call', 'callback()'],
    ['if and else', 'if (email) callback(); else callback(null, 1)'],
    ['a conditional expression', 'email ? callback() : callback(null, 1)'],
    ['two tests of one variable', 'q((err, r) => {\nif (err) callback(err)\nif (!err) callback(null, r)\n})'],
    [
      'two tests against null',
      'q((err, r) => {\nif (err != null) callback(err)\nif (err === null || err === undefined) callback(null, r)\n})',
    ],
    ['a thrown error', 'if (!email) throw new Error("no")\ncallback()'],
    ['a callback passed on', 'helper(email, callback)'],
    ['a callback bound', 'q(email, callback.bind(null, null))'],
    ['a callback tested first', 'callback && callback()'],
    ['its type tested first', "if (typeof callback === 'function') callback()"],
    [
      'connect for errors, query for the rest',
      'c.connect((err) => { if (err) return callback(err) })\nc.query(email, (err, r) => callback(err, r))',
    ],
    [
      'a time-out beside the answer',
      'setTimeout(() => callback(new Error("slow")), 1000)\nq(email, (e, r) => callback(e, r))',
    ],
    [
      'a flag',
      'let done = false\nfunction finish(e, r) { if (done) return; done = true; callback(e, r) }\nq(email, finish)\np(email, finish)',
    ],
    ['a counter', 'let left = 2\nfunction part() { if (--left === 0) callback(null) }\nq(part)\np(part)'],
    ['a wrapper', 'const done = once(callback)\nif (email) done()\ndone(null, 1)'],
    [
      'a callback that is wrapped in place',
      'callback = _.once(callback)\nif (email) callback()\ncallback(null, 1)',
    ],
    [
      'events',
      "const s = q(email)\nlet row\ns.on('row', (r) => { row = r })\ns.on('error', callback)\ns.on('end', () => callback(null, row))",
    ],
    ['a chain', 'p(email).then((r) => callback(null, r)).catch(callback)'],
    ['a chain with two handlers', 'p(email).then((r) => callback(null, r), callback)'],
    [
      'a chain that answers early',
      'p(email).then((r) => { if (!r) { callback(); return null } return s(r) }).then((t) => { if (t) callback(null, t) }).catch(callback)',
    ],
    ['a chain that throws again', 'p(email).then((r) => callback(null, r)).catch((e) => { throw e })'],
    [
      'retries',
      'let tries = 3\nfunction go() { q((e, r) => { if (e && --tries) return go()\ncallback(e, r) }) }\ngo()',
    ],
    [
      'a loop of retries',
      'for (let i = 0; i < 3; i++) {\ntry { callback(null, f(i)); return } catch (e) { if (i === 2) { callback(e); return } }\n}',
    ],
    ['waterfall', 'async.waterfall([(next) => next(null, email)], callback)'],
    [
      'a switch with default',
      "switch (email) {\ncase 'a': return callback()\ncase 'b':\ndefault: callback(null, 1)\n}",
    ],
    ['a labelled loop', 'outer: for (;;) {\nfor (;;) { break outer }\n}\ncallback()'],
    ['finally', 'try { q(email) } catch (e) { log(e) } finally { callback() }'],
    [
      'a catch that goes on',
      'let u\ntry { u = JSON.parse(email) } catch (e) { u = null }\ncallback(null, u)',
    ],
    ['arguments', 'arguments[2](null, 1)'],
    ['apply', 'callback.apply(null, [null, 1])'],
    ['rows one by one', 'rows.forEach((r) => { if (r.ok) callback(null, r) })'],
  ])('%s', (_name, body) => {
    expect(login(body)).toEqual([])
  })

  test.each([
    [
      'a started async function',
      '(async () => {\ntry { callback(null, await q(email)) } catch (e) { callback(e) }\n})()',
    ],
    [
      'an async function that fails',
      'const r = await q(email)\nif (!r) throw new Error("none")\ncallback(null, r)',
    ],
    [
      'a retry in a while loop',
      'let n = 3\nwhile (n--) {\ntry { const r = await q(email); return callback(null, r) } catch (e) { if (!n) return callback(e) }\n}',
    ],
    [
      'await after the answer',
      'try { callback(null, await q(email)); await close() } catch (e) { callback(e) }',
    ],
    ['an optional call', 'callback?.(null, await q(email))'],
  ])('%s', (_name, body) => {
    expect(login(body, 'async function login(email, password, callback) {')).toEqual([])
  })
})
