import { expect, test } from 'vitest'
import type { Headline, RunResult } from '../../../server/dashboard/pages/scripts/outcome.ts'
import { headlineOf } from '../../../server/dashboard/pages/scripts/outcome.ts'

const RAN = {
  logs: [],
  logs_truncated: false,
  trace: [],
  duration_ms: 1,
  cpu_ms: 1,
  memory_bytes: 1,
  warnings: [],
  advice: [],
  checks: [],
}

const returned = (result: unknown): RunResult => ({ ...RAN, ok: true, result })
const failed = (code: string, message = 'why'): RunResult => ({
  ...RAN,
  ok: false,
  error: { code, message, line: 3 },
})

const line = ({ tone, text }: Headline): string => `${tone}: ${text}`

test.each([
  [returned({ user_id: 1 }), 'ok: Signed in. The user would be imported.'],
  [returned(null), 'warn: Not signed in: the script found no such user.'],
  [failed('invalid_user_password'), 'warn: Not signed in: wrong password.'],
  [failed('invalid_profile'), 'bad: Signed in, but the profile cannot be imported.'],
  [failed('script_syntax'), 'bad: Could not compile: line 3.'],
  [failed('script_timeout'), 'bad: Stopped: the time limit was reached.'],
  [failed('no_callback'), 'bad: Ended without an answer: callback was never called.'],
  [failed('script_memory'), 'bad: Stopped: memory limit.'],
  [failed('legacy_unavailable'), 'bad: The legacy store could not be reached.'],
  [failed('script_error', 'ER_ACCESS_DENIED_ERROR'), 'bad: The script failed: ER_ACCESS_DENIED_ERROR'],
])('a run of login is told in one sentence %#', (run, headline) => {
  expect(line(headlineOf('login', run, true))).toBe(headline)
})

test('the other scripts are told in their own words', () => {
  expect(line(headlineOf('login', returned({}), false))).toBe('ok: Signed in.')
  expect(line(headlineOf('get_user', returned(null), true))).toBe('warn: The script found no such user.')
  expect(line(headlineOf('get_user', returned({}), true))).toBe('ok: Found the user.')
  expect(line(headlineOf('create', returned(true), true))).toBe('ok: Done.')
  expect(line(headlineOf('verify', returned(false), true))).toBe(
    'warn: The script says that it was not done.',
  )
})
