import { expect, test } from 'vitest'
import { createSecrets } from '../../../server/secrets/index.ts'
import { createFakeRuntime } from '../../support/fake-runtime.ts'
import { startTestServer, temporaryFolder } from '../../support/server-in-process.ts'
import { openTestStore } from '../../support/test-store.ts'
import { addConnection, addUser } from '../store/contract/samples.ts'

const SECRET = 'a master key of a test, long enough'

/** @returns a data folder whose default tenant has users and log entries that take a search without an index about a second */
async function filledFolder(): Promise<string> {
  const data_dir = temporaryFolder()
  const store = await openTestStore({ data_dir, secrets: createSecrets({ master: SECRET }) })
  const { tenant_id } = await store.ensureTenant('default')
  const { connection_id } = await addConnection(store, tenant_id)
  const profile = { name: 'a'.repeat(3_000) }
  await Promise.all(
    Array.from({ length: 300 }, (_, n) => addUser(store, tenant_id, connection_id, `u${n}`, { profile })),
  )
  const { description, ...rest } = { description: 'a'.repeat(3_000), at: 1, type: 's' }
  const none = {
    connection_id: undefined,
    connection: undefined,
    client_id: undefined,
    client_name: undefined,
    user_id: undefined,
    user_name: undefined,
    ip: undefined,
    user_agent: undefined,
    hostname: undefined,
    correlation_id: undefined,
    audience: undefined,
    scope: undefined,
    run_id: undefined,
    details: undefined,
    quota: 'strangers' as const,
    events: undefined,
  }
  await store.appendLogs(
    Array.from({ length: 300 }, (_, n) => ({
      ...none,
      ...rest,
      tenant_id,
      description,
      log_id: `9${String(n).padStart(5, '0')}`,
    })),
  )
  await store.close()
  return data_dir
}

test('a search that takes too long is 503 and says what to do, and everything else goes on', async () => {
  const server = await startTestServer(
    createFakeRuntime(() => ({ kind: 'none' })),
    { FERRY_DATA_DIR: await filledFolder(), FERRY_SECRET: SECRET, FERRY_READ_TIMEOUT_MS: '100' },
  )
  const slow = `${'a'.repeat(900)}b`
  for (const path of [`users?q=name:*${slow}*`, `users?q=${slow}`, `logs?q=${slow}`]) {
    expect([path, await server.api('GET', path)]).toMatchObject([
      path,
      {
        status: 503,
        body: {
          statusCode: 503,
          error: 'Service Unavailable',
          message: 'The search took too long and was stopped. Refine it and try again.',
          errorCode: 'search_timeout',
        },
      },
    ])
  }
  expect((await server.api('GET', 'users?per_page=1&include_totals=true')).body).toMatchObject({ total: 300 })
  expect((await server.api('GET', 'users?q=email:"u7@example.com"')).body).toMatchObject([
    { email: 'u7@example.com' },
  ])
})
