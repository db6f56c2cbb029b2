import { describe, expect, test } from 'vitest'
import { useSandbox } from '../support/sandbox.ts'

const { run } = useSandbox()

const outcomeOf = async (...args: Parameters<typeof run>) => (await run(...args)).outcome

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
