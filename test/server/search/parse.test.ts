import { describe, expect, test } from 'vitest'
import { USER_FIELDS } from '../../../server/search/fields.ts'
import { parseSearch } from '../../../server/search/parse.ts'
import { readTime } from '../../../server/search/times.ts'
import type { SearchNode, SearchTest } from '../../../server/store/contract.ts'

const parse = (q: string): SearchNode => parseSearch(q, USER_FIELDS)
const field = (name: string, check: SearchTest, path: string[] = []): SearchNode => ({
  kind: 'field',
  field: name,
  path,
  test: check,
})
const is = (name: string, value: string, path?: string[]): SearchNode =>
  field(name, { kind: 'is', value }, path)
const word = (text: string): SearchNode => ({ kind: 'word', text })
const not = (part: SearchNode): SearchNode => ({ kind: 'not', part })
const and = (...parts: SearchNode[]): SearchNode => ({ kind: 'and', parts })
const or = (...parts: SearchNode[]): SearchNode => ({ kind: 'or', parts })
const from = (value: string | number, inclusive = true) => ({ low: { value, inclusive } })
const to = (value: string | number, inclusive = true) => ({ high: { value, inclusive } })
const NOVEMBER = { first: Date.UTC(2026, 10, 1), last: Date.UTC(2026, 11, 1) - 1 }

test.each<[string, SearchNode]>([
  ['', and()],
  ['  ', and()],
  ['ann', word('ann')],
  ['*ann*', word('ann')],
  ['ann smith', and(word('ann'), word('smith'))],
  ['"ann smith"', word('ann smith')],
  ['ann@example.com', word('ann@example.com')],
  ['email:"a\\"b"', is('email', 'a"b')],
  ['email:ann@example.com', is('email', 'ann@example.com')],
  ['user_id:auth0|4711', is('user_id', 'auth0|4711')],
  ['user_id:"auth0|1"  AND  email:"x"', and(is('user_id', 'auth0|1'), is('email', 'x'))],
  ['email:a OR email:b AND NOT name:c', or(is('email', 'a'), and(is('email', 'b'), not(is('name', 'c'))))],
  ['(email:a || email:b) && -name:c', and(or(is('email', 'a'), is('email', 'b')), not(is('name', 'c')))],
  ['+ann !bob', and(word('ann'), not(word('bob')))],
  ['email:(a OR "b c")', or(is('email', 'a'), is('email', 'b c'))],
  ['a-b', word('a-b')],
  ['name:a-b', is('name', 'a-b')],
  ['name:-1', is('name', '-1')],
  ['name:AND', is('name', 'AND')],
  ['"AND"', word('AND')],
  ['_exists_:email', field('email', { kind: 'exists' })],
  ['_exists_:app_metadata.plan.level', field('app_metadata', { kind: 'exists' }, ['plan', 'level'])],
  ['email:*', field('email', { kind: 'exists' })],
  ['name:jo*', field('name', { kind: 'pattern', parts: [{ kind: 'text', text: 'jo' }, { kind: 'many' }] })],
  ['name:*ann', field('name', { kind: 'pattern', parts: [{ kind: 'many' }, { kind: 'text', text: 'ann' }] })],
  [
    'name:j\\*n?',
    field('name', { kind: 'pattern', parts: [{ kind: 'text', text: 'j*n' }, { kind: 'one' }] }),
  ],
  ['name:[a TO c}', field('name', { kind: 'range', ...from('a'), ...to('c', false) })],
  ['name:["a b" TO *]', field('name', { kind: 'range', ...from('a b') })],
  ['logins_count:5', field('logins_count', { kind: 'range', ...from(5), ...to(5) })],
  ['logins_count:[* TO 5}', field('logins_count', { kind: 'range', ...to(5, false) })],
  ['logins_count:>=5', field('logins_count', { kind: 'range', ...from(5) })],
  [
    'created_at:2026-11',
    field('created_at', { kind: 'range', ...from(NOVEMBER.first), ...to(NOVEMBER.last) }),
  ],
  ['created_at:{2026-11 TO *}', field('created_at', { kind: 'range', ...from(NOVEMBER.last, false) })],
  ['created_at:[* TO 2026-11]', field('created_at', { kind: 'range', ...to(NOVEMBER.last) })],
  ['created_at:<2026-11', field('created_at', { kind: 'range', ...to(NOVEMBER.first, false) })],
  [
    'last_login:>2026-11-01T00:00:00Z',
    field('last_login', { kind: 'range', ...from(NOVEMBER.first + 999, false) }),
  ],
  ['blocked:true', field('blocked', { kind: 'flag', value: true })],
  ['user_metadata.a.b-c:"d"', is('user_metadata', 'd', ['a', 'b-c'])],
  ['identities.connection:"one"', is('identities.connection', 'one')],
])('q=%s is parsed as %j', (q, expected) => {
  expect(parse(q)).toEqual(expected)
})

