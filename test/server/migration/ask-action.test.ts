import { expect, test } from 'vitest'
import type { ScriptOutcome } from '../../../runtime/index.ts'
import type { ChangeAction } from '../../../server/migration/script/ask-action.ts'
import { askAction } from '../../../server/migration/script/ask-action.ts'
import { MODES, openFlow } from '../../support/flow.ts'

const source = 'function script () {}'
const ALL = { create: source, verify: source, change_password: source, delete: source, change_email: source }

const ARGUMENTS = {
  create: [{ email: 'ann@example.com', password: 'secret-9' }],
  verify: ['ann@example.com'],
  change_password: ['ann@example.com', 'secret-9'],
  delete: ['7'],
  change_email: ['ann@example.com', 'anna@example.com', true],
} as const

/** @returns what asks one script after another, each of a connection of its own */
async function open() {
  let next: ScriptOutcome = { kind: 'none' }
  const flow = await openFlow(() => next)
  const { store, tenant_id, runtime } = flow
  let asked = 0
  return async (
    action: ChangeAction,
    outcome: ScriptOutcome,
    options = {},
    scripts: { [name: string]: string } = ALL,
  ) => {
    next = outcome
    asked += 1
    const made = await flow.connection(`legacy-${asked}`, { ...MODES.legacy, ...options })
    const { connection_id } = made
    const updated = await store.updateConnection(tenant_id, connection_id, { scripts }, 'test')
    if (updated.kind !== 'updated') throw new Error(updated.kind)
    const answer = await askAction(flow.deps, {
      tenant_id,
      connection: updated.connection,
      action,
      // The table pairs each action with its own arguments.
      args: ARGUMENTS[action] as never,
      occasion: { kind: 'request' },
      secrets: ['secret-9'],
      purpose: 'test',
    })
    // Writes are done in order: the record of the run is there when a later one is.
    await store.ping()
    const calls = runtime.calls.filter((call) => call.connection_id === connection_id)
    return { answer, calls, runs: await store.listRuns(tenant_id, connection_id, 9) }
  }
}

const none: ScriptOutcome = { kind: 'none' }
const value = (json: null | boolean | number | string | object): ScriptOutcome => ({
  kind: 'value',
  value: json as never,
})
const wrong: ScriptOutcome = { kind: 'rejection', class: 'WrongUsernameOrPasswordError', message: 'no' }
const uncopyable: ScriptOutcome = { kind: 'failure', code: 'invalid_profile', message: 'refers to itself' }

const YES_NO = ['verify', 'change_password', 'change_email'] as const
const PLAIN = ['create', 'delete'] as const

const FORMS: [readonly ChangeAction[], ScriptOutcome, string][] = [
  [PLAIN, none, 'done'],
  [PLAIN, value(true), 'done'],
  [PLAIN, value(false), 'done'],
  [PLAIN, value({ row: 1 }), 'done'],
  [PLAIN, uncopyable, 'done'],
  [PLAIN, wrong, 'failed'],
  [YES_NO, none, 'refused'],
  [YES_NO, value(false), 'refused'],
  [YES_NO, value(0), 'refused'],
  [YES_NO, value(''), 'refused'],
  [YES_NO, value(true), 'done'],
  [YES_NO, value('<html>ok</html>'), 'done'],
  [YES_NO, value({ last_password_reset: 1 }), 'done'],
  [YES_NO, uncopyable, 'done'],
  [YES_NO, wrong, 'refused'],
]

test('each callback form means what it means at Auth0, and every run is recorded with its purpose', async () => {
  const ask = await open()
  for (const [actions, outcome, kind] of FORMS) {
    for (const action of actions) {
      const { answer, runs } = await ask(action, outcome)
      expect([action, outcome, answer.kind]).toEqual([action, outcome, kind])
      expect(runs).toMatchObject([{ action, purpose: 'test' }])
    }
  }
})

test('errors of every script reach the caller with their own class and message', async () => {
  const ask = await open()
  const taken: ScriptOutcome = {
    kind: 'rejection',
    class: 'ValidationError',
    code: 'user_exists',
    message: 'There she is.',
  }
  expect((await ask('create', taken)).answer).toEqual({
    kind: 'validation',
    code: 'user_exists',
    message: 'There she is.',
    run_id: expect.any(String),
  })
  const denied: ScriptOutcome = { kind: 'rejection', class: 'UnauthorizedError', message: 'Not today.' }
  expect((await ask('change_email', denied)).answer).toEqual({
    kind: 'unauthorized',
    message: 'Not today.',
    run_id: expect.any(String),
  })
  const boom: ScriptOutcome = { kind: 'failure', code: 'script_error', message: 'boom' }
  const { answer, runs } = await ask('delete', boom)
  expect(answer).toEqual({
    kind: 'failed',
    code: 'script_error',
    log_id: runs[0]?.run_id,
    fault: { message: 'boom' },
  })
  const down: ScriptOutcome = { kind: 'failure', code: 'legacy_unavailable', message: 'ECONNREFUSED' }
  expect((await ask('verify', down)).answer).toMatchObject({
    kind: 'unavailable',
    code: 'legacy_unavailable',
  })
})

test('a missing or empty script is an error that names it, and nothing runs', async () => {
  const ask = await open()
  for (const scripts of [{}, { change_email: ' \n' }]) {
    const { answer, calls, runs } = await ask('change_email', none, {}, scripts)
    expect(answer).toEqual({ kind: 'missing_script', message: 'change_email script does not exist' })
    expect([calls, runs]).toEqual([[], []])
  }
})

test('arguments are those of Auth0’s scripts, with the context before the callback where that is switched on', async () => {
  const ask = await open()
  for (const action of [...PLAIN, ...YES_NO]) {
    expect((await ask(action, none)).calls).toMatchObject([
      { args: ARGUMENTS[action], secrets: ['secret-9'], script: { action } },
    ])
    const { calls } = await ask(action, none, { enable_script_context: true })
    const key: unknown = expect.stringMatching(/^[0-9a-f]{32}$/)
    expect(calls[0]?.args).toEqual([...ARGUMENTS[action], { idempotency_key: key }])
  }
})

test.each([
  ['Access denied', 'ER_ACCESS_DENIED_ERROR', 'line 3: Access denied (ER_ACCESS_DENIED_ERROR)'],
  ['connect ECONNREFUSED', 'ECONNREFUSED', 'line 3: connect ECONNREFUSED'],
])('the record of a failed run has the code that the driver gave: %s', async (message, error_code, told) => {
  const ask = await open()
  const { runs } = await ask('create', {
    kind: 'failure',
    code: 'script_error',
    message,
    error_code,
    line: 3,
  })
  expect(runs).toMatchObject([{ outcome: 'script_error', message: told }])
})
