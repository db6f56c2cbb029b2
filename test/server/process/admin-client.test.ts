import { expect, test } from 'vitest'
import { createFakeRuntime } from '../../support/fake-runtime.ts'
import type { TestServer } from '../../support/server-in-process.ts'
import { startTestServer, temporaryFolder } from '../../support/server-in-process.ts'
import { askStore } from '../../support/test-store.ts'

const ADMIN = { client_id: 'operator', client_secret: 'secret-of-the-operator-0123456789abcdef' }

const start = (data_dir: string, admin: typeof ADMIN | null = ADMIN): Promise<TestServer> =>
  startTestServer(
    createFakeRuntime(() => ({ kind: 'none' })),
    {
      FERRY_DATA_DIR: data_dir,
      ...(admin && {
        FERRY_ADMIN_CLIENT_ID: admin.client_id,
        FERRY_ADMIN_CLIENT_SECRET: admin.client_secret,
      }),
    },
  )

async function writeClient(data_dir: string, assignment: string): Promise<void> {
  await askStore(data_dir, `update clients set ${assignment}`)
}

test.each([
  ['a PATCH made it a public client', undefined, ['secret_sha256', 'settings']],
  ['it lost its grant types', `grant_types = '[]'`, ['grant_types']],
  ['it lost its scopes', `api_scopes = '[]'`, ['api_scopes']],
  ['nothing happened to it', 'name = name', []],
])(
  'a start with the right settings restores the access of the operator’s client, after %s',
  async (_, broken, fields) => {
    const folder = temporaryFolder()
    const first = await start(folder)
    if (broken === undefined) {
      const answer = await first.api('PATCH', `clients/${ADMIN.client_id}`, {
        token_endpoint_auth_method: 'none',
      })
      expect(answer.status, answer.text).toBe(200)
    }
    await first.stop()
    if (broken !== undefined) await writeClient(folder, broken)
    const second = await start(folder)
    expect((await second.api('GET', 'clients')).status).toBe(200)
    expect((await second.api('GET', `clients/${ADMIN.client_id}`)).body).toMatchObject({
      token_endpoint_auth_method: 'client_secret_post',
      grant_types: expect.arrayContaining(['client_credentials']),
    })
    const told = second.logLines.filter((line) => line.includes('admin_client_repaired'))
    expect(told).toHaveLength(fields.length > 0 ? 1 : 0)
    for (const field of fields) expect(told[0]).toContain(field)
    // Once is enough.
    await second.stop()
    const third = await start(folder)
    expect(third.logLines.filter((line) => line.includes('admin_client_repaired'))).toEqual([])
  },
)

test('a secret that was rotated is not undone by an old setting: the start says what to change', async () => {
  const folder = temporaryFolder()
  const first = await start(folder)
  expect((await first.api('POST', `clients/${ADMIN.client_id}/rotate-secret`, {})).status).toBe(200)
  await first.stop()
  await expect(start(folder)).rejects.toThrow(
    /not the secret of the client operator.*another FERRY_ADMIN_CLIENT_ID/s,
  )
  const other = await start(folder, { ...ADMIN, client_id: 'another' })
  expect((await other.api('GET', 'clients')).status).toBe(200)
})

test('without settings, a start creates a client when no client could get a token', async () => {
  const folder = temporaryFolder()
  const first = await start(folder, null)
  const { client_id } = first.admin
  await first.api('PATCH', `clients/${client_id}`, { token_endpoint_auth_method: 'none' })
  await first.stop()
  const second = await start(folder, null)
  expect(second.admin.client_id).not.toBe(client_id)
  expect((await second.api('GET', 'clients')).body).toHaveLength(2)
  await second.stop()
  const third = await start(folder, null)
  expect(third.admin.client_id).toBe('')
})

test('the last client that may do everything cannot be deleted; once there is another one, it can', async () => {
  const folder = temporaryFolder()
  const first = await start(folder, null)
  const { client_id } = first.admin
  const refused = await first.api('DELETE', `clients/${client_id}`)
  expect(refused).toMatchObject({
    status: 409,
    body: { errorCode: 'last_administrator', message: expect.stringContaining('rotate') },
  })
  expect((await first.api('GET', `clients/${client_id}`)).status).toBe(200)
  await first.stop()
  const second = await start(folder)
  expect((await second.api('DELETE', `clients/${client_id}`)).status).toBe(204)
  expect((await second.api('DELETE', `clients/${ADMIN.client_id}`)).status).toBe(409)
})
