import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createFakeRuntime } from '../../support/fake-runtime.ts'
import { startTestServer } from '../../support/server-in-process.ts'
import { freePort } from '../../support/servers.ts'
import { ferry, folderWith } from './run-ferry.ts'

const variablesOf = (
  url: string,
  { client_id, client_secret }: { client_id: string; client_secret: string },
) => ({
  FERRY_URL: url,
  FERRY_CLIENT_ID: client_id,
  FERRY_CLIENT_SECRET: client_secret,
})

const legacy = createFakeRuntime(({ args: [email, password] }) =>
  password === 'correct horse battery'
    ? { kind: 'value', value: { user_id: '1', email: email ?? '', email_verified: true } }
    : { kind: 'failure', code: 'script_error', message: 'no table' },
)

test('migration status prints who is migrated, with credentials of the environment or of a private file', async () => {
  const server = await startTestServer(legacy)
  await server.connection('people')
  expect((await server.login('people', 'ann@example.com', 'correct horse battery')).status).toBe(200)
  const variables = variablesOf(server.url, server.admin)
  const { code, output } = await ferry(['migration', 'status', 'people'], variables)
  expect(output).toBe('people (import)\nmigrated: 1\nusers: 1\n')
  expect(code).toBe(0)
  await expect(ferry(['migration', 'status', 'others'], variables)).rejects.toThrow(
    'has no connection others',
  )

  const lines = Object.entries(variables).map(([name, value]) => `${name}=${value}\n`)
  const file = join(folderWith({ 'ferry.env': lines.join('') }), 'ferry.env')
  chmodSync(file, 0o644)
  const asked = ['migration', 'status', 'people', '--credentials', file]
  await expect(ferry(asked)).rejects.toThrow(`Others can read ${file}. Run chmod 600 on it`)
  chmodSync(file, 0o600)
  expect((await ferry(asked)).output).toBe(output)

  const wrong = { ...variables, FERRY_CLIENT_SECRET: 'x'.repeat(43) }
  await expect(ferry(['migration', 'status', 'people'], wrong)).rejects.toThrow('does not accept this client')
})

test('a server that does not answer, missing credentials and wrong use say what to change', async () => {
  const variables = variablesOf(`http://127.0.0.1:${await freePort()}`, {
    client_id: 'a',
    client_secret: 'b',
  })
  await expect(ferry(['migration', 'status', 'people'], variables)).rejects.toThrow('does not answer')
  await expect(
    ferry(['migration', 'status', 'people'], { ...variables, FERRY_URL: 'ferry' }),
  ).rejects.toThrow('Set FERRY_URL in the environment, or give --credentials')
  await expect(ferry(['migration', 'people'], variables)).rejects.toThrow(
    'Give status and the name of a connection',
  )
})
