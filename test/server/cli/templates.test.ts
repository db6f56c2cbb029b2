/** `ferry test` as a process, on the fixtures of the templates. @module */
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { templates } from '../../../templates/index.ts'
import { describeMariaDb } from '../../support/mariadb.ts'
import { describePostgres } from '../../support/postgres.ts'
import { useSandbox } from '../../support/sandbox.ts'
import { openMySql } from '../../templates/support/mysql.ts'
import { openPostgres } from '../../templates/support/postgresql.ts'
import {
  answerBasic,
  answerJson,
  basicConfiguration,
  jsonConfiguration,
  SECRET,
} from '../../templates/support/service-answers.ts'
import { samplesOf, templateOf } from '../../templates/support/use-template.ts'
import { startUserService } from '../../templates/support/user-service.ts'
import { ferryProcess } from './run-ferry.ts'

// The first sandbox of a clone is built for longer than a test may take.
useSandbox()

const ROOT = resolve(import.meta.dirname, '../../..')
/** Templates whose fixtures are tested below. */
const TESTED = ['basic-auth-service', 'blank', 'json-service', 'mysql', 'postgresql']

async function expectPassed(id: string, variables: Record<string, string>): Promise<void> {
  const ended = await ferryProcess(['test', `templates/${id}`, '--allow', '127.0.0.1'], { variables })
  expect(ended.output + ended.errors).toMatch(/^\d+ tests passed$/m)
  expect(ended.code).toBe(0)
}

test('every template with fixtures is tested here', () => {
  const ids = templates.map(({ id }) => id)
  expect(ids.filter((id) => existsSync(join(ROOT, 'templates', id, 'fixtures.json'))).toSorted()).toEqual(
    TESTED,
  )
})

test('the fixtures of blank pass', () => expectPassed('blank', {}))

test.each([
  ['json-service', answerJson, jsonConfiguration],
  ['basic-auth-service', answerBasic, basicConfiguration],
] as const)('the fixtures of %s pass against a service', async (id, answer, configuration) => {
  const template = templateOf(id)
  const { paths } = JSON.parse(template.schema?.text ?? '{}') as { paths: object }
  const service = await startUserService(Object.keys(paths), answer)
  samplesOf(template).forEach((user, index) => {
    const user_id = String(index + 1)
    service.users.set(user_id, { user_id, ...user })
  })
  try {
    await expectPassed(id, configuration(service.url, SECRET))
  } finally {
    await service.close()
  }
})

describeMariaDb('a MySQL server', (mariadb) => {
  test('the fixtures of mysql pass against it', async () => {
    const backend = await openMySql('mysql', mariadb())
    await backend.reset()
    await expectPassed('mysql', backend.configuration())
    await backend.close()
  })
})

describePostgres('a PostgreSQL server', (postgres) => {
  test('the fixtures of postgresql pass against it', async () => {
    const backend = await openPostgres('postgresql', postgres())
    await backend.reset()
    await expectPassed('postgresql', backend.configuration())
    await backend.close()
  })
})
