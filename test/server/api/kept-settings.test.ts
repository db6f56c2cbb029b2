import { expect, test } from 'vitest'
import { createFakeRuntime } from '../../support/fake-runtime.ts'
import { startTestServer } from '../../support/server-in-process.ts'

test('a client’s settings that are stored and not obeyed are listed with the reason; those that are off are not', async () => {
  const server = await startTestServer(createFakeRuntime(() => ({ kind: 'none' })))
  const { body: made } = await server.api('POST', 'clients', {
    name: 'Shop',
    app_type: 'spa',
    callbacks: ['https://shop.example.com/callback'],
    addons: { samlp: { audience: 'x' } },
    sso_disabled: false,
    allowed_clients: [],
    refresh_token: { rotation_type: 'rotating', policies: [{ audience: 'https://a.example', scope: ['x'] }] },
  })
  const { client_id } = made as { client_id: string }
  const { status, body } = await server.api('GET', `clients/${client_id}/kept-settings`)
  expect(status).toBe(200)
  const { settings } = body as { settings: { name: string; why: string }[] }
  expect(settings.map(({ name }) => name)).toEqual(['refresh_token.policies', 'addons'])
  expect(settings.every(({ why }) => why.endsWith('.'))).toBe(true)
})
