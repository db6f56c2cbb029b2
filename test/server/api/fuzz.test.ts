import { Agent, request } from 'node:http'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { ABSENT_CALLS } from '../../../server/api/management/absent/calls.ts'
import { noteAnswer } from '../../support/answers.ts'
import { createFakeRuntime, legacyStore } from '../../support/fake-runtime.ts'
import type { DescribedOperation, JsonSchema, Place } from '../../support/openapi.ts'
import { describedOperations, placesOf, replacedAt, sampleOf } from '../../support/openapi.ts'
import type { TestServer } from '../../support/server-in-process.ts'
import { startTestServer } from '../../support/server-in-process.ts'

/** One for every run, and one that is new each time; its number is in the name of the test that fails. */
const SEEDS = [20_261_124, Math.floor(Math.random() * 2 ** 31)]
/** Requests under way at once. */
const AT_ONCE = 16
/** Values put at places of a body, for each endpoint and seed. */
const REPLACEMENTS = 20

/** Calls of Auth0’s SDKs that Ferry answers and does not describe. */
const isRefusedInWords = (method: string, path: string): boolean =>
  ABSENT_CALLS.some(
    (call) =>
      call.method.toUpperCase() === method && `/api/v2/${call.path}`.replaceAll(/:(\w+)/g, '{$1}') === path,
  )

/** What every endpoint may answer besides what its description lists. */
const GENERAL = [400, 404, 405, 431]

interface Asked {
  method: string
  path: string
  headers?: { [name: string]: string }
  body?: string | Buffer
}
interface Told {
  status: number
  type: string
  text: string
}

let server: TestServer
let operations: DescribedOperation[]
let token: string
let ids: { [prefix: string]: string }
const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE })

beforeAll(async () => {
  server = await startTestServer(
    createFakeRuntime(legacyStore([{ id: 1, email: 'ann@example.com', password: 'old-secret' }])),
    {},
    afterAll,
  )
  operations = await describedOperations(server)
  const connection = await server.connection('legacy')
  const user = await server.login('legacy', 'ann@example.com', 'old-secret')
  expect(user.status).toBe(200)
  const client = await server.api('POST', 'clients', { name: 'a client' })
  ids = {
    '/api/v2/connections/': connection,
    '/api/v2/users/': 'auth0|1',
    '/api/v2/user-blocks/': 'auth0|1',
    '/api/v2/clients/': (client.body as { client_id: string }).client_id,
  }
  const granted = await server.token({
    grant_type: 'client_credentials',
    ...server.admin,
    audience: `${server.url}/api/v2/`,
  })
  token = (granted.body as { access_token: string }).access_token
})
afterAll(() => agent.destroy())

/** Sends bytes as they are; a stream of events is over when it has begun. */
function send(ask: Asked): Promise<Told> {
  const { method, path, headers, body } = ask
  return new Promise((resolve, reject) => {
    const asked = request(server.url, {
      path,
      method,
      agent,
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
        ...headers,
      },
    })
    let answered = false
    // A server that has refused a large body need not read the rest of it.
    asked.on('error', (error) => {
      if (answered) return
      // The server had given up the idle connection: nothing of the request was read.
      if (asked.reusedSocket && 'code' in error && error.code === 'ECONNRESET') resolve(send(ask))
      else reject(new Error(`${method} ${path}`, { cause: error }))
    })
    asked.on('response', (response) => {
      answered = true
      const status = response.statusCode ?? 0
      const type = response.headers['content-type'] ?? ''
      noteAnswer(method, new URL(path, server.url).href, status)
      const chunks: Buffer[] = []
      const done = () => resolve({ status, type, text: Buffer.concat(chunks).toString() })
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', done)
      response.on('error', done)
      if (type.includes('event-stream')) {
        done()
        response.destroy()
      }
    })
    asked.end(body)
  })
}

