import { expect, test } from 'vitest'
import { circlesOf, isFamily } from './support/circles.ts'

const edges = (rows: { [node: string]: string[] }) => new Map(Object.entries(rows))

test('files that reach each other are one circle, however many lie between', () => {
  expect(circlesOf(edges({ a: ['b'], b: ['c'], c: ['a'], d: ['a'], e: ['e'], f: ['d'] }))).toEqual([
    ['a', 'b', 'c'],
    ['e'],
  ])
  expect(circlesOf(edges({ a: ['b', 'c'], b: ['d'], c: ['d'], d: [] }))).toEqual([])
  expect(circlesOf(edges({ a: ['b'], b: ['a', 'c'], c: ['d'], d: ['c'] }))).toEqual([
    ['a', 'b'],
    ['c', 'd'],
  ])
})

test('a folder and one that it contains are family; neighbours are not', () => {
  expect(isFamily('server/store', 'server/store/sql')).toBe(true)
  expect(isFamily('server/dashboard/pages/user', 'server/dashboard')).toBe(true)
  expect(isFamily('server/dashboard/pages/user', 'server/dashboard/pages/users')).toBe(false)
})
