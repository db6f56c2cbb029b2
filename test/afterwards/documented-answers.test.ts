import { expect, inject, test } from 'vitest'
import { collectedAnswers } from '../support/answers.ts'
import { createFakeRuntime } from '../support/fake-runtime.ts'
import { describedOperations, fitsPath } from '../support/openapi.ts'
import { startTestServer } from '../support/server-in-process.ts'

/** Answers that are the same code for every endpoint: seen once in each family is enough. */
const OF_A_FAMILY = [429, 503]

const familyOf = (path: string): string => (path.startsWith('/api/') ? 'management' : 'authentication')

const { servers, openssl } = inject('serverPlans')
// Pages ask for nothing that tests of the API do not.
const missing_servers = Object.entries(servers).flatMap(([name, { kind }]) =>
  kind === 'found' || name === 'chromium' ? [] : [name],
)
/** Why this run cannot have seen all. */
const gaps = [
  ...(inject('isWholeRun') ? [] : ['only some of the tests are run']),
  ...[...missing_servers, ...(openssl ? [] : ['openssl'])].map((name) => `${name} is missing`),
]
const skipped = gaps.length === 0 ? '' : ` (skipped: ${gaps.join(', ')})`

test.runIf(gaps.length === 0)(`every documented answer was seen by some test${skipped}`, async () => {
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
