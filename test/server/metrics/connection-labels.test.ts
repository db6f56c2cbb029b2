import { expect, test } from 'vitest'
import { createLabelBook } from '../../../server/metrics/connection-labels.ts'

const connection = (connection_id: string, tenant_id = 't1') => ({ tenant_id, connection_id })
const OTHER = { tenant: 'other', connection: 'other' }

test('beyond the limit connections are counted together, and a deleted one makes room', () => {
  const removed: unknown[] = []
  const book = createLabelBook((labels) => removed.push(labels), 2)
  expect(book.labelsOf(connection('a'))).toEqual({ tenant: 't1', connection: 'a' })
  expect(book.labelsOf(connection('b'))).toEqual({ tenant: 't1', connection: 'b' })
  expect(book.labelsOf(connection('c'))).toEqual(OTHER)
  book.forgetConnection('a')
  expect(removed).toEqual([{ tenant: 't1', connection: 'a' }])
  expect(book.labelsOf(connection('c'))).toEqual({ tenant: 't1', connection: 'c' })
})

test('what ends after the deletion of its connection does not bring the labels back', () => {
  const book = createLabelBook(() => undefined)
  book.labelsOf(connection('a'))
  book.forgetConnection('a')
  expect(book.labelsOf(connection('a'))).toEqual(OTHER)
})

test('the labels of a deleted tenant vanish, those of others stay', () => {
  const removed: { connection: string }[] = []
  const book = createLabelBook((labels) => removed.push(labels))
  for (const one of [connection('a', 't1'), connection('b', 't2'), connection('c', 't1')]) book.labelsOf(one)
  book.forgetTenant('t1')
  expect(removed.map((labels) => labels.connection)).toEqual(['a', 'c'])
  expect(book.labelsOf(connection('b', 't2'))).toEqual({ tenant: 't2', connection: 'b' })
})
