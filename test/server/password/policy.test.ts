import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { describeError } from '../../../server/common/errors.ts'
import {
  checkNewPassword,
  managementPasswordError,
  passwordError,
  passwordRulesOf,
} from '../../../server/password/policy.ts'

type Options = Parameters<typeof passwordRulesOf>[0]

const judge = (options: Options, password: string, person: object = {}) =>
  checkNewPassword(passwordRulesOf(options), password, { ...person }, [])

/** The rules again, written only from the contract's table, by counting characters. */
function reference(level: string, min_length: number | undefined, password: string): boolean {
  const characters = Array.from(password.normalize('NFC'))
  const least = min_length ?? { none: 1, low: 6, fair: 8, good: 8, excellent: 10 }[level] ?? 0
  if (characters.length < least || Buffer.byteLength(password.normalize('NFC')) > 1_024) return false
  const between = (from: string, to: string) =>
    characters.some((one) => one >= from && one <= to && one.length === 1)
  const has = { lower: between('a', 'z'), upper: between('A', 'Z'), digit: between('0', '9') }
  const special = characters.some(
    (one) => !'abcdefghijklmnopqrstuvwxyz0123456789'.includes(one.toLowerCase()) || one > '~',
  )
  const kinds = Number(has.lower) + Number(has.upper) + Number(has.digit)
  if (level === 'fair') return kinds === 3
  if (level === 'none' || level === 'low') return true
  if (kinds + Number(special) < 3) return false
  if (level === 'good') return true
  return !characters.some((one, at) => one === characters[at + 1] && one === characters[at + 2])
}

const level = fc.constantFrom('none', 'low', 'fair', 'good', 'excellent')
/** Mostly near the limits of the rules: few letters, short, with some rare characters. */
const password = fc
  .array(
    fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom('a', 'b', 'Z', 'K', '1', '9', '!', '_') },
      {
        weight: 1,
        arbitrary: fc.constantFrom('é', 'e\u0301', '\u212A', 'ſ', 'ß', '😀', '漢', '\u0301', ' '),
      },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 2 }) },
    ),
    { maxLength: 16 },
  )
  .map((parts) => parts.join(''))

test('the five levels agree with a simple count of the characters for random passwords', async () => {
  const min_length = fc.option(fc.integer({ min: 1, max: 20 }), { nil: undefined })
  let accepted = 0
  await fc.assert(
    fc.asyncProperty(level, min_length, password, async (passwordPolicy, least, typed) => {
      const options = {
        passwordPolicy,
        ...(least === undefined ? {} : { password_complexity_options: { min_length: least } }),
      }
      const isGood = (await judge(options, typed)) === undefined
      if (isGood) accepted += 1
      expect(isGood).toBe(reference(passwordPolicy, least, typed))
    }),
    { numRuns: 4_000 },
  )
  // Neither side may agree by refusing everything.
  expect(accepted).toBeGreaterThan(400)
})

describe('levels', () => {
  test.each([
    ['none', 'x', true],
    ['none', '', false],
    ['low', 'abcde', false],
    ['low', 'abcdef', true],
    ['fair', 'abcdefG1', true],
    ['fair', 'abcdefg1!', false],
    ['good', 'abcdefg1', false],
    ['good', 'abcdefg1!', true],
    ['excellent', 'abcdefg1!', false],
    ['excellent', 'abcdefgh1!', true],
    ['excellent', 'abcdeeeh1!', false],
    // Eight characters of four bytes each.
    ['low', '😀😀😀😀😀😀😀😀', true],
    ['fair', '😀😀😀😀😀aB1', true],
    // One character in the normal form that is hashed, two as typed.
    ['low', 'e\u0301e\u0301e\u0301e\u0301e\u0301', false],
  ])('%s takes %j: %j', async (passwordPolicy, typed, isTaken) => {
    expect((await judge({ passwordPolicy }, typed)) === undefined).toBe(isTaken)
  })

  test('without a policy, or with an invalid stored policy, the level is good', async () => {
    for (const options of [{}, { passwordPolicy: null }, { passwordPolicy: 7 }]) {
      expect(passwordRulesOf(options)).toEqual(passwordRulesOf({ passwordPolicy: 'good' }))
    }
  })

  test('A9: a password of more than 1,024 bytes is too long at any level', async () => {
    expect(await judge({ passwordPolicy: 'none' }, 'é'.repeat(512))).toBeUndefined()
    expect(await judge({ passwordPolicy: 'none' }, `${'é'.repeat(512)}x`)).toMatchObject({
      name: 'PasswordStrengthError',
      description: { rules: [{ verified: true }, { code: 'lengthAtMost', verified: false }] },
    })
  })
})

