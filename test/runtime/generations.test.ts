import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { resolvePackage } from '../../runtime/packages/catalogue.ts'
import { NODE_MODULES } from '../../runtime/packages/node-modules.ts'
import type { Generations } from '../../runtime/packages/server-generations.ts'
import { GENERATIONS } from '../../runtime/packages/server-generations.ts'

const ROOT = resolve(import.meta.dirname, '../..')

describe.each(Object.entries<Generations>(GENERATIONS))(
  'the table of drivers and servers: %s',
  (kind, matrix) => {
    test('every tested cell is a case of a test that is there', () => {
      const file = join(ROOT, matrix.test)
      expect(existsSync(file), matrix.test).toBe(true)
      expect(readFileSync(file, 'utf8')).toContain(`cellsOf('${kind}')`)
      for (const named of matrix.against.matchAll(/`(test\/[^`]+)`/g)) {
        expect(existsSync(join(ROOT, named[1] ?? '')), named[1]).toBe(true)
      }
    })

    test('every row is a module that is offered, with a cell for each server', () => {
      for (const [request, cells] of Object.entries(matrix.drivers)) {
        expect(resolvePackage(request) ?? NODE_MODULES.find((name) => name === request), request).toBeTruthy()
        expect(cells, request).toHaveLength(matrix.servers.length)
      }
    })
  },
)

test('every generation of a driver of these servers has its row', () => {
  const offered = ['mongodb', 'mongodb@6', 'mongodb@5', 'mongodb@4', 'mongodb@3', 'mongodb@2']
  expect(Object.keys(GENERATIONS.mongodb.drivers)).toEqual(offered)
})
