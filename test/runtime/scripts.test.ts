import { describe, expect, test } from 'vitest'
import { useSandbox } from '../support/sandbox.ts'

const { run } = useSandbox()

const outcomeOf = async (...args: Parameters<typeof run>) => (await run(...args)).outcome

describe('the function of a script is found, whatever the shape of the text', () => {
  test.each([
    ['a named function', 'function login(email, password, callback) { callback(null, { id: email }) }'],
    ['an anonymous function', 'function (email, password, callback) { callback(null, { id: email }) }'],
    ['an arrow function', '(email, password, callback) => callback(null, { id: email })'],
    [
      'an async function',
      'async function (email, password, callback) { await 1; callback(null, { id: email }) }',
    ],
    ['an async arrow function', 'async (email, password, callback) => { callback(null, { id: email }) }'],
    [
      'leading comments',
      '// one\n/* two\n */ function (email, password, callback) { callback(null, { id: email }) }',
    ],
    ['a trailing semicolon', 'function login(email, password, callback) { callback(null, { id: email }) };'],
    [
      'a trailing comment',
      'function login(email, password, callback) { callback(null, { id: email }) }; // end',
    ],
    ['parentheses', '(function (email, password, callback) { callback(null, { id: email }) })'],
    [
      'a helper function after it',
      'function login(email, password, callback) { help(email, callback) }\nfunction help(id, callback) { callback(null, { id }) }',
    ],
    [
      'sloppy mode',
      'function (email, password, callback) { undeclared = email; callback(null, { id: undeclared }) }',
    ],
    [
      'a helper function above it',
      'function help(id, callback) { callback(null, { id }) }\nfunction login(email, password, callback) { help(email, callback) }',
    ],
    [
      'statements above it',
      "const c = require('crypto')\nlet n = 0\nfunction login(email, password, callback) { n++; callback(null, { id: email }) }",
    ],
    [
      'a statement below it',
      'function login(email, password, callback) { callback(null, { id: login.prefix + email }) }\nlogin.prefix = ""',
    ],
    [
      'a helper that calls it by its name',
      'function again(email, cb) { login(email, "again", cb) }\nfunction login(email, password, callback) { password === "again" ? callback(null, { id: email }) : again(email, callback) }',
    ],
    ['in a variable', 'const login = (email, password, callback) => callback(null, { id: email })'],
    [
      'module.exports',
      'module.exports = function (email, password, callback) { callback(null, { id: email }) }',
    ],
    [
      'module.exports with several functions',
      'function login(email, password, callback) { callback(null, { id: email }) }\nmodule.exports = { login }',
    ],
    ['exports by name', 'exports.login = (email, password, callback) => callback(null, { id: email })'],
    [
      'export default',
      'export default async function (email, password, callback) { callback(null, { id: email }) }',
    ],
    [
      'export default below statements',
      'const x = 1\nexport default (email, password, callback) => callback(null, { id: email })',
    ],
    [
      'export of a function',
      'export function login(email, password, callback) { callback(null, { id: email }) }',
    ],
    [
      'export of a list of names',
      'function login(email, password, callback) { callback(null, { id: email }) }\nexport { login as default }',
    ],
    [
      'its own module and exports',
      'const module = 1, exports = 2\nfunction login(email, password, callback) { callback(null, { id: email }) }',
    ],
  ])('%s', async (_, source) => {
    expect(await outcomeOf(source)).toEqual({ kind: 'value', value: { id: 'ann@example.com' } })
  })

  test("'use strict' above the function makes it strict", async () => {
    const source =
      "'use strict'\nfunction login(email, password, callback) { undeclared = 1; callback(null, { id: 1 }) }"
    expect(await outcomeOf(source)).toMatchObject({ kind: 'failure', message: 'undeclared is not defined' })
  })

  test.each([
    ['get_user', 'function getByEmail(email, callback) { callback(null, { id: email }) }'],
    ['change_password', 'function changePassword(email, password, callback) { callback(null, true) }'],
    ['delete', 'function remove(id, callback) { callback(null) }'],
    ['delete', 'exports.delete = function (id, callback) { callback(null) }'],
  ] as const)(
    '%s is found below a helper by a name that published scripts have: %s',
    async (action, source) => {
      const { outcome } = await run(`function helper() { throw new Error('not me') }\n${source}`, {
        action,
        args: action === 'change_password' ? ['ann@example.com', 'new password'] : ['ann@example.com'],
      })
      expect(outcome.kind).not.toBe('failure')
    },
  )

  test('the error for a text with import says what to write', async () => {
    expect(
      await outcomeOf("import axios from 'axios'\nexport default function login(e, p, cb) {}"),
    ).toMatchObject({
      code: 'script_syntax',
      message:
        "A script cannot use import: write const name = require('name'), and one function named login.",
    })
  })

  test('the error for statements without a function says what is missing', async () => {
    expect(await outcomeOf('const login = 5')).toMatchObject({
      code: 'script_syntax',
      message: expect.stringMatching(
        /^The script must be one function expression, or statements with one function named login/,
      ),
    })
  })

  test.each([
    [
      'in statements',
      "const c = require('crypto')\nfunction login(email, password, callback) {\n  if (\n}",
      4,
    ],
    ['in an expression', 'function (email, password, callback) {\n  const x = = 1\n}', 2],
  ])('a syntax error is reported at its line %s', async (_where, source, line) => {
    expect(await outcomeOf(source)).toMatchObject({ code: 'script_syntax', line })
  })

  test('an error thrown below statements is reported at its line', async () => {
    const source = "const c = require('crypto')\n\nfunction login(email, password, callback) {\n  null.x\n}"
    expect(await outcomeOf(source)).toMatchObject({ code: 'script_error', line: 4 })
  })

  test.each([
    ['42', 'number'],
    ['null', 'null'],
    ['({ login() {} })', 'object'],
  ])('%s is not a script, and the message says what a script is', async (source, what) => {
    expect(await outcomeOf(source)).toMatchObject({
      kind: 'failure',
      code: 'script_syntax',
      message: expect.stringMatching(new RegExp(`one function expression.*${what}`)),
    })
  })
})