test('clients get each rule, whether the password meets it, and the whole policy as text', async () => {
  const violation = await judge({ passwordPolicy: 'excellent' }, 'aaab')
  expect(violation).toEqual({
    name: 'PasswordStrengthError',
    code: 'invalid_password',
    message: 'Password is too weak',
    description: {
      verified: false,
      rules: [
        { code: 'lengthAtLeast', format: [10], message: 'At least %d characters in length', verified: false },
        {
          code: 'containsAtLeast',
          format: [3, 4],
          message: 'Contain at least %d of the following %d types of characters:',
          verified: false,
          items: [
            { code: 'lowerCase', message: 'lower case letters (a-z)', verified: true },
            { code: 'upperCase', message: 'upper case letters (A-Z)', verified: false },
            { code: 'numbers', message: 'numbers (i.e. 0-9)', verified: false },
            { code: 'specialCharacters', message: 'special characters (e.g. !@#$%^&*)', verified: false },
          ],
        },
        {
          code: 'identicalChars',
          format: [2, 'aaa'],
          message: 'No more than %d identical characters in a row (e.g., "%s" not allowed)',
          verified: false,
        },
      ],
    },
    policy: [
      '* At least 10 characters in length',
      '* Contain at least 3 of the following 4 types of characters:',
      ' * lower case letters (a-z)',
      ' * upper case letters (A-Z)',
      ' * numbers (i.e. 0-9)',
      ' * special characters (e.g. !@#$%^&*)',
      '* No more than 2 identical characters in a row (e.g., "aaa" not allowed)',
    ].join('\n'),
  })
})

test('the answer carries name, message, description and policy beside the code', async () => {
  const violation = await judge({ passwordPolicy: 'fair' }, 'aaab')
  if (!violation) throw new Error('was taken')
  const error = passwordError(violation)
  expect({ status: error.status, code: error.code }).toEqual({ status: 400, code: 'invalid_password' })
  expect(describeError('invalid_password').status).toBe(400)
  expect(error.body).toMatchObject({
    name: 'PasswordStrengthError',
    message: 'Password is too weak',
    description: { verified: false, rules: [{ code: 'lengthAtLeast' }, { code: 'shouldContain' }] },
    policy: expect.stringContaining('* Should contain:\n * lower case letters (a-z)'),
  })
  expect(managementPasswordError(violation).message).toBe('PasswordStrengthError: Password is too weak')
})

describe('dictionary', () => {
  const options = {
    passwordPolicy: 'none',
    password_dictionary: { enable: true, dictionary: ['Ferry-Company-1'] },
  }

  test.each(['iloveyou', 'ILoveYou', 'PASSWORD', 'ferry-company-1'])('%s is too common', async (typed) => {
    expect(await judge(options, typed)).toEqual({
      name: 'PasswordDictionaryError',
      code: 'password_dictionary_error',
      message: 'Password is too common',
      description: 'Password is too common',
    })
    expect(await judge({ passwordPolicy: 'none' }, typed)).toBeUndefined()
  })

  test('a longer password that contains a common one is accepted', async () => {
    expect(await judge(options, 'iloveyou-since-the-ferry-came')).toBeUndefined()
  })

  test('the list has 10,000 passwords, and password_options can add more', async () => {
    // The 10,001st password of the package's list, by rank.
    const { dictionary } = await import('@zxcvbn-ts/language-common')
    const [last = '', next = ''] = dictionary['passwords-common'].slice(9_999, 10_001)
    expect(await judge(options, last)).toBeDefined()
    expect(await judge(options, next)).toBeUndefined()
    const more = { dictionary: { active: true, default: 'en_100k' }, complexity: { min_length: 1 } }
    expect(await judge({ password_options: more }, next)).toBeDefined()
  })
})