/** The path with a value for each parameter. */
const pathOf = ({ path, parameters }: DescribedOperation, id = 'nobody'): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const schema = parameters.find((parameter) => parameter.in === 'path' && parameter.name === name)?.schema
    if (Array.isArray(schema?.enum)) return encodeURIComponent(String(schema.enum[0]))
    return schema?.type === 'integer' || schema?.type === 'number' ? '1' : encodeURIComponent(id)
  })

/** The id of something that is there, so that a value that was let through meets the store. */
const existing = ({ path }: DescribedOperation): string =>
  Object.entries(ids).find(([prefix]) => path.startsWith(prefix))?.[1] ?? 'nobody'

const named = ({ method, path }: DescribedOperation): string => `${method} ${path}`

/** @returns what is wrong with an answer; undefined = nothing */
function complaint(operation: DescribedOperation, told: Told): string | undefined {
  const { status, type, text } = told
  const answer = `${status} ${text.slice(0, 300)}`
  if (status >= 500) return `a fault of the server: ${answer}`
  if (!operation.answers.has(status) && !GENERAL.includes(status)) return `not documented: ${answer}`
  if (/ {4}at |node:internal|\.ts:\d/.test(text)) return `tells of the inside: ${answer}`
  if (status < 400 || !type.includes('json')) {
    const schema = operation.answers.get(status)
    if (!schema || !type.includes('json')) return undefined
    const parsed = schema.safeParse(JSON.parse(text))
    return parsed.success ? undefined : `not of its schema: ${answer} ${parsed.error.message}`
  }
  const parsed = operation.answers.get(status)?.safeParse(JSON.parse(text))
  return !parsed || parsed.success ? undefined : `not of its schema: ${answer} ${parsed.error.message}`
}

