import { expect, test } from 'vitest'
import type { LoginState, LoginWay } from '../../../server/migration/decision/decide.ts'
import { decideWay } from '../../../server/migration/decision/decide.ts'

const STORED = {
  nobody: undefined,
  'with a password': { has_password: true, is_blocked: false },
  'blocked, with a password': { has_password: true, is_blocked: true },
  'cached profile': { has_password: false, is_blocked: false },
  'blocked cached profile': { has_password: false, is_blocked: true },
} as const

/** The way as one word: of who is verified with `, then blocked`, of who is refused with the reason. */
function told(way: LoginWay): string {
  if (way.kind === 'refuse') return way.why
  return way.kind === 'verify' && way.is_blocked ? 'verify, then blocked' : way.kind
}

/** Mode, whom the store knows, and the ways of a name that is not and of one that is deleted for good. */
const WAYS: readonly [LoginState['mode'], keyof typeof STORED, string, string][] = [
  ['local', 'nobody', 'unknown', 'unknown'],
  ['local', 'with a password', 'verify', 'verify'],
  ['local', 'blocked, with a password', 'verify, then blocked', 'verify, then blocked'],
  ['local', 'cached profile', 'no_password', 'no_password'],
  ['local', 'blocked cached profile', 'no_password', 'no_password'],
  ['import', 'nobody', 'ask_and_store', 'deleted'],
  ['import', 'with a password', 'verify', 'verify'],
  ['import', 'blocked, with a password', 'verify, then blocked', 'verify, then blocked'],
  ['import', 'cached profile', 'ask_and_store', 'deleted'],
  ['import', 'blocked cached profile', 'blocked', 'blocked'],
  ['legacy', 'nobody', 'ask_and_relay', 'ask_and_relay'],
  ['legacy', 'with a password', 'ask_and_relay', 'ask_and_relay'],
  ['legacy', 'blocked, with a password', 'blocked', 'blocked'],
  ['legacy', 'cached profile', 'ask_and_relay', 'ask_and_relay'],
  ['legacy', 'blocked cached profile', 'blocked', 'blocked'],
]

test.each(WAYS)('a login in mode %s of %s goes the way of the table', (mode, who, present, kept_away) => {
  expect(told(decideWay({ mode, stored: STORED[who], is_tombstoned: false }))).toBe(present)
  expect(told(decideWay({ mode, stored: STORED[who], is_tombstoned: true }))).toBe(kept_away)
})

test('the table covers every mode with every state of a stored user', () => {
  const rows = new Set(WAYS.map(([mode, who]) => `${mode} ${who}`))
  expect(rows.size).toBe(3 * Object.keys(STORED).length)
})
