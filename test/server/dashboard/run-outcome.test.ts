import { expect, test } from 'vitest'
import type { Headline, RunResult } from '../../../server/dashboard/pages/scripts/run/outcome.ts'
import { headlineOf } from '../../../server/dashboard/pages/scripts/run/outcome.ts'
import { rowsOf } from '../../../server/dashboard/pages/scripts/run/profile-rows.ts'

const RAN = {
  logs: [],
  logs_truncated: false,
  trace: [],
  duration_ms: 20_004,
  cpu_ms: 1,
  memory_bytes: 1,
  warnings: [],
  late_settlements: 0,
  advice: [],
  checks: [],
}

const returned = (result: unknown): RunResult => ({ ...RAN, ok: true, result })
const failed = (
  code: string,
  message = 'why',
  more: { error_code?: string; name?: string; user_known?: boolean } = {},
): RunResult => ({
  ...RAN,
  ok: false,
  error: { code, message, line: 3, ...more },
})

/** @param ok of the check whether anything in Ferry stands in the way */
const arriving = (ok: boolean | null): RunResult => ({
  ...returned({ user_id: 1 }),
  checks: [{ id: 'arrival', ok, message: 'would not sign in: the user is blocked' }],
})

const line = ({ tone, text }: Headline): string => `${tone}: ${text}`

test.each([
  [returned({ user_id: 1 }), 'ok: Signed in. The user would be imported.'],
  [returned(null), 'warn: Not signed in: wrong email or password. The script does not say which.'],
  [failed('invalid_user_password'), 'warn: Not signed in: wrong password.'],
  [failed('invalid_user_password', 'no', { user_known: true }), 'warn: Not signed in: wrong password.'],
  [
    failed('invalid_user_password', 'no', { user_known: false }),
    'warn: Not signed in: wrong email or password. The script does not say which.',
  ],
  [failed('invalid_profile'), 'warn: The password was accepted, but the profile cannot be imported.'],
  [failed('profile_mismatch'), 'warn: The password was accepted, but the profile cannot be imported.'],
  [
    failed('profile_conflict'),
    'warn: The password was accepted, but the profile conflicts with another user.',
  ],
  [arriving(false), 'warn: The password was accepted, but a real sign-in would be refused.'],
  [
    arriving(null),
    'ok: Signed in. The user is in Ferry already, so a real sign-in would not run this script.',
  ],
  [arriving(true), 'ok: Signed in. The user would be imported.'],
  [failed('script_syntax'), 'bad: Could not compile (line 3).'],
  [failed('script_timeout'), 'bad: Stopped after 20 s: the callback was never called.'],
  [
    failed('script_timeout', 'The script kept the CPU for more than 1000 ms without a pause.'),
    'bad: Stopped after 20 s: the script kept the CPU busy.',
  ],
  [
    failed('script_limit', 'The script used more than 2000 ms of CPU.'),
    'bad: Stopped after 20 s: the time limit was reached.',
  ],
  [failed('script_limit', 'More than 25 sockets.'), 'bad: Stopped: a limit was reached.'],
  [failed('no_callback'), 'bad: The script ended without a call of the callback.'],
  [failed('script_memory'), 'bad: Stopped: the memory limit was reached.'],
  [failed('network_blocked'), 'bad: Stopped: the network rules do not allow this address.'],
  [failed('legacy_unavailable'), 'bad: The legacy store could not be reached.'],
  [
    failed('script_error', 'Access denied for user', { error_code: 'ER_ACCESS_DENIED_ERROR' }),
    'bad: The script failed: ER_ACCESS_DENIED_ERROR',
  ],
  [
    failed('script_error', 'x is not a function', { name: 'TypeError' }),
    'bad: The script failed: TypeError: x is not a function',
  ],
  [failed('script_error', 'no', { name: 'Error' }), 'bad: The script failed: no'],
  [
    { ...returned({ user_id: 1 }), late_settlements: 1 },
    'warn: The callback was called twice. The second call was ignored.',
  ],
  [
    { ...returned(null), late_settlements: 3 },
    'warn: The callback was called 4 times. Only the first call counted.',
  ],
  // What went wrong first is the greater trouble.
  [{ ...failed('script_syntax'), late_settlements: 1 }, 'bad: Could not compile (line 3).'],
])('a run of login is told in one sentence %#', (run, headline) => {
  expect(line(headlineOf('login', run, true))).toBe(headline)
})