/** Sends all, so many at a time. @returns complaints with the request that each is about */
async function complaints(
  asks: {
    operation: DescribedOperation
    ask: Asked
    about: string
    check?: (told: Told) => string | undefined
  }[],
): Promise<string[]> {
  const found: string[] = []
  let next = 0
  const worker = async (): Promise<void> => {
    for (let one = asks[next++]; one; one = asks[next++]) {
      const told = await send(one.ask)
      // A preflight is part of how browsers ask, not of what is described.
      const isPreflight = one.ask.method === 'OPTIONS' && told.status === 204
      const wrong = isPreflight ? undefined : (complaint(one.operation, told) ?? one.check?.(told))
      if (wrong !== undefined) found.push(`${named(one.operation)}, ${one.about}: ${wrong}`)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return found
}

const isRefused = ({ status, text }: Told): string | undefined =>
  status >= 400 && status < 500 ? undefined : `accepted: ${status} ${text.slice(0, 200)}`

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The least that a body must have. */
function requiredOf({ body }: DescribedOperation): { [name: string]: unknown } {
  const required = Array.isArray(body?.required) ? body.required : []
  const sample = Object(sampleOf(body)) as { [name: string]: unknown }
  return Object.fromEntries(Object.entries(sample).filter(([name]) => required.includes(name)))
}

const MALFORMED: [about: string, body: string | Buffer][] = [
  ['broken JSON', '{"a":'],
  ['invalid UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
  ['half a surrogate pair as bytes', Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22])],
  ['deep JSON', '['.repeat(10_000) + ']'.repeat(10_000)],
  ['deep JSON in a field', `{"a":${'{"a":'.repeat(40)}1${'}'.repeat(40)}}`],
  ['a key twice', '{"a":1,"a":2}'],
  ['a number', '5'],
  ['a text', '"x"'],
  ['null', 'null'],
  ['a body of 1 MiB and a byte', `"${'x'.repeat(1024 * 1024 - 1)}"`],
]

const bodies = () => operations.filter(({ body, path }) => body && !path.endsWith('/stream'))

describe('H4: bad input is refused by name and is never a fault of the server', () => {
  test('there is something to try', () => {
    expect(operations.length).toBeGreaterThan(20)
    expect(bodies().length).toBeGreaterThan(5)
  })

  test('bodies that cannot be read', async () => {
    const asks = bodies().flatMap((operation) =>
      MALFORMED.map(([about, body]) => ({
        operation,
        about,
        ask: { method: operation.method.toUpperCase(), path: pathOf(operation), body },
        check: isRefused,
      })),
    )
    expect(await complaints(asks)).toEqual([])
  })

  test('other types than JSON', async () => {
    const asks = bodies().map((operation) => ({
      operation,
      about: 'text/xml',
      ask: {
        method: operation.method.toUpperCase(),
        path: pathOf(operation),
        body: '<a/>',
        headers: { 'content-type': 'text/xml' },
      },
      check: ({ status }: Told) => (status === 415 ? undefined : `${status} and not 415`),
    }))
    expect(await complaints(asks)).toEqual([])
  })

  test.each(SEEDS)('wrong values at each place of each body (seed %i)', async (seed) => {
    const wrong = fc.oneof(
      fc.constantFrom<unknown>(null, true, 0, -1, 1.5, 1e308, '', ' ', 'x', [], {}, [null], { a: 1 }),
      fc.constantFrom<unknown>('a\0b', '\ud800', 'x\udc00y', '\u202e', '__proto__', '%00', "' or 1=1 --"),
      fc.constantFrom<unknown>('x'.repeat(2_000), 'x'.repeat(60_000), Array(3_000).fill('x'), { $gt: '' }),
      fc.string({ unit: 'binary' }),
      fc.jsonValue({ maxDepth: 3 }),
    )
    const asks = bodies().flatMap((operation) => {
      const sample = sampleOf(operation.body)
      const places = placesOf(sample)
      const picks = fc.sample(fc.tuple(fc.constantFrom(...places), wrong), { seed, numRuns: REPLACEMENTS })
      return picks.map(([place, value]: [Place, unknown], index) => {
        const changed = replacedAt(sample, place, value)
        // What nobody knows is refused, and hides what else is wrong: so only now and then.
        const body = isObject(changed) && index % 8 === 0 ? { ...changed, unknown: value } : changed
        return {
          operation,
          about: `${JSON.stringify(value)?.slice(0, 60)} at /${place.join('/')}`,
          ask: {
            method: operation.method.toUpperCase(),
            path: pathOf(operation, index % 2 === 0 ? existing(operation) : undefined),
            body: JSON.stringify(body) ?? '',
          },
        }
      })
    })
    expect(await complaints(asks)).toEqual([])
  })

  test('a field of a wrong type is named', async () => {
    const judged = await Promise.all(
      bodies().map(async (operation) => {
        const sample = requiredOf(operation)
        const method = operation.method.toUpperCase()
        const { status } = await send({ method, path: pathOf(operation), body: JSON.stringify(sample) })
        return { operation, sample, method, accepted: status !== 400 || Object.keys(sample).length === 0 }
      }),
    )
    // Whatever is wrong with a sample would be named before the field that is tried.
    const good = judged.filter(({ accepted }) => accepted)
    const poor = judged.filter(({ accepted }) => !accepted).map(({ operation }) => named(operation))
    expect(good.length, `samples that are refused: ${poor.join(', ')}`).toBeGreaterThan(judged.length / 2)
    const asks = good.flatMap(({ operation, sample, method }) =>
      Object.entries((operation.body?.properties ?? {}) as { [name: string]: JsonSchema }).flatMap(
        ([name, schema]) =>
          [[7], { $gt: '' }, 7.5, 'a\0b']
            .filter((value) => !z.fromJSONSchema(schema).safeParse(value).success)
            .map((value) => ({
              operation,
              about: `${JSON.stringify(value)} as ${name}`,
              ask: {
                method,
                path: pathOf(operation),
                body: JSON.stringify({ ...sample, [name]: value }),
              },
              check: (told: Told) =>
                told.status === 400 && told.text.includes(name)
                  ? undefined
                  : `not named: ${told.status} ${told.text}`,
            })),
      ),
    )
    expect(asks.length).toBeGreaterThan(30)
    expect(await complaints(asks)).toEqual([])
  })

  test('paths and queries', async () => {
    const values = [
      '%00',
      '%ed%a0%80',
      '%ff',
      '%',
      '..%2f..',
      '%E2%80%AE',
      'x'.repeat(3_000),
      "'%20or%201=1",
      '%F0%9F%98%80',
    ]
    const asks = operations.flatMap((operation) => {
      const method = operation.method.toUpperCase()
      const inPath = operation.path.includes('{')
        ? values.map((value) => ({ value, path: operation.path.replaceAll(/\{\w+\}/g, () => value) }))
        : []
      const inQuery = operation.parameters
        .filter((parameter) => parameter.in === 'query')
        .flatMap(({ name }) => [
          ...values.map((value) => ({
            value: `${name}=${value}`,
            path: `${pathOf(operation)}?${name}=${value}`,
          })),
          { value: `${name} twice`, path: `${pathOf(operation)}?${name}=a&${name}=b` },
          { value: `${name}[]`, path: `${pathOf(operation)}?${name}[]=a&${name}[$ne]=b` },
          { value: `${name} of nothing`, path: `${pathOf(operation)}?${name}=` },
          { value: `${name} of -1`, path: `${pathOf(operation)}?${name}=-1` },
        ])
      return [...inPath, ...inQuery].map(({ value, path }) => ({
        operation,
        about: value.slice(0, 60),
        ask: { method, path, ...(operation.body ? { body: '{}' } : {}) },
      }))
    })
    expect(await complaints(asks)).toEqual([])
  })

  test('every method on every path: those that are not described are 405 and name those that are', async () => {
    const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND']
    const paths = [...new Set(operations.map(({ path }) => path))]
    const asks = paths.flatMap((path) => {
      const known = operations.filter((operation) => operation.path === path)
      const [operation] = known
      if (!operation) return []
      return methods
        .filter((method) => !known.some((one) => one.method.toUpperCase() === method))
        .filter((method) => !isRefusedInWords(method, path))
        .map((method) => ({
          operation,
          about: method,
          ask: { method, path: pathOf(operation) },
          check: ({ status }: Told) => (status === 405 ? undefined : `${status} and not 405`),
        }))
    })
    expect(await complaints(asks)).toEqual([])
  })

  test('T4: without a token, and with one that has no scope, every endpoint with scopes is closed', async () => {
    const granted = await server.token({
      grant_type: 'client_credentials',
      ...server.admin,
      audience: `${server.url}/api/v2/`,
      scope: 'read:nothing',
    })
    const without = (granted.body as { access_token?: string }).access_token
    const closed = operations.filter(({ security }) => security.some((one) => 'management' in one))
    const asks = closed.flatMap((operation) => {
      const ask = {
        method: operation.method.toUpperCase(),
        path: pathOf(operation),
        ...(operation.body ? { body: '{}' } : {}),
      }
      const refused = (expected: number) => (told: Told) =>
        told.status === expected ? undefined : `${told.status} and not ${expected}`
      return [
        {
          operation,
          about: 'no token',
          ask: { ...ask, headers: { authorization: '' } },
          check: refused(401),
        },
        {
          operation,
          about: 'a broken token',
          ask: { ...ask, headers: { authorization: 'Bearer a.b.c' } },
          check: refused(401),
        },
        {
          operation,
          about: 'no scope',
          ask: { ...ask, headers: { authorization: `Bearer ${without}` } },
          check: refused(403),
        },
      ]
    })
    expect(closed.length).toBeGreaterThan(15)
    expect(await complaints(asks)).toEqual([])
  })
})
