import { expect, test } from 'vitest'
import type { ArrivalState } from '../../../server/migration/decision/foresee.ts'
import { decideArrival } from '../../../server/migration/decision/foresee.ts'
import type { User } from '../../../server/store/contract.ts'

const user = (user_id: string, blocked = false): User => ({
  tenant_id: 'ten_a',
  user_id,
  email: undefined,
  email_verified: false,
  username: undefined,
  profile: {},
  user_metadata: {},
  app_metadata: {},
  identities: [],
  blocked,
  created_at: 0,
  updated_at: 0,
  last_login: undefined,
  last_ip: undefined,
  logins_count: 0,
  last_password_reset: undefined,
  migrated_at: undefined,
  migrated_by: undefined,
  migrated_version: undefined,
  made_by: undefined,
})

const stored = (password_hash: string | undefined, blocked = false) => ({
  user: user('auth0|1', blocked),
  password_hash,
  external_id: '1',
})

const SAME = {
  nobody: undefined,
  'with a password': stored('$argon2id$'),
  'blocked, with a password': stored('$argon2id$', true),
  'cached profile': stored(undefined),
  'blocked cached profile': stored(undefined, true),
} as const

const OTHER = { by: 'email', existing: user('auth0|2') } as const

/** Mode, who has the returned id, and the end: of a profile that is free, and of one whose email somebody else has. */
const ENDS: readonly [ArrivalState['mode'], keyof typeof SAME, string, string][] = [
  ['import', 'nobody', 'stored', 'clash by email'],
  ['import', 'with a password', 'clash by external_id', 'clash by email'],
  ['import', 'blocked, with a password', 'clash by external_id', 'clash by email'],
  ['import', 'cached profile', 'stored', 'clash by email'],
  ['import', 'blocked cached profile', 'blocked', 'clash by email'],
  ['legacy', 'nobody', 'stored', 'clash by email'],
  ['legacy', 'with a password', 'stored', 'stored'],
  ['legacy', 'blocked, with a password', 'blocked', 'blocked'],
  ['legacy', 'cached profile', 'stored', 'clash by email'],
  ['legacy', 'blocked cached profile', 'blocked', 'clash by email'],
]

function endOf(state: ArrivalState): string {
  const arrival = decideArrival(state)
  return arrival.kind === 'clash' ? `clash by ${arrival.with.by}` : arrival.kind
}

test.each(ENDS)('in mode %s a profile whose id is of %s ends as the table says', (mode, who, free, taken) => {
  const same = SAME[who]
  expect(endOf({ mode, same, other: undefined, is_tombstoned: false })).toBe(free)
  expect(endOf({ mode, same, other: OTHER, is_tombstoned: false })).toBe(taken)
})

test.each(Object.keys(SAME) as (keyof typeof SAME)[])(
  'import mode: whoever was deleted for good stays away, whoever has the id: %s',
  (who) => {
    expect(endOf({ mode: 'import', same: SAME[who], other: OTHER, is_tombstoned: true })).toBe('deleted')
  },
)

test('legacy mode: another identity of the same user is no clash', () => {
  const other = { by: 'email', existing: user('auth0|1') } as const
  expect(endOf({ mode: 'legacy', same: SAME['cached profile'], other, is_tombstoned: false })).toBe('stored')
})
