import { afterAll, beforeAll, expect, test } from 'vitest'
import { createFakeRuntime } from '../../support/fake-runtime.ts'
import type { TestServer } from '../../support/server-in-process.ts'
import { startTestServer } from '../../support/server-in-process.ts'

interface Summaries {
  clients: { client_id: string; name: string; ferry: { administers: boolean; created_at: string } }[]
  next?: string
}

let server: TestServer

beforeAll(async () => {
  server = await startTestServer(
    createFakeRuntime(() => ({ kind: 'none' })),
    {},
    afterAll,
  )
})

const summaries = async (query = ''): Promise<Summaries> =>
  (await server.api('GET', `client-summaries${query}`)).body as Summaries

test('a summary says which application administers Ferry; one with a client grant for everything does not', async () => {
  const before = Date.now()
  const { body } = await server.api('POST', 'clients', { name: 'Shop', app_type: 'regular_web' })
  const { client_id } = body as { client_id: string }
  const grant = { client_id, audience: `${server.url}/api/v2/`, scope: ['read:users', 'delete:clients'] }
  expect((await server.api('POST', 'client-grants', grant)).status).toBe(201)
  const { clients } = await summaries()
  expect(clients).toEqual([
    expect.objectContaining({
      client_id: server.admin.client_id,
      ferry: expect.objectContaining({ administers: true }),
    }),
    {
      client_id,
      name: 'Shop',
      app_type: 'regular_web',
      grant_types: expect.arrayContaining(['password', 'refresh_token']),
      ferry: { administers: false, has_secret: true, created_at: expect.any(String) },
    },
  ])
  expect(Date.parse(clients[1]?.ferry.created_at ?? '')).toBeGreaterThanOrEqual(before)
})

test('summaries come in pages, never with a secret, and answers of `GET /clients` stay as SDKs know them', async () => {
  for (const name of ['page-1', 'page-2', 'page-3']) await server.api('POST', 'clients', { name })
  const spa = (await server.api('POST', 'clients', { name: 'page-4', app_type: 'spa' })).body
  const all = (await summaries()).clients
  const paged: string[] = []
  let from: string | undefined
  do {
    const page = await summaries(`?take=2${from === undefined ? '' : `&from=${encodeURIComponent(from)}`}`)
    expect(page.clients.length).toBeLessThanOrEqual(2)
    paged.push(...page.clients.map(({ client_id }) => client_id))
    from = page.next
  } while (from !== undefined)
  expect(paged).toEqual(all.map(({ client_id }) => client_id))
  expect(all.at(-1)).toMatchObject({
    client_id: (spa as { client_id: string }).client_id,
    ferry: { has_secret: false },
  })
  expect(JSON.stringify(all)).not.toContain('client_secret')
  const { body } = await server.api('GET', 'clients')
  for (const client of body as object[]) {
    expect(client).not.toHaveProperty('ferry')
    expect(client).not.toHaveProperty('created_at')
  }
})
