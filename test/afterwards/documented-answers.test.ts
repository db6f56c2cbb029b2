import { expect, test } from 'vitest'
import { collectedAnswers } from '../support/answers.ts'
import { createFakeRuntime } from '../support/fake-runtime.ts'
import { describedOperations, fitsPath } from '../support/openapi.ts'
import { startTestServer } from '../support/server-in-process.ts'

/** Answers that are the same code for every endpoint: seen once in each family is enough. */
const OF_A_FAMILY = [429, 503]

const familyOf = (path: string): string => (path.startsWith('/api/') ? 'management' : 'authentication')

// A run of some of the files cannot have seen all: for a whole run, and asked for by name while there are gaps.
const isAskedFor = process.env.FERRY_TEST_DOCUMENTED === '1'
test.runIf(isAskedFor)('every documented answer was seen by some test', async () => {
  const server = await startTestServer(createFakeRuntime(() => ({ kind: 'none' })))
  const operations = await describedOperations(server)
  // A described path without parameters goes before one with: /users-by-email is nobody's id.
  const byPrecision = operations.toSorted((a, b) => a.path.split('{').length - b.path.split('{').length)

  const seen = new Set<string>()
  for (const line of collectedAnswers()) {
    const [method = '', pathname = '', status = ''] = line.split(' ')
    const operation = byPrecision.find((one) => one.method === method && fitsPath(one.path, pathname))
    if (!operation) continue
    seen.add(`${method} ${operation.path} ${status}`)
    seen.add(`${familyOf(operation.path)} ${status}`)
  }

  const missing = operations.flatMap(({ method, path, answers }) =>
    [...answers.keys()]
      .filter((status) => !seen.has(`${method} ${path} ${status}`))
      .filter((status) => !(OF_A_FAMILY.includes(status) && seen.has(`${familyOf(path)} ${status}`)))
      .map((status) => `${method} ${path} ${status}`),
  )
  expect(missing).toEqual([])
})
