import { expect, test } from 'vitest'
import { createFakeRuntime } from '../../support/fake-runtime.ts'
import { startTestServer } from '../../support/server-in-process.ts'

test('an address is tested for scripts: the answer says the rule; wrong input and too many look-ups are refused', async () => {
  const runtime = createFakeRuntime(() => ({ kind: 'none' }))
  const asked: string[] = []
  const server = await startTestServer({
    ...runtime,
    async checkAddress(_tenant_id, { host, port }) {
      asked.push(`${host}:${port}`)
      return host === 'db.example.com'
        ? { kind: 'allowed', by: 'public' }
        : { kind: 'refused', message: 'connect to 10.0.0.1:5432 is not allowed: it is a private address.' }
    },
  })
  const look = (host: string, port: unknown = 5432) => server.api('POST', 'test-address', { host, port })
  expect((await look(' db.example.com ')).body).toEqual({ verdict: 'allowed', rule: 'public' })
  expect((await look('10.0.0.1')).body).toEqual({
    verdict: 'refused',
    rule: 'refused',
    message: 'connect to 10.0.0.1:5432 is not allowed: it is a private address.',
  })
  expect((await look('db.example.com', 70_000)).status).toBe(400)
  expect((await look('')).status).toBe(400)
  expect(asked).toEqual(['db.example.com:5432', '10.0.0.1:5432'])
  const statuses = await Promise.all(Array.from({ length: 30 }, async () => (await look('10.0.0.1')).status))
  expect(statuses).toContain(429)
})