describe('how a script ends', () => {
  test.each([
    ['callback()', { kind: 'none' }],
    ['callback(null)', { kind: 'none' }],
    ['callback(null, null)', { kind: 'none' }],
    ['callback(undefined, undefined)', { kind: 'none' }],
    ['callback(false)', { kind: 'none' }],
    ["callback('')", { kind: 'none' }],
    ['callback(0, { id: 1 })', { kind: 'value', value: { id: 1 } }],
    [
      "callback(new WrongUsernameOrPasswordError(email, 'no such user'))",
      {
        kind: 'rejection',
        class: 'WrongUsernameOrPasswordError',
        user_id: 'ann@example.com',
        message: 'no such user',
      },
    ],
    [
      "throw new ValidationError('too_young', 'come back later')",
      { kind: 'rejection', class: 'ValidationError', code: 'too_young', message: 'come back later' },
    ],
    [
      "setTimeout(function () { throw new UnauthorizedError('closed today') }, 1)",
      { kind: 'rejection', class: 'UnauthorizedError', message: 'closed today' },
    ],
    [
      "setTimeout(async function () { throw new UnauthorizedError('closed today') }, 1)",
      { kind: 'rejection', class: 'UnauthorizedError', message: 'closed today' },
    ],
    ["callback('a text')", { kind: 'failure', code: 'script_error', message: 'a text' }],
    ["throw 'a text'", { kind: 'failure', code: 'script_error', message: 'a text' }],
    ['throw null', { kind: 'failure', code: 'script_error', message: expect.stringContaining('null') }],
    [
      "callback({ message: 'from a driver', code: 'E_X' })",
      { code: 'script_error', message: 'from a driver', error_code: 'E_X' },
    ],
    ["return Promise.reject(new Error('lost'))", { code: 'script_error', message: 'lost' }],
    ["Promise.reject(new Error('nobody listens'))", { code: 'script_error', message: 'nobody listens' }],
    ['Promise.reject({ no: 1 })', { code: 'script_error', message: expect.stringContaining('no Error') }],
    [
      "process.nextTick(function () { throw new Error('later') })",
      { code: 'script_error', message: 'later' },
    ],
    ["queueMicrotask(function () { throw new Error('later') })", { code: 'script_error', message: 'later' }],
    ["queueMicrotask(function () { callback(null, { id: 'soon' }) })", { value: { id: 'soon' } }],
    ["setImmediate(function () { throw new Error('later') })", { code: 'script_error', message: 'later' }],
    ["setTimeout(function () { throw new Error('later') }, 5)", { code: 'script_error', message: 'later' }],
    ['', { kind: 'failure', code: 'no_callback', message: expect.stringContaining('callback') }],
    ['return { id: 1 }', { kind: 'failure', code: 'no_callback' }],
    ['new Promise(function () {})', { kind: 'failure', code: 'no_callback' }],
    ['setTimeout(function () {}, 20)', { kind: 'failure', code: 'no_callback' }],
    [
      "require('not-offered')",
      {
        code: 'module_not_available',
        message: expect.stringMatching(/^Cannot find module 'not-offered': it is not offered\./),
      },
    ],
    ["require('fs')", { code: 'module_not_available', message: expect.stringContaining("'fs'") }],
    ['callback(null, { id: 1, f: function () {} })', { kind: 'value', value: { id: 1 } }],
    [
      'callback(null, function () {})',
      { code: 'invalid_profile', message: expect.stringContaining('profile is a function') },
    ],
    [
      'var a = { id: 1 }; a.self = a; callback(null, a)',
      { code: 'invalid_profile', message: expect.stringContaining('profile.self') },
    ],
    ['callback(null, { id: 1n })', { code: 'invalid_profile', message: expect.stringContaining('bigint') }],
  ])('%s', async (body, outcome) => {
    expect(await outcomeOf(`function login(email, password, callback) { ${body} }`)).toMatchObject(outcome)
  })

  test('a run with nothing pending ends at once, not at the time limit', async () => {
    const { duration_ms } = await run('function login() {}')
    expect(duration_ms).toBeLessThan(1_000)
  })

  test.each([
    ['calls the callback', 'callback(null, { id: 1 })', 'callback is not a function'],
    ['reads the context', 'context.request.ip', "Cannot read properties of undefined (reading 'ip')"],
  ])(
    'a script that takes a context which is not passed, and %s, is told which option passes it',
    async (_what, body, message) => {
      const source = `async function login (email, password, context, callback) { ${body} }`
      const { outcome, logs } = await run(source)
      expect(outcome).toMatchObject({ code: 'script_error', message: expect.stringContaining(message) })
      expect(outcome).toMatchObject({ message: expect.stringMatching(/switch on .* enable_script_context/) })
      expect(logs).toEqual([expect.objectContaining({ level: 'warn' })])
    },
  )

  test('a script that takes the context in vain and only checks for a callback has the option in its log', async () => {
    const { outcome, logs } = await run(
      'function login (a, b, ctx, callback) { if (callback) callback(null) }',
    )
    expect(outcome).toMatchObject({ code: 'no_callback' })
    expect(logs).toEqual([
      expect.objectContaining({ text: expect.stringContaining('enable_script_context') }),
    ])
  })

  test('an error whose message is for the caller says nothing about the context', async () => {
    const source = 'function login (a, b, context, callback) { throw new UnauthorizedError("closed today") }'
    expect((await run(source)).outcome).toMatchObject({ class: 'UnauthorizedError', message: 'closed today' })
  })

  test('a script with a parameter after the callback is told nothing about a context', async () => {
    const source = 'function login (email, password, callback, more) { throw new Error("no") }'
    expect(await run(source)).toMatchObject({ outcome: { message: 'no' }, logs: [] })
  })

  test.each([
    ['verify', '{ email_verified: true }', { email_verified: true }],
    ['verify', '5', true],
    ['create', '{ user_id: 1, email: user.email }', true],
    ['create', 'new (class Row { next = this })()', true],
  ] as const)('%s may answer with %s', async (action, answer, value) => {
    const source = `function ${action} (user, callback) { callback(null, ${answer}) }`
    const { outcome } = await run(source, { action, args: [{ email: 'ann@example.com' }] })
    expect(outcome).toEqual({ kind: 'value', value })
  })

  test('S13: the first settlement wins and the later ones are counted', async () => {
    const ended = await run(`function login(email, password, callback) {
      callback(null, { id: 'first' })
      callback(new Error('second'))
      throw new Error('third')
    }`)
    expect(ended.outcome).toEqual({ kind: 'value', value: { id: 'first' } })
    expect([ended.late_settlements, ended.late_errors]).toEqual([1, 1])
  })

  test('an uncaught `error` event beside one call of the callback does not count as a second call, whichever comes first', async () => {
    const emitter = "const emitter = new (require('events'))()"
    const after = await run(`function login(email, password, callback) {
      ${emitter}
      callback(new Error('the store said no'))
      setTimeout(() => emitter.emit('error', new Error('unheard')), 1)
      process.nextTick(() => emitter.emit('error', new Error('unheard')))
    }`)
    expect(after.outcome).toMatchObject({ code: 'script_error', message: 'the store said no' })
    expect([after.late_settlements, after.late_errors > 0]).toEqual([0, true])
    const before = await run(`function login(email, password, callback) {
      ${emitter}
      process.nextTick(() => callback(new Error('the store said no')))
      emitter.emit('error', new Error('unheard'))
    }`)
    expect(before.outcome).toMatchObject({ code: 'script_error', message: 'unheard' })
    expect([before.late_settlements, before.late_errors]).toEqual([0, 0])
  })

  test('S13: calls after the first settlement are counted in each of many runs', async () => {
    const counts = new Set<string>()
    // Two of a hundred were ended before the host had heard all of it.
    for (let round = 0; round < 150; round++) {
      const { late_settlements, late_errors } = await run(`function login(email, password, callback) {
        callback(null, { id: ${round} })
        callback(new Error('second'))
        throw new Error('third')
      }`)
      counts.add(`${late_settlements} ${late_errors}`)
    }
    expect([...counts]).toEqual(['1 1'])
  })

  test.each([
    ['create', 'function create(user, callback) { callback(null) }', { kind: 'none' }],
    [
      'create',
      'function create(user, callback) { callback(null, { circular: globalThis }) }',
      { kind: 'value', value: true },
    ],
    [
      'verify',
      'function verify(email, callback) { callback(null, "HTTP body") }',
      { kind: 'value', value: true },
    ],
    ['verify', 'function verify(email, callback) { callback(null, false) }', { kind: 'value', value: false }],
    [
      'change_password',
      'function changePassword(email, newPassword, callback) { callback(null, { last_password_reset: new Date(0) }) }',
      { kind: 'value', value: { last_password_reset: '1970-01-01T00:00:00.000Z' } },
    ],
    ['delete', 'function remove(id, callback) { callback(null) }', { kind: 'none' }],
  ] as const)('%s: %s', async (action, source, outcome) => {
    expect(
      await outcomeOf(source, { action, args: action === 'change_password' ? ['a', 'b'] : ['a'] }),
    ).toEqual(outcome)
  })
})

