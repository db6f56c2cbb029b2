import { describe, expect, test } from 'vitest'
import { useSandbox } from '../support/sandbox.ts'

const { run } = useSandbox()

const outcomeOf = async (...args: Parameters<typeof run>) => (await run(...args)).outcome

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
      expect(outcome).toMatchObject({ message: expect.stringMatching(/turn on .* enable_script_context/) })
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