test('the other scripts are told in their own words', () => {
  expect(line(headlineOf('login', returned({}), false))).toBe('ok: Signed in.')
  expect(line(headlineOf('get_user', returned(null), true))).toBe('warn: The script found no such user.')
  expect(line(headlineOf('get_user', returned({}), true))).toBe('ok: Found the user.')
  expect(line(headlineOf('get_user', failed('invalid_profile'), true))).toBe(
    'warn: Found the user, but the profile cannot be imported.',
  )
  expect(line(headlineOf('create', returned(true), true))).toBe('ok: Done.')
  expect(line(headlineOf('create', returned(null), true))).toBe('ok: Done.')
  expect(line(headlineOf('verify', returned(false), true))).toBe(
    'warn: The script reports that it did nothing.',
  )
})

test('the script’s own words stand below the headline of a no, and what refuses the login below that of a refusal', () => {
  const said = failed('invalid_user_password', 'The service refused name or password.', { user_known: false })
  expect(headlineOf('login', said, true).hint).toBe('The script says: The service refused name or password.')
  expect(headlineOf('get_user', said, true).hint).toBe(
    'The script says: The service refused name or password.',
  )
  expect(headlineOf('login', failed('invalid_user_password', ''), true).hint).toBeUndefined()
  expect(headlineOf('login', arriving(false), true).hint).toBe('Would not sign in: the user is blocked.')
})

test('what the driver said stands below a headline that is made of its code', () => {
  const run = failed('script_error', 'Access denied for user', { error_code: 'ER_ACCESS_DENIED_ERROR' })
  expect(headlineOf('login', run, true).hint).toBe('Access denied for user')
  const twice = { ...returned({ user_id: 1 }), late_settlements: 1 }
  expect(headlineOf('login', twice, true).hint).toBe('Signed in. The user would be imported.')
})

test('a store that cannot be reached is named, with the step that failed, also where the error is only “fetch failed”', () => {
  const step = { at_ms: 0, duration_ms: 1, host: 'db.example', port: 3306 }
  const unreachable = failed('legacy_unavailable', 'fetch failed')
  const hint = (...trace: RunResult['trace']) => headlineOf('login', { ...unreachable, trace }, true).hint
  expect(hint({ ...step, kind: 'dns', outcome: 'ENOTFOUND' })).toBe(
    'The name db.example was not found (ENOTFOUND).',
  )
  expect(
    hint({ ...step, kind: 'dns', outcome: 'ok' }, { ...step, kind: 'connect', outcome: 'ECONNREFUSED' }),
  ).toBe('db.example:3306 did not accept the connection (ECONNREFUSED).')
  expect(hint({ ...step, kind: 'connect', outcome: 'ok' })).toBe('fetch failed')
})

test('each field of a profile gets one row, which says what becomes of it', () => {
  const rows = rowsOf(
    {
      returned: { id: 7, email: 'Ann@Example.com', emial: 'x', password: 'p', plan: 'pro' },
      stored: { user_id: 'auth0|7', email: 'ann@example.com', emial: 'x', plan: 'pro', nickname: 'ann' },
      fields: [
        { returned: 'id', stored: 'user_id', change: 'renamed' },
        { returned: 'email', stored: 'email', change: 'changed' },
        { returned: 'emial', stored: 'emial', change: 'kept' },
        { returned: 'password', change: 'dropped' },
        { returned: 'plan', stored: 'plan', change: 'kept' },
        { stored: 'nickname', change: 'made' },
      ],
    },
    [],
    (name) => (name === 'emial' ? 'email' : undefined),
  )
  expect(rows.map(({ id, change, isUnknown, meant }) => [id, change ?? isUnknown ?? 'kept', meant])).toEqual([
    ['id>user_id', 'renamed', undefined],
    ['email>email', 'lowerCased', undefined],
    ['emial>emial', true, 'email'],
    ['password>', 'dropped', undefined],
    ['plan>plan', true, undefined],
    ['>nickname', 'made', undefined],
  ])
})

test('a refused profile shows what was returned, and what is missing of it', () => {
  const rows = rowsOf(
    { returned: { user_id: 1, emial: 'x' }, fields: [] },
    [{ id: 'email', ok: false, message: 'email is missing', field: 'email' }],
    () => undefined,
  )
  expect(rows).toMatchObject([
    { returned: { name: 'user_id', value: 1 } },
    { returned: { name: 'emial' } },
    { isWrong: true, demanded: 'email' },
  ])
})