describe('what a profile may hold', () => {
  const profileOf = async (expression: string) => {
    const outcome = await outcomeOf(
      `function login(email, password, callback) { callback(null, ${expression}) }`,
    )
    return outcome.kind === 'value' ? outcome.value : outcome
  }

  test('dates become ISO text, undefined vanishes, NaN becomes null', async () => {
    expect(
      await profileOf('{ id: 1, at: new Date(86400000), bad: new Date(NaN), gone: undefined, not: NaN }'),
    ).toEqual({
      id: 1,
      at: '1970-01-02T00:00:00.000Z',
      bad: null,
      not: null,
    })
  })

  test('bytes become text when they are UTF-8, and hex when they are not, always the same', async () => {
    expect(await profileOf("{ id: Buffer.from('Zoë'), bin: Buffer.from([0xff, 0x00, 0x10]) }")).toEqual({
      id: 'Zoë',
      bin: 'ff0010',
    })
  })

  test('one byte as email_verified, as a BIT column is read, becomes its number', async () => {
    const source = (value: string) =>
      `function login (email, password, callback) { callback(null, { email_verified: ${value}, bit: Buffer.from([1]) }) }`
    const flags = ['Buffer.from([1])', 'Buffer.from([0])', "Buffer.from('1')", "Buffer.from('true')"]
    const values = await Promise.all(flags.map((flag) => outcomeOf(source(flag))))
    expect(values.map((outcome) => outcome.kind === 'value' && outcome.value)).toEqual([
      { email_verified: 1, bit: '01' },
      { email_verified: 0, bit: '01' },
      { email_verified: 49, bit: '01' },
      { email_verified: 'true', bit: '01' },
    ])
  })

  test('ids with a toHexString become its text', async () => {
    expect(
      await profileOf("{ id: { toHexString: function () { return '507f1f77bcf86cd799439011' } } }"),
    ).toEqual({
      id: '507f1f77bcf86cd799439011',
    })
  })

  test('S9: getters are not called, prototype keys and inherited fields are left out', async () => {
    const odd = `(function () {
      var odd = Object.create({ inherited: 1 })
      odd.id = 1
      odd.constructor = 'x'
      Object.defineProperty(odd, 'trap', { enumerable: true, get: function () { throw new Error('called') } })
      Object.defineProperty(odd, '__proto__', { enumerable: true, value: { admin: true } })
      return odd
    })()`
    expect(await profileOf(odd)).toEqual({ id: 1 })
    expect(({} as { admin?: unknown }).admin).toBeUndefined()
  })

  test('S9: a text with a lone surrogate or a NUL is refused', async () => {
    expect(await profileOf("{ id: 'a\\ud800' }")).toMatchObject({ code: 'invalid_profile' })
    expect(await profileOf("{ id: 'a\\u0000' }")).toMatchObject({ code: 'invalid_profile' })
  })
})

