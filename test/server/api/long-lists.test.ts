import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Response } from 'express'
import express from 'express'
import { expect, onTestFinished, test } from 'vitest'
import * as z from 'zod'
import { createFairQueue } from '../../../runtime/index.ts'
import type { JsonList } from '../../../server/api/lists/json-list.ts'
import { jsonList, sendJsonList } from '../../../server/api/lists/json-list.ts'
import { createFakeRuntime } from '../../support/fake-runtime.ts'
import { callHttp } from '../../support/http-call.ts'
import { startTestServer } from '../../support/server-in-process.ts'

test('users with much metadata are in lists as others are, in order, in every form and with the fields asked for', async () => {
  const server = await startTestServer(createFakeRuntime(() => ({ kind: 'none' })))
  await server.connection('shop', { enabledDatabaseCustomization: false, import_mode: false })
  const large = 'x'.repeat(400_000)
  const emails = Array.from({ length: 9 }, (_, n) => `user-${n}@example.com`)
  for (const [n, email] of emails.entries()) {
    const made = await server.api('POST', 'users', {
      connection: 'shop',
      email,
      password: 'correct-Horse-7-battery',
      ...(n % 3 === 1 ? { user_metadata: { large } } : {}),
      ...(n % 3 === 2 ? { app_metadata: { large } } : {}),
    })
    expect(made.status, made.text).toBe(201)
  }
  const list = async (query: string) => (await server.api('GET', `users?sort=created_at:1&${query}`)).body
  const plain = (await list('per_page=100')) as { email: string; user_metadata?: { large?: string } }[]
  expect(plain.map(({ email }) => email)).toEqual(emails)
  expect(plain[1]?.user_metadata?.large).toBe(large)
  const totals = (await list('include_totals=true&per_page=4&page=1')) as { users: { email: string }[] }
  expect({ ...totals, users: totals.users.map(({ email }) => email) }).toEqual({
    start: 4,
    limit: 4,
    length: 4,
    total: 9,
    users: emails.slice(4, 8),
  })
  const first = (await list('take=5')) as { users: { email: string }[]; next: string }
  const second = (await list(`take=5&from=${encodeURIComponent(first.next)}`)) as typeof first
  expect([...first.users, ...second.users].map(({ email }) => email)).toEqual(emails)
  expect(second).not.toHaveProperty('next')
  expect(await list('fields=email&per_page=2')).toEqual(emails.slice(0, 2).map((email) => ({ email })))
  expect(await list('per_page=0&include_totals=true')).toMatchObject({ length: 0, total: 9, users: [] })
})

/** A server whose only answer is the list. */
async function serve(list: () => JsonList, queue = createFairQueue({ running: 1, waiting_per_owner: 1 })) {
  const app = express()
  app.get('/', async (_request, response: Response) => {
    await sendJsonList(response, list(), z.object({ n: z.number() }).strip(), { queue, tenant_id: 't' })
  })
  app.use(((error, _request, response, _next) => {
    response.status(503).send(String(error.code))
  }) as express.ErrorRequestHandler)
  const server = createServer(app).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}

async function* numbers(count: number): AsyncGenerator<unknown> {
  for (let n = 0; n < count; n++) yield { n, secret: 'x'.repeat(100) }
}

test.each([
  ['an array', undefined, '[', ']'],
  ['an object with members before and after', { total: 3 }, '{"total":3,"all":[', '],"length":COUNT}'],
])(
  '%s that is short or long is whole JSON, without what its schema does not name',
  async (_, head, begin, end) => {
    for (const count of [0, 1, 3, 20_000]) {
      const tail = (length: number) => (head ? { length } : {})
      const url = await serve(() => jsonList({ head, name: 'all', tail, items: numbers(count) }))
      const { text, headers } = await callHttp(url)
      const items = Array.from({ length: count }, (_item, n) => `{"n":${n}}`).join(',')
      expect(text === begin + items + end.replace('COUNT', String(count))).toBe(true)
      expect(headers['content-type']).toBe('application/json; charset=utf-8')
      expect(headers['content-length'] === undefined).toBe(count === 20_000)
    }
  },
)

test('a list that fails half way is cut off, one that fails at once is an error, and neither keeps its turn', async () => {
  async function* failing(count: number): AsyncGenerator<unknown> {
    yield* numbers(count)
    throw Object.assign(new Error('gone'), { code: 'gone' })
  }
  let count = 20_000
  const url = await serve(() =>
    jsonList({ head: undefined, name: '', tail: () => ({}), items: failing(count) }),
  )
  await expect(callHttp(url)).rejects.toThrow()
  await expect(callHttp(url)).rejects.toThrow()
  count = 2
  expect(await callHttp(url)).toMatchObject({ status: 503, text: 'gone' })
})

test('a long list for which there is no turn is answered 503, a short one needs none', async () => {
  const queue = createFairQueue({ running: 1, waiting_per_owner: 0 })
  let count = 20_000
  const url = await serve(
    () => jsonList({ head: undefined, name: '', tail: () => ({}), items: numbers(count) }),
    queue,
  )
  const release = await queue.enter('t')
  expect(await callHttp(url)).toMatchObject({ status: 503, text: 'temporarily_unavailable' })
  count = 10
  expect((await callHttp(url)).status).toBe(200)
  release()
  count = 20_000
  expect((await callHttp(url)).status).toBe(200)
  expect(queue.stats().running).toBe(0)
})