describe('the error of a wrong query says at which character it is, and what to change', () => {
  test.each([
    ['email:', 7, 'needs a value'],
    ['email:"open', 7, 'never closed'],
    ['(ann', 1, 'never closed'],
    ['ann)', 4, 'never opened'],
    ['ann AND', 8, 'the query ends'],
    ['OR ann', 1, 'nothing before'],
    ['ann OR OR bob', 8, 'nothing before'],
    ['password_hash:x', 1, 'no such field: use one of email,'],
    ['constructor:x', 1, 'no such field'],
    ['user_metadata:x', 1, 'no such field'],
    ['_exists_:hash', 10, 'no such field'],
    ['email:""', 7, 'NOT _exists_'],
    ['ann*smith', 1, 'without wildcards'],
    ['name:*an', 6, 'at least 3 characters'],
    ['name:?a', 6, 'at least 3 characters'],
    ['name:a*b*c*d*e*f*', 6, 'at most 5 wildcards'],
    ['user_metadata.a:b*', 17, 'no wildcards and no ranges'],
    ['user_metadata.a:[1 TO 2]', 17, 'no wildcards and no ranges'],
    ['identities.user_id:[a TO b]', 20, 'no ranges'],
    ['blocked:yes', 9, 'true or false'],
    ['logins_count:many', 14, 'whole number'],
    ['logins_count:[1 TO x]', 14, 'whole numbers'],
    ['created_at:yesterday', 12, 'takes a date'],
    ['created_at:[2026-02-30 TO *]', 12, 'takes dates'],
    ['name:[a, b]', 6, '[low TO high]'],
    ['name:ann~2', 9, 'no meaning here'],
    ['"ann smith"~2', 12, 'not supported'],
    ['name:ann^2', 9, 'no meaning here'],
    ['ann \\', 5, 'backslash'],
    ['a\0', 2, 'not allowed'],
    ['ab\ud800', 3, 'not allowed'],
    ['email:(name:a)', 8, 'inside the brackets'],
    [`${'('.repeat(11)}a${')'.repeat(11)}`, 11, 'at most 10 levels'],
    [`${'-'.repeat(11)}a`, 11, 'at most 10 levels'],
    [Array.from({ length: 51 }, () => 'a').join(' '), 101, 'at most 50 conditions'],
  ])('%s', (q, character, problem) => {
    expect(() => parse(q)).toThrow(`at character ${character}: `)
    expect(() => parse(q)).toThrow(problem)
  })
})

test.each([
  ['2026', '2026-01-01T00:00:00.000Z', '2026-12-31T23:59:59.999Z'],
  ['2024-02', '2024-02-01T00:00:00.000Z', '2024-02-29T23:59:59.999Z'],
  ['2026-12-31', '2026-12-31T00:00:00.000Z', '2026-12-31T23:59:59.999Z'],
  ['2026-11-24T10:30', '2026-11-24T10:30:00.000Z', '2026-11-24T10:30:59.999Z'],
  ['2026-11-24T10:30:05+02:00', '2026-11-24T08:30:05.000Z', '2026-11-24T08:30:05.999Z'],
  ['2026-11-24T10:30:05.12Z', '2026-11-24T10:30:05.120Z', '2026-11-24T10:30:05.129Z'],
  ['2026-11-24T10:30:05.123Z', '2026-11-24T10:30:05.123Z', '2026-11-24T10:30:05.123Z'],
])('the date %s is %s to %s', (text, first, last) => {
  expect(readTime(text)).toEqual({ first: Date.parse(first), last: Date.parse(last) })
})

test.each(['', '26', '2026-13', '2026-02-29', '2026-11-24T25:00', '2026-11-24 10:00', '20261124'])(
  '%j is not a date',
  (text) => {
    expect(readTime(text)).toBeUndefined()
  },
)
