import { expect, test } from 'vitest'
import { fuzzyBest } from '../../../server/dashboard/shell/fuzzy.ts'

const find = (query: string, texts: string[], most = 10): string[] =>
  fuzzyBest(query, texts, (text) => text, most)

test('letters in their order find a text, and no others do', () => {
  expect(find('lcrm', ['legacy-crm', 'members', 'crm-legacy'])).toEqual(['legacy-crm'])
  expect(find('zz', ['legacy-crm'])).toEqual([])
  expect(find('LEGACY CRM', ['legacy-crm'])).toEqual(['legacy-crm'])
})

test('the whole query comes before scattered letters, and the beginning of a word before its middle', () => {
  expect(find('set', ['some entity', 'Reset', 'Settings'])).toEqual(['Settings', 'Reset', 'some entity'])
  expect(find('cd', ['accede', 'Custom database'])).toEqual(['Custom database', 'accede'])
})

test('without a query everything is there in its order, as far as it is asked for', () => {
  expect(find('', ['b', 'a', 'c'], 2)).toEqual(['b', 'a'])
  expect(find('  ', ['b', 'a'])).toEqual(['b', 'a'])
})
