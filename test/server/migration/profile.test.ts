import { createHash } from 'node:crypto'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Json } from '../../../runtime/index.ts'
import { readProfile } from '../../../server/migration/profile/profile.ts'
import { MODES } from '../../support/flow.ts'

const typed = { identifier: 'ann@example.com', password: 'old-secret' }
const read = (value: Json, options: { [key: string]: Json } = {}, who = typed) =>
  readProfile({ options: { ...MODES.import, ...options } }, value, who)

function profileOf(value: { [key: string]: Json }, options: { [key: string]: Json } = {}, who = typed) {
  const result = read({ user_id: 7, email: 'ann@example.com', ...value }, options, who)
  if (result.kind !== 'ok') throw new Error(result.message)
  return result
}

test.each([
  [{ user_id: 'a' }, 'a'],
  [{ user_id: 7 }, '7'],
  [{ user_id: 0 }, '0'],
  [{ user_id: null, id: 9 }, '9'],
  [{ user_id: undefined as never, _id: '64ad8398c5c61f16f5d65921' }, '64ad8398c5c61f16f5d65921'],
  [{ user_id: 'MyConn|7' }, 'MyConn|7'],
])('the id of %j is %s and always gets the prefix', (value, id) => {
  expect(profileOf(value).profile).toMatchObject({ external_id: id, user_id: `auth0|${id}` })
})

test.each([
  ['no id', { user_id: null }, /user_id/],
  ['an id that is an object', { user_id: {} }, /user_id/],
  ['an id of 300 characters', { user_id: 'x'.repeat(300) }, /user_id/],
  ['an id with NUL', { user_id: 'a\0b' }, /user_id/],
  ['no email', { email: null }, /email/],
  ['a malformed email', { email: 'ann' }, /email/],
  ['an email with a local part of 65 characters', { email: `${'a'.repeat(65)}@example.com` }, /email/],
  ['an email that is a number', { email: 5 }, /email/],
  ['metadata that is a string', { user_metadata: 'x' }, /user_metadata/],
])('%s is invalid_profile and the message names the field', (_, value, message) => {
  const result = read({ user_id: 7, email: 'ann@example.com', ...value })
  expect(result).toMatchObject({ kind: 'invalid', code: 'invalid_profile' })
  expect(result.kind === 'invalid' && result.message).toMatch(message)
})

test.each([[true], ['text'], [[1]], [7]])('%j is not a profile', (value) => {
  expect(read(value)).toMatchObject({ kind: 'invalid', code: 'invalid_profile' })
})

test('a missing username is refused only when the connection requires one', () => {
  expect(read({ user_id: 7, email: 'ann@example.com' }, { requires_username: true })).toMatchObject({
    code: 'invalid_profile',
  })
  expect(profileOf({ username: 'Ann' }, { requires_username: true }).profile).toMatchObject({
    username: 'ann',
    username_key: 'ann',
  })
})

test('strategy_version 1 needs no email: the user is stored under the typed identifier', () => {
  expect(read({ user_id: 7 }, { strategy_version: 1 }, { ...typed, identifier: 'Ann' })).toMatchObject({
    kind: 'ok',
    profile: { username: 'ann', profile: { name: 'ann', nickname: 'ann' } },
  })
})

test('M3: the returned identifier must be the typed one, by email or by username', () => {
  const value = { user_id: 7, email: 'ann@example.com', username: 'annie' }
  expect(read(value, {}, { ...typed, identifier: 'ANNIE' }).kind).toBe('ok')
  expect(read(value, {}, { ...typed, identifier: 'Ann@Example.com' }).kind).toBe('ok')
  expect(read(value, {}, { ...typed, identifier: 'bob' })).toMatchObject({ code: 'profile_mismatch' })
  expect(read(value, MODES.legacy, { ...typed, identifier: 'bob' }).kind).toBe('ok')
})

test('name, nickname and picture are generated when the script returns none', () => {
  const md5 = createHash('md5').update('ann@example.com').digest('hex')
  expect(profileOf({ name: '', nickname: null }).profile.profile).toEqual({
    name: 'ann@example.com',
    nickname: 'ann',
    picture: `https://s.gravatar.com/avatar/${md5}?s=480&r=pg&d=identicon`,
  })
})

test('M5: Ferry’s own fields, secrets and the typed password are left out, each with a warning', () => {
  const { profile, warnings } = profileOf({
    password: 'x',
    PasswordHash: 'x',
    salt: 'x',
    identities: [],
    blocked: true,
    logins_count: 5,
    __proto: 1,
    hint: 'it is old-secret!',
    nested: { deep: ['old-secret'] },
    team: 'blue',
    created_at: 'x',
    tenant: 'x',
  })
  expect(Object.keys(profile.profile).toSorted()).toEqual(['name', 'nickname', 'picture', 'team'])
  expect(warnings.length).toBe(11)
  expect(warnings.join()).not.toContain('old-secret')
})

