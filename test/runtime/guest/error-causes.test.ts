import { describe, expect, test } from 'vitest'
import { useSandbox } from '../../support/sandbox.ts'

const sandbox = useSandbox({ allow: ['127.0.0.0/8'] })

async function failureOf(body: string) {
  const { outcome } = await sandbox.run(`async function login(email, password, callback) { ${body} }`)
  return outcome
}

describe('an error shows its causes', () => {
  test.each([
    ['its cause', "callback(new Error('outer', { cause: new Error('inner') }))", 'outer: inner'],
    [
      'the cause of its cause, and the code of that',
      "callback(new Error('outer', { cause: new Error('inner', { cause: Object.assign(new Error('innermost'), { code: 'E7' }) }) }))",
      'outer: inner: innermost',
    ],
    [
      'a cause without a message, by its code',
      "callback(new Error('outer', { cause: { code: 'E7' } }))",
      'outer: E7',
    ],
    [
      'the inner errors of an AggregateError',
      "callback(new AggregateError([new Error('one'), new Error('two')]))",
      'one: two',
    ],
    [
      'no cause twice',
      "const inner = new Error('inner'); callback(new Error('outer: inner', { cause: inner }))",
      'outer: inner',
    ],
    [
      'a cause that is the error itself',
      "const error = new Error('round'); error.cause = error; callback(error)",
      'round',
    ],
    [
      'a cause that throws',
      "callback(Object.defineProperty(new Error('outer'), 'cause', { get() { throw 1 } }))",
      'outer',
    ],
  ])('%s', async (_what, body, message) => {
    expect(await failureOf(body)).toMatchObject({ kind: 'failure', code: 'script_error', message })
  })

  test('a fetch that cannot connect names the address and the code', async () => {
    const outcome = await failureOf("await fetch('http://127.0.0.1:1/')")
    expect(outcome).toMatchObject({
      code: 'legacy_unavailable',
      error_code: 'ECONNREFUSED',
      message: expect.stringMatching(/^fetch failed: connect ECONNREFUSED 127\.0\.0\.1:1/),
    })
  })

  test('a fetch of an unknown name shows the name', async () => {
    const outcome = await failureOf("await fetch('http://no-such-host.invalid/')")
    expect(JSON.stringify(outcome)).toContain('no-such-host.invalid')
  })
})

test('an untrusted TLS certificate comes with advice', async () => {
  const outcome = await failureOf(
    "callback(Object.assign(new Error('self-signed certificate'), { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }))",
  )
  expect(outcome).toMatchObject({ message: expect.stringMatching(/\(ca\).*rejectUnauthorized/) })
})

test('members of a profile that are functions, symbols or undefined are left out, as JSON does', async () => {
  const { outcome } = await sandbox.run(
    "function login(e, p, callback) { callback(null, { id: 1, f() {}, s: Symbol('s'), u: undefined, list: [1, function () {}], deep: { g: login } }) }",
  )
  expect(outcome).toEqual({ kind: 'value', value: { id: 1, list: [1, null], deep: {} } })
})
