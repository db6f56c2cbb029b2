import { expect, onTestFinished, test } from 'vitest'
import type { ScriptFailure } from '../../../runtime/contract.ts'
import type { Json, ScriptRun } from '../../../runtime/index.ts'
import { secretValues } from '../../../runtime/supervisor/configuration-redactor.ts'
import { createRedaction } from '../../../runtime/supervisor/redaction.ts'

interface Given {
  values?: { [key: string]: string }
  plain?: string[]
  secrets?: string[]
  source?: string
}

function open({ values = {}, plain = [], secrets = [], source = '' }: Given) {
  const redaction = createRedaction()
  onTestFinished(() => redaction.close())
  const call = {
    tenant_id: 'tenant',
    connection_id: 'connection',
    script: { action: 'login' as const, source, revision: '1' },
    configuration: { values, plain, revision: '1' },
    secrets,
  }
  const run = (part: Partial<ScriptRun>): ScriptRun => ({
    outcome: { kind: 'none' },
    logs: [],
    logs_truncated: false,
    trace: [],
    duration_ms: 0,
    cpu_ms: 0,
    memory_bytes: 0,
    late_settlements: 0,
    late_errors: 0,
    attempts: 1,
    legacy_bytes_received: 0,
    ...part,
  })
  return {
    failure: async (failure: Omit<ScriptFailure, 'kind'>) => {
      const { outcome } = await redaction.redact(call, run({ outcome: { kind: 'failure', ...failure } }))
      return outcome.kind === 'failure' ? outcome : undefined
    },
    rejection: async (message: string) => {
      const { outcome } = await redaction.redact(
        call,
        run({ outcome: { kind: 'rejection', class: 'WrongUsernameOrPasswordError', message } }),
      )
      return outcome.kind === 'rejection' ? outcome.message : undefined
    },
    line: async (text: string) =>
      (await redaction.redact(call, run({ logs: [{ at_ms: 0, level: 'log', text }] }))).logs[0]?.text,
    trace: async (host: string, outcome = 'ok') =>
      (
        await redaction.redact(
          call,
          run({
            trace: [{ at_ms: 0, kind: 'http', host, duration_ms: 1, outcome, method: 'POST', status: 200 }],
          }),
        )
      ).trace[0],
    values: (value: Json) => redaction.redactValues(call, [value]),
  }
}

const BLOCKED =
  'connect to legacy-db:5432 is not allowed: it is a private address. The operator of this server can allow it in FERRY_SANDBOX_ALLOW.'
const SOURCE = `function login (email, password, callback) {
  callback(new WrongUsernameOrPasswordError(1, 'The password is wrong.'))
  throw new Error(\`No such user: \${email}, or the address is wrong\`)
}`

test('a value of a plain key is shown in errors, logs and the trace; the same value of a secret key is not', async () => {
  const values = { DB_HOST: 'legacy-db', DB_PASSWORD: 'a long password' }
  const plain = open({ values, plain: ['DB_HOST'] })
  const secret = open({ values })
  expect((await plain.failure({ code: 'network_blocked', message: BLOCKED }))?.message).toBe(BLOCKED)
  expect((await secret.failure({ code: 'network_blocked', message: BLOCKED }))?.message).toBe(
    BLOCKED.replace('legacy-db', '[redacted]'),
  )
  expect(await plain.line('connected to legacy-db with a long password')).toBe(
    'connected to legacy-db with [redacted]',
  )
  expect((await plain.trace('legacy-db'))?.host).toBe('legacy-db')
  expect((await secret.trace('legacy-db'))?.host).toBe('[redacted]')
  expect(await plain.values({ host: 'legacy-db' })).toEqual([{ host: 'legacy-db' }])
})

test('a plain key shows nothing that a secret key has too: equal, inside it, in another case or encoding', () => {
  const held = (secret: string) =>
    secretValues({ values: { DB_USER: 'legacy-user', OTHER: secret }, plain: ['DB_USER'] })
  for (const secret of [
    'legacy-user',
    'LEGACY-USER',
    'postgres://legacy-user:x@db/people',
    'legacy%2Duser',
    Buffer.from('legacy-user:password').toString('base64'),
  ]) {
    expect(held(secret)).toEqual([secret, 'legacy-user'])
  }
  expect(held('another value')).toEqual(['another value'])
})