describe('where it went wrong', () => {
  test.each([
    [
      'a thrown error',
      'function login(email, password, callback) {\n\n  missing.call()\n}',
      { line: 3, column: 3 },
    ],
    [
      'an error in a timer',
      'function login(email, password, callback) {\n  setTimeout(function () {\n    null.x\n  }, 1)\n}',
      { line: 3, column: 10 },
    ],
    [
      'a rejection',
      'async function login(email, password, callback) {\n  await null\n  throw new Error("x")\n}',
      { line: 3, column: 9 },
    ],
    ['the first line', 'function login(email, password, callback) { missing() }', { line: 1, column: 45 }],
  ])('%s has line and column of the tenant’s own text', async (_, source, place) => {
    expect(await outcomeOf(source)).toMatchObject({ code: 'script_error', ...place })
  })

  test('a text that does not compile has line and column too', async () => {
    expect(await outcomeOf('function login(email, password, callback) {\n  if (\n}')).toMatchObject({
      code: 'script_syntax',
      name: 'SyntaxError',
      line: 3,
      column: 1,
    })
  })

  test('S7: a failure shows no path, frame or module of the host', async () => {
    const bodies = [
      'missing()',
      "Promise.reject(new Error('x'))",
      'setTimeout(function () { null.x }, 1)',
      "require('net').connect(1, '127.0.0.1').on('error', function (error) { throw error })",
      'callback({ message: new Error().stack })',
    ]
    for (const body of bodies) {
      const told = JSON.stringify(await run(`function login(email, password, callback) { ${body} }`))
      expect(told).not.toMatch(/node:|\.ts\b|runner\.js|node_modules|\/[a-z]+\/[a-z]+\//)
    }
  })
})

describe('the world of a script', () => {
  const seen = async (expression: string, more = {}) => {
    const outcome = await outcomeOf(
      `function login(email, password, callback) { callback(null, { id: 1, seen: ${expression} }) }`,
      more,
    )
    return outcome.kind === 'value' ? (outcome.value as { seen?: unknown }).seen : outcome
  }

  test('configuration holds the connection’s values and cannot be changed', async () => {
    const more = { configuration: { values: { URL: 'mysql://x' }, revision: '1' } }
    expect(await seen('(configuration.URL = 1, configuration.NEW = 2, configuration)', more)).toEqual({
      URL: 'mysql://x',
    })
  })

  test('S10: WebAssembly, shared memory, modules and the host’s globals are not there', async () => {
    expect(
      await seen(
        "[typeof WebAssembly, typeof SharedArrayBuffer, typeof Atomics, JSON.stringify([module, exports]), Object.getPrototypeOf(module) === Object.prototype, typeof __dirname, Object.keys(process.env).length, Function('return typeof SharedArrayBuffer')()]",
      ),
    ).toEqual([
      'undefined',
      'undefined',
      'undefined',
      '[{"exports":{}},{}]',
      true,
      'undefined',
      0,
      'undefined',
    ])
  })

  test('S6: no function in reach knows a process of the host’s', async () => {
    const walk = `function login(email, password, callback) {
      var seen = new Set(), queue = [globalThis, require('crypto'), require('net'), require('util'), callback], found = []
      try { require('net').connect({ path: '/tmp/x' }) } catch (error) { queue.push(error) }
      while (queue.length && seen.size < 60000) {
        var value = queue.pop()
        if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value)) continue
        seen.add(value)
        if (typeof value === 'function') {
          try {
            var global = value.constructor('return globalThis')()
            // Async functions and generators answer with an object of their realm.
            var own = global === globalThis || global instanceof Promise || global instanceof Object
            if (!own) found.push('another realm: ' + value.name)
          } catch (error) { /* a constructor that is no Function */ }
        }
        var name = ''
        try { name = Object.prototype.toString.call(value) } catch (error) {}
        if (/Isolate|Context|Reference|ExternalCopy|Callback/.test(name)) found.push(name)
        Reflect.ownKeys(value).forEach(function (key) {
          var member = Object.getOwnPropertyDescriptor(value, key)
          if (member && 'value' in member) queue.push(member.value)
          else if (member) queue.push(member.get, member.set)
        })
        queue.push(Object.getPrototypeOf(value))
      }
      callback(null, { id: 1, many: seen.size > 1000, found: found })
    }`
    const outcome = await outcomeOf(walk)
    expect(outcome).toMatchObject({ kind: 'value', value: { found: [], many: true } })
  })

  test('S6: a script cannot get hold of the functions of the sandbox that call it', async () => {
    const outcome = await outcomeOf(`function login(email, password, callback) {
      var held = [login.caller]
      function later() {
        held.push(later.caller)
        Error.prepareStackTrace = function (error, frames) {
          frames.forEach(function (frame) { if (frame.getFunction() !== later) held.push(frame.getFunction()) })
          return ''
        }
        new Error().stack
        callback(null, { id: { toHexString: function hex() { held.push(hex.caller); return 'a'.repeat(24) } }, held: held })
      }
      setTimeout(later, 1)
    }`)
    expect(outcome).toMatchObject({ kind: 'value', value: { id: 'a'.repeat(24) } })
    const held = outcome.kind === 'value' ? (outcome.value as { held: unknown[] }).held : []
    expect(held.length).toBeGreaterThan(2)
    expect(held.filter((one) => one !== null)).toEqual([])
  })

  test('S15: no clock is finer than a millisecond', async () => {
    expect(
      await seen(
        '[performance.now() % 1, Number(process.hrtime.bigint() % 1000000n), process.hrtime()[1] % 1e6]',
      ),
    ).toEqual([0, 0, 0])
  })

  test('S11: state that a run leaves behind is visible to the next run of its connection and to nobody else', async () => {
    const source = `function login(email, password, callback) {
      var seen = { left: global.left, patched: [].map.patched }
      global.left = 'here'
      Array.prototype.map.patched = true
      callback(null, { id: 1, seen: seen })
    }`
    const connection = { connection_id: 'con_keeps' }
    const value = async (more: object) => JSON.stringify(await outcomeOf(source, { ...connection, ...more }))
    const pristine = '{"kind":"value","value":{"id":1,"seen":{}}}'
    expect(await value({})).toBe(pristine)
    expect(await value({})).toContain('"left":"here"')
    expect(await value({ throw_away: true })).toBe(pristine)
    expect(await value({ connection_id: 'con_other' })).toBe(pristine)
    expect(await value({ script: { action: 'login', source, revision: '2' } })).toBe(pristine)
    expect(await value({ configuration: { values: {}, revision: '2' } })).toBe(pristine)
    expect(await value({ tenant_id: 'another' })).toBe(pristine)
  })

  test('require of a version returns the offered one of that major, and fails with a reason when there is none', async () => {
    expect(await seen("require('lodash@4.0.0').VERSION")).toMatch(/^4\./)
    const ended = await run(
      "function login(email, password, callback) { callback(null, { id: require('lodash@2.4.1').VERSION }) }",
    )
    expect(ended.outcome).toMatchObject({ kind: 'value', value: { id: expect.stringMatching(/^4\./) } })
    expect(ended.logs).toEqual([
      expect.objectContaining({
        level: 'warn',
        text: expect.stringContaining('lodash@2.4.1 is not offered'),
      }),
    ])
  })

  test('a module whose name is computed loads all the same', async () => {
    expect(await seen("typeof require(['lod', 'ash'].join('')).camelCase")).toBe('function')
  })

  test('bcrypt and bcryptjs check each other’s hashes, by callback, promise and at once', async () => {
    const source = `async function login(email, password, callback) {
      var bcrypt = require('bcrypt'), js = require('bcryptjs')
      var hash = await bcrypt.hash('pässword', 4)
      js.compare('pässword', hash, function (error, same) {
        callback(error, { id: 1, same: same, wrong: js.compareSync('other', hash), own: bcrypt.compareSync('pässword', js.hashSync('pässword', js.genSaltSync(4))) })
      })
    }`
    expect(await outcomeOf(source)).toEqual({
      kind: 'value',
      value: { id: 1, same: true, wrong: false, own: true },
    })
  })

  test('a throw in bcrypt’s callback ends the run as that error', async () => {
    expect(
      await outcomeOf(
        "function login(e, p, callback) { require('bcrypt').hash('x', 4, function () { throw new Error('mine') }) }",
      ),
    ).toMatchObject({ code: 'script_error', message: 'mine' })
  })
})

describe('logs', () => {
  test('console lines arrive in order, with level and format', async () => {
    const { logs, logs_truncated } = await run(`function login(email, password, callback) {
      console.log('one %s %j', 1, { a: 2 }); console.warn(new Error('two').message); console.error({ deep: { three: 3 } })
      callback()
    }`)
    expect(logs.map(({ level, text }) => [level, text])).toEqual([
      ['log', 'one 1 {"a":2}'],
      ['warn', 'two'],
      ['error', '{ deep: { three: 3 } }'],
    ])
    expect(logs_truncated).toBe(false)
  })

  test('a flood of lines is cut, and the run continues', async () => {
    const ended = await run(`function login(email, password, callback) {
      for (var i = 0; i < 1000; i++) console.log('x'.repeat(10000))
      callback(null, { id: 1 })
    }`)
    expect(ended.outcome.kind).toBe('value')
    expect(ended.logs_truncated).toBe(true)
    expect(Buffer.byteLength(ended.logs.map(({ text }) => text).join(''))).toBeLessThanOrEqual(64 * 1024)
  })

  test('Ferry’s own messages about modules and refused addresses stay readable, whatever the secrets are', async () => {
    const configuration = { values: { DB_USER: 'legacy', DB_HOST: '10.11.12.13' }, revision: '1' }
    const missing = async (name: string) =>
      (await run(`function login() { require('${name}') }`, { configuration, secrets: ['crypto', 'mean'] }))
        .outcome
    expect(await missing('legacy-hashs')).toMatchObject({
      code: 'module_not_available',
      message:
        'Cannot find module \'[redacted]-hashs\': it is not offered. Did you mean require("legacy-hashes")?',
    })
    expect(await missing('scrypt')).toMatchObject({
      message: 'Cannot find module \'scrypt\': it is not offered. Use require("crypto").scrypt.',
    })
    const connecting = (plain: readonly string[]) =>
      run(
        "function login(email, password, callback) { require('net').connect(5432, configuration.DB_HOST).on('error', callback) }",
        { configuration: { ...configuration, plain }, secrets: ['allow'] },
      )
    const refused = (host: string) => ({
      code: 'network_blocked',
      message: `connect to ${host}:5432 is not allowed: it is a private address. The operator of this server can allow it in FERRY_SANDBOX_ALLOW.`,
    })
    const { outcome, trace } = await connecting(['DB_HOST'])
    expect(outcome).toMatchObject(refused('10.11.12.13'))
    expect(trace).toMatchObject([{ kind: 'connect', host: '10.11.12.13' }])
    expect((await connecting([])).outcome).toMatchObject(refused('[redacted]'))
  })

  test('K4: password and configuration are redacted in logs and errors', async () => {
    const ended = await run(
      `function login(email, password, callback) {
        console.log(password, Buffer.from(password).toString('base64'), encodeURIComponent(configuration.SECRET))
        callback(new Error('connect with ' + configuration.SECRET + ' for ' + password))
      }`,
      {
        configuration: { values: { SECRET: 'p@ss/w0rd of the db' }, revision: '1' },
        secrets: ['secret password'],
      },
    )
    const told = JSON.stringify(ended)
    for (const secret of [
      'secret password',
      'p@ss/w0rd',
      'p%40ss',
      Buffer.from('secret password').toString('base64'),
    ]) {
      expect(told).not.toContain(secret)
    }
    expect(told).toContain('[redacted]')
  })
})