describe('personal information', () => {
  const options = { passwordPolicy: 'none', password_no_personal_info: { enable: true } }
  const person = {
    email: 'ann.lee@example.com',
    username: 'queenie',
    name: 'Ann Lee',
    nickname: 'Al',
    user_metadata: { first: 'Anneliese', last: 42 },
  }

  test.each(['xxANN.LEExx', 'Queenie9', '1 ann lee 1', 'ANNELIESE'])(
    '%s contains personal information',
    async (typed) => {
      expect(await judge(options, typed, person)).toMatchObject({
        name: 'PasswordNoUserInfoError',
        code: 'password_no_user_info_error',
      })
    },
  )

  test.each(['example.com', 'always', 'forty-two'])('%s contains none', async (typed) => {
    expect(await judge(options, typed, person)).toBeUndefined()
  })

  test('the rule is not applied when it is off, and ignores empty fields', async () => {
    expect(await judge({ passwordPolicy: 'none' }, 'queenie', person)).toBeUndefined()
    expect(await judge(options, 'x', { name: '', email: '@example.com' })).toBeUndefined()
  })
})

describe('history', () => {
  const rules = passwordRulesOf({ passwordPolicy: 'low', password_history: { enable: true, size: 2 } })
  const old = ['newest-1', 'older-2', 'oldest-3'].map(
    (was) => (typed: string) => Promise.resolve(typed === was),
  )

  test('as many old passwords as the size of the history are refused', async () => {
    const refused = { name: 'PasswordHistoryError', code: 'invalid_password' }
    expect(await checkNewPassword(rules, 'newest-1', {}, old)).toMatchObject(refused)
    expect(await checkNewPassword(rules, 'older-2', {}, old)).toMatchObject(refused)
    expect(await checkNewPassword(rules, 'oldest-3', {}, old)).toBeUndefined()
  })

  test('a password that is too weak is refused without a hash', async () => {
    const never = () => Promise.reject(new Error('a hash was made'))
    expect(await checkNewPassword(rules, 'a', {}, [never])).toMatchObject({ name: 'PasswordStrengthError' })
  })

  test('is off by default', async () => {
    expect(passwordRulesOf({ password_history: { size: 3 } }).history_size).toBe(0)
    expect(passwordRulesOf({ password_history: { enable: true } }).history_size).toBe(5)
  })
})

describe('password_options, the newer form', () => {
  test('each part replaces its older option, and the other options stay', () => {
    const options = {
      passwordPolicy: 'excellent',
      password_history: { enable: true, size: 7 },
      password_options: {
        complexity: {
          min_length: 15,
          character_types: ['number', 'lowercase'],
          identical_characters: 'block',
          sequential_characters: 'block',
        },
        profile_data: { active: true, blocked_fields: ['given_name'] },
      },
    }
    expect(passwordRulesOf(options)).toEqual({
      min_length: 15,
      characters: { at_least: 2, of: ['lowercase', 'number'] },
      max_identical: 2,
      max_sequential: 2,
      history_size: 7,
      dictionary: undefined,
      personal_fields: ['given_name'],
    })
  })

  test('three sequential characters, up or down, are refused when sequences are blocked', async () => {
    const complexity = { min_length: 3, sequential_characters: 'block' }
    for (const typed of ['xabcx', 'x987x']) {
      expect(await judge({ password_options: { complexity } }, typed)).toMatchObject({
        description: { rules: [{ verified: true }, { code: 'sequentialChars', verified: false }] },
      })
    }
    expect(await judge({ password_options: { complexity } }, 'abxba')).toBeUndefined()
  })

  test('three of four is the rule of the level good', () => {
    const complexity = { character_type_rule: 'three_of_four' }
    expect(passwordRulesOf({ password_options: { complexity } })).toEqual(passwordRulesOf({}))
  })
})