test('a key is secret unless it is said to be plain, and one that is plain but long stays secret', () => {
  const long = 'x'.repeat(501)
  const values = { A: 'value of a', B: 'value of b', C: long }
  expect(secretValues({ values })).toEqual(['value of a', 'value of b', long])
  expect(secretValues({ values, plain: ['A', 'C', 'D'] })).toEqual(['value of b', long])
})

test.each(['allow', 'connect', 'server', 'private', 'operator'])(
  'Ferry’s sentence about a refused address keeps its words when the typed password is %j',
  async (password) => {
    const { failure } = open({ secrets: [password], values: { DB_HOST: 'legacy-db' } })
    expect((await failure({ code: 'network_blocked', message: BLOCKED }))?.message).toBe(
      BLOCKED.replace('legacy-db', '[redacted]'),
    )
  },
)

test('a name that a script asked for is redacted in Ferry’s message, also when it looks like the message', async () => {
  const { failure } = open({ secrets: ['hunter2'] })
  const asked = 'hunter2 is not allowed: it is hunter2'
  const told = await failure({ code: 'network_blocked', message: BLOCKED.replace('legacy-db', asked) })
  expect(told?.message).not.toContain('hunter2')
})

test.each([
  ['script_timeout', 'The script did not end within 20000 ms.', 'script'],
  ['script_memory', 'The sandbox process of the script grew over 512 MiB.', 'process'],
  ['no_callback', 'The script ended without calling `callback`.', 'callback'],
  ['busy', 'The connection cannot run its script now. Too many of its runs are waiting.', 'waiting'],
] as const)('%s: a message that is Ferry’s alone is not searched', async (code, message, password) => {
  const { failure } = open({ secrets: [password], values: { A: password.repeat(2), B: 'script now' } })
  expect((await failure({ code, message }))?.message).toBe(message)
})

test('text of the script itself is not redacted: the password "wrong" leaves "The password is wrong." readable', async () => {
  const { rejection, line } = open({ secrets: ['wrong'], source: SOURCE })
  expect(await rejection('The password is wrong.')).toBe('The password is wrong.')
  expect(await line('Refused: The password is wrong.')).toBe('Refused: The password is wrong.')
  expect(await line('No such user: ann@example.com, or the address is wrong')).toBe(
    'No such user: ann@example.com, or the address is wrong',
  )
})

test('a secret inserted into the script’s own text is redacted, wherever it stands', async () => {
  const { line } = open({ secrets: ['wrong'], source: SOURCE })
  expect(await line('wrong')).toBe('[redacted]')
  expect(await line('The password was wrong.')).toBe('The password was [redacted].')
  expect(await line('password: wrong')).toBe('password: [redacted]')
  expect(await line('The password is wrong. It was wrong')).toBe('The password is wrong. It was [redacted]')
})

test('a value of the configuration is redacted even where the script’s text holds it', async () => {
  const source = "console.log('the key is hunter2-hunter2, keep it')"
  const { line } = open({ values: { KEY: 'hunter2-hunter2' }, source })
  expect(await line('the key is hunter2-hunter2, keep it')).toBe('the key is [redacted], keep it')
})

test('names of profile fields are not searched, other keys and all texts are', async () => {
  const { values } = open({ secrets: ['email', 'plan'] })
  expect(await values({ email: 'my email', plan: 'a plan' })).toEqual([
    { email: 'my [redacted]', '[redacted]': 'a [redacted]' },
  ])
})

test('methods, outcomes and names of errors are not searched', async () => {
  const { trace, failure } = open({ secrets: ['POST', 'network_blocked', 'TypeError'] })
  expect(await trace('db', 'network_blocked')).toMatchObject({ method: 'POST', outcome: 'network_blocked' })
  expect(
    await failure({ code: 'script_error', message: 'no', name: 'TypeError', error_code: 'TypeError' }),
  ).toMatchObject({ name: 'TypeError', error_code: '[redacted]' })
})

test('errors of the network keep their words, also in a long text', async () => {
  const { failure, line } = open({ secrets: ['connect'] })
  expect(
    (await failure({ code: 'legacy_unavailable', message: 'connect ECONNREFUSED 10.0.0.7:5432' }))?.message,
  ).toBe('connect ECONNREFUSED 10.0.0.7:5432')
  const long = 'harmless. '.repeat(2_000)
  expect(await line(`${long}connect ETIMEDOUT db:1 / connect`)).toBe(
    `${long}connect ETIMEDOUT db:1 / [redacted]`,
  )
})
