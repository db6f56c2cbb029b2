import { expect, test } from 'vitest'
import { withLineEndsOf } from '../../../server/dashboard/editor/line-ends.ts'
import {
  changedNames,
  mergeScripts,
  tooLong,
  withScript,
} from '../../../server/dashboard/pages/scripts/draft/script-set.ts'

const base = { login: 'a', get_user: 'b', own_name: 'x' }

test.each([
  ['only they', base, { ...base, login: 'a2' }, { ...base, login: 'a2' }, []],
  ['only I', { ...base, login: 'a2' }, base, { ...base, login: 'a2' }, []],
  [
    'each another script',
    { ...base, login: 'a2' },
    { ...base, get_user: 'b2' },
    { ...base, login: 'a2', get_user: 'b2' },
    [],
  ],
  ['both the same', { ...base, login: 'a2' }, { ...base, login: 'a2' }, { ...base, login: 'a2' }, []],
  [
    'both, each in another way',
    { ...base, login: 'a2' },
    { ...base, login: 'a3' },
    { ...base, login: 'a2' },
    ['login'],
  ],
  ['they removed what I left', base, { login: 'a', own_name: 'x' }, { login: 'a', own_name: 'x' }, []],
  [
    'they removed what I changed',
    { ...base, get_user: 'b2' },
    { login: 'a', own_name: 'x' },
    { ...base, get_user: 'b2' },
    ['get_user'],
  ],
  ['they added one', base, { ...base, create: 'c' }, { ...base, create: 'c' }, []],
] as const)('%s changed something', (_, mine, theirs, scripts, conflicts) => {
  const merged = mergeScripts({ base, mine, theirs })
  expect(merged).toEqual({ scripts, conflicts })
})

test('an empty text is another thing than none, and no name is lost', () => {
  expect(changedNames({ create: '' }, {})).toEqual(['create'])
  expect(withScript({ own_name: 'x', login: 'a' }, 'login', undefined)).toEqual({ own_name: 'x' })
  const odd = JSON.parse('{ "__proto__": "p", "login": "a" }') as { [name: string]: string }
  expect(Object.keys(withScript(odd, 'login', 'b'))).toEqual(['__proto__', 'login'])
})

test('the limit counts bytes', () => {
  expect(tooLong({ login: 'x'.repeat(100 * 1024) })).toBeUndefined()
  expect(tooLong({ login: 'x'.repeat(100 * 1024 + 1) })).toBe('login')
  expect(tooLong({ login: 'é'.repeat(51_201) })).toBe('login')
})

test.each([
  ['a\r\nb', 'a\nc\n', 'a\r\nc\r\n'],
  ['a\nb', 'a\nc', 'a\nc'],
  ['a\r\nb\nc', 'a\nc', 'a\nc'],
  ['a', 'a\nc', 'a\nc'],
])('of %j the line ends stay', (like, text, expected) => {
  expect(withLineEndsOf(like, text)).toBe(expected)
})
