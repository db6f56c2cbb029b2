import { expect, test } from 'vitest'
import type { FailureCode, ScriptOutcome } from '../../../runtime/index.ts'
import { errorSaysNo } from '../../../server/migration/script/failed-password.ts'

type ScriptFailure = Extract<ScriptOutcome, { kind: 'failure' }>

/** A code that is missing here does not compile. */
const NEVER: { readonly [code in Exclude<FailureCode, 'script_error'>]: true } = {
  script_syntax: true,
  script_timeout: true,
  script_memory: true,
  script_limit: true,
  script_crash: true,
  no_callback: true,
  module_not_available: true,
  network_blocked: true,
  invalid_profile: true,
  legacy_unavailable: true,
  busy: true,
}

const failure = (more: Partial<ScriptFailure> = {}): ScriptFailure => ({
  kind: 'failure',
  code: 'script_error',
  message: 'no such user',
  ...more,
})
const said = (outcome: ScriptOutcome, legacy_bytes_received = 100) =>
  errorSaysNo({ outcome, legacy_bytes_received })

test('an error means a wrong password if the legacy store answered and the error is not about the store itself', () => {
  expect(said(failure())).toEqual({ in_row: true, message: 'no such user' })
  expect(said(failure(), 0)).toBeUndefined()
  expect(said(failure({ error_code: 'E_WRONG', http_status: 404 }))).toMatchObject({ in_row: true })
})

test.each(['connect', 'login', 'permission', 'syntax', 'timeout', 'overload'] as const)(
  'an error of the store itself says nothing about the password: %s',
  (store_fault) => {
    expect(said(failure({ store_fault }))).toBeUndefined()
    expect(said(failure({ store_fault, http_status: 503 }))).toBeUndefined()
  },
)

test.each([401, 403])(
  'a web service’s %i counts, and blocks nobody: it may be about a key of the script',
  (http_status) => {
    expect(said(failure({ store_fault: 'login', http_status }))).toMatchObject({ in_row: false })
  },
)

test('limits, crashes, outages and unusable profiles never mean a wrong password', () => {
  for (const code of Object.keys(NEVER) as (keyof typeof NEVER)[]) {
    expect(said(failure({ code })), code).toBeUndefined()
  }
})

test('explicit answers do not count as errors', () => {
  expect(said({ kind: 'none' })).toBeUndefined()
  expect(said({ kind: 'value', value: {} })).toBeUndefined()
  expect(said({ kind: 'rejection', class: 'UnauthorizedError', message: 'no' })).toBeUndefined()
})

test('a long message is cut between characters', () => {
  const no = said(failure({ message: `${'x'.repeat(299)}😀` }))
  expect(no?.message).toHaveLength(300)
  expect(no?.message.isWellFormed()).toBe(true)
})
