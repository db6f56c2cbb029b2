/** Scripts that count the people of a legacy store. */
import { expect, test } from 'vitest'
import { useSandbox } from '../support/sandbox.ts'

const { run } = useSandbox()

const count = async (source: string) => (await run(source, { action: 'count', args: [] })).outcome

test('a script that counts calls back with a number, whatever the shape of its text', async () => {
  for (const source of [
    'function count (callback) { callback(null, 12345) }',
    'async function countUsers (callback) { await 1; callback(null, 12345) }',
    'module.exports = (callback) => callback(null, 12345)',
  ]) {
    expect(await count(source)).toEqual({ kind: 'value', value: 12_345 })
  }
  expect(await count('function count (callback) { callback(null, "12") }')).toEqual({
    kind: 'value',
    value: '12',
  })
  expect(await count('function count (callback) { callback(null, 0) }')).toEqual({ kind: 'value', value: 0 })
})

test('a BigInt, a syntax error and a text without a function are told', async () => {
  expect(await count('function count (callback) { callback(null, 12n) }')).toMatchObject({
    kind: 'failure',
    code: 'invalid_profile',
    message: expect.stringContaining('bigint'),
  })
  expect(await count('function count (callback { }')).toMatchObject({
    kind: 'failure',
    code: 'script_syntax',
    line: 1,
  })
  expect(await count('const people = 12')).toMatchObject({
    kind: 'failure',
    message: expect.stringContaining('count'),
  })
})
