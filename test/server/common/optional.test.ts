import { expect, test } from 'vitest'
import { definedOnly } from '../../../server/common/optional.ts'

test('a field that is undefined is left out; null, empty text, zero and false stay', () => {
  const fields: { a: string | undefined; b: null; c: string; d: number; e: boolean } = {
    a: undefined,
    b: null,
    c: '',
    d: 0,
    e: false,
  }
  expect(Object.entries(definedOnly(fields))).toEqual([
    ['b', null],
    ['c', ''],
    ['d', 0],
    ['e', false],
  ])
})