test.each([
  [true, true, undefined],
  [1, true, /counts as true/],
  ['1', true, /counts as true/],
  ['t', true, /counts as true/],
  ['true', true, /counts as true/],
  [false, false, undefined],
  [0, false, /not verified/],
  ['yes', false, /not verified/],
  ['TRUE', false, /not verified/],
  [' 1', false, /not verified/],
  ['01', false, /not verified/],
  [[1], false, /not verified/],
  [{}, false, /not verified/],
  [null, false, /not verified/],
])(
  'M5: email_verified %j is stored as %s, with a note unless it was true or false',
  (value, stored, note) => {
    const { profile, warnings } = profileOf({ email_verified: value })
    expect(profile.email_verified).toBe(stored)
    const said = warnings.filter((one) => one.startsWith('email_verified'))
    expect(said).toEqual(note ? [expect.stringMatching(note)] : [])
  },
)

test('M5: a missing email_verified is stored as false, without a note in each run', () => {
  expect(profileOf({})).toMatchObject({ profile: { email_verified: false }, warnings: [] })
})

test('metadata is the old name of app_metadata; both count, forbidden keys do not', () => {
  const { profile } = profileOf({
    metadata: { plan: 'old', role: 'admin' },
    app_metadata: { plan: 'new', email: 'x', user_id: 'x', __tenant: 'x' },
    user_metadata: { colour: 'red' },
  })
  expect(profile.app_metadata).toEqual({ plan: 'new', role: 'admin' })
  expect(profile.user_metadata).toEqual({ colour: 'red' })
})

test('names that are too long are cut, a phone number of another form is left out', () => {
  const { profile } = profileOf({ name: 'x'.repeat(200), phone_number: '0301234', given_name: 7 })
  expect(profile.profile.name).toHaveLength(150)
  expect(profile.profile).not.toHaveProperty('phone_number')
  expect(profile.profile).not.toHaveProperty('given_name')
  expect(profileOf({ phone_number: '+4930123456' }).profile.profile).toMatchObject({
    phone_number: '+4930123456',
  })
})

test('non_persistent_attrs are not stored', () => {
  expect(
    profileOf({ gender: 'f', team: 'blue' }, { non_persistent_attrs: ['gender'] }).profile.profile,
  ).toMatchObject({
    team: 'blue',
  })
  expect(profileOf({ gender: 'f' }, { non_persistent_attrs: ['gender'] }).profile.profile).not.toHaveProperty(
    'gender',
  )
})

test('M5: any returned value is either refused or stored without overwriting Ferry’s own fields', async () => {
  await fc.assert(
    fc.property(fc.jsonValue(), fc.dictionary(fc.string(), fc.jsonValue()), (any, fields) => {
      expect(['ok', 'invalid']).toContain(read(any as Json).kind)
      const result = read({ ...(fields as { [key: string]: Json }), user_id: 'u', email: 'ann@example.com' })
      if (result.kind !== 'ok') return
      expect(result.profile.user_id).toBe('auth0|u')
      expect(Object.keys(result.profile.profile).filter((key) => key.startsWith('__'))).toEqual([])
      expect(Object.getPrototypeOf(result.profile.profile)).toBe(Object.prototype)
    }),
  )
})

test.each([
  ['both', { access_token: 'a', refresh_token: 'r' }, { access_token: 'a', refresh_token: 'r' }, 0],
  ['one', { access_token: 'a', refresh_token: null }, { access_token: 'a' }, 0],
  ['none', {}, undefined, 0],
  [
    '8,192 bytes together',
    { access_token: 'é'.repeat(2_048), refresh_token: 'r'.repeat(4_096) },
    expect.anything(),
    0,
  ],
  [
    'more than 8,192 bytes together',
    { access_token: 'é'.repeat(2_048), refresh_token: 'r'.repeat(4_097) },
    undefined,
    1,
  ],
  ['a token that is no text', { access_token: 7, refresh_token: 'r' }, { refresh_token: 'r' }, 1],
])('tokens of a profile are kept beside it: %s', (_what, given, tokens, notes) => {
  const { profile, warnings } = profileOf(given)
  expect(profile.tokens).toEqual(tokens)
  expect(warnings).toHaveLength(notes)
  expect(profile.profile).not.toHaveProperty('access_token')
})
