/** Each step of a request by itself; their order is in pipeline.test.ts. */
import type { Response } from 'express'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { createFairQueue } from '../../../../runtime/index.ts'
import type { Caller } from '../../../../server/api/access/caller.ts'
import type { Deps, ServerDeps } from '../../../../server/api/http/deps.ts'
import { createOpenStreams } from '../../../../server/api/http/open-streams.ts'
import { createRateLimits } from '../../../../server/api/http/rate-limits.ts'
import { authorise, authoriseWrite } from '../../../../server/api/route/authorise.ts'
import { createBodyCheck } from '../../../../server/api/route/check-body.ts'
import { checkInput } from '../../../../server/api/route/check-input.ts'
import { limitCalls } from '../../../../server/api/route/limit-calls.ts'
import { openRequest } from '../../../../server/api/route/open-request.ts'
import { createBodyReceiver } from '../../../../server/api/route/receive-body.ts'
import { runHandler } from '../../../../server/api/route/run-handler.ts'
import { createSendAnswer } from '../../../../server/api/route/send-answer.ts'
import { callHandler } from '../../../support/one-handler.ts'

const tenant = { tenant_id: 't1', name: 'default', created_at: 0 }
const MINUTE_MS = 60_000

/** A caller that signed in so long ago; a client when undefined. */
function callerOf(scopes: readonly string[], signed_in_ms?: number): Caller {
  const shared = { id: 'c1', scopes, until: Date.now() + MINUTE_MS, scopesNow: async () => scopes }
  return signed_in_ms === undefined
    ? ({ ...shared, client: { client_id: 'c1' } } as Caller)
    : ({ ...shared, member: { member_id: 'c1' }, proved_at: Date.now() - signed_in_ms } as Caller)
}

describe('open', () => {
  const server = {
    tenants: { forHost: async (host?: string) => (host === 'a.test' ? { tenant } : undefined) },
    mail: { of: (...of: unknown[]) => of },
    background: { of: (...of: unknown[]) => of },
    events: { of: () => 'events', feed: () => 'feed' },
    flows: { of: () => 'flows' },
  } as unknown as ServerDeps
  const open = (host: string, is_public: boolean) =>
    callHandler(
      async (request, response) => {
        const { tenant: opened, mail, background } = await openRequest(server, request, { is_public })
        response.json({ opened, mail, background })
      },
      { headers: { host } },
    )

  test('the tenant is found by the Host header, and an unknown host is answered 404', async () => {
    expect((await open('a.test', false)).body).toMatchObject({ opened: tenant })
    expect(await open('b.test', false)).toMatchObject({
      status: 404,
      body: { error: 'inexistent_tenant' },
    })
  })

  test('mail and background work of a public request are also counted by its address', async () => {
    const origin = { ip: '127.0.0.1' }
    const own = (await open('a.test', false)).body as { mail: [string, { address?: string }] }
    expect(own).toMatchObject({ mail: ['t1', { origin }], background: ['t1', null] })
    expect(own.mail[1].address).toBeUndefined()
    expect((await open('a.test', true)).body).toMatchObject({
      mail: ['t1', { origin, address: '127.0.0.1' }],
      background: ['t1', '127.0.0.1'],
    })
  })
})

describe('limit', () => {
  const deps = () => ({
    tenant,
    origin: { ip: '203.0.113.7' } as Deps['origin'],
    rateLimits: createRateLimits({ management_per_s: 1, authentication_per_s: 1 }, () => 0),
  })
  const response = { set: () => undefined } as unknown as Response

  test('callers with a scope are counted by their id', () => {
    const own = deps()
    const spec = { scopes: ['read:users'] as const, method: 'get' }
    limitCalls(own, spec, response, 'c1')
    limitCalls(own, spec, response, 'c2')
    expect(() => limitCalls(own, spec, response, 'c1')).toThrow('Too many requests')
  })

  test('public writes are counted by their address, and public reads are not counted', () => {
    const own = deps()
    limitCalls(own, { method: 'post' }, response, '')
    expect(() => limitCalls(own, { method: 'post' }, response, '')).toThrow('Too many requests')
    limitCalls(own, { method: 'get' }, response, '')
  })
})

describe('authorise', () => {
  const deps = { tenant, store: { readTenantSettings: async () => ({}) } } as unknown as Deps
  const spec = { method: 'post', scopes: ['update:users', 'create:users'] as const }
  const LONG_AGO_MS = 16 * MINUTE_MS

  test('any one of the scopes is enough, and none is refused', async () => {
    await authorise(deps, callerOf(['create:users']), spec)
    await expect(authorise(deps, callerOf(['read:users']), spec)).rejects.toMatchObject({
      code: 'insufficient_scope',
    })
  })

  test('a member who signed in long ago may read but not write; a client may do both', async () => {
    const member = callerOf(['update:users'], LONG_AGO_MS)
    await authorise(deps, member, { ...spec, method: 'get' })
    await expect(authorise(deps, member, spec)).rejects.toMatchObject({ code: 'recent_sign_in_required' })
    await authorise(deps, callerOf(['update:users'], MINUTE_MS), spec)
    await authorise(deps, callerOf(['update:users']), spec)
  })

  test('an endpoint with a reason does without a recent sign-in, unless what was sent needs one', async () => {
    const member = callerOf(['update:users'], LONG_AGO_MS)
    await authorise(deps, member, { ...spec, without_recent_sign_in: 'draft' })
    await expect(authoriseWrite(deps, member, spec)).rejects.toMatchObject({
      code: 'recent_sign_in_required',
    })
  })
})

describe('receive', () => {
  const receive = createBodyReceiver(10)
  const sent = (body?: string) =>
    callHandler(
      async (request, response) => {
        await receive(request, response)
        response.json({ length: request.body.length })
      },
      { method: 'POST', path: '/api/v2/x', ...(body !== undefined && { body }) },
    )

  test('a body up to the limit is received whole, a longer one is answered 413', async () => {
    expect((await sent('0123456789')).body).toEqual({ length: 10 })
    expect(await sent('0123456789a')).toMatchObject({ status: 413, body: { errorCode: 'payload_too_large' } })
    expect((await sent()).body).toEqual({ length: 0 })
  })
})

describe('check', () => {
  const spec = {
    params: z.object({ id: z.string().max(3) }),
    query: z.object({ take: z.coerce.number().max(9).optional() }),
    headers: z.object({ 'x-note': z.string().max(3).optional() }),
    current: async (_deps: Deps, { params }: { params: { id: string } }) => {
      looked_up.push(params.id)
      return { name: 'as it is' }
    },
  }
  const looked_up: string[] = []
  const body = createBodyCheck({
    schema: z.object({ name: z.string().max(3).optional() }),
    fields: undefined,
    method: 'patch',
    family: 'management',
    whole: undefined,
  })
  const check = async (path: string, sent: unknown, headers = {}) =>
    callHandler(
      async (request, response) => {
        request.params = { id: request.path.slice(1) }
        const exchange = { request, response, started_at: 5, caller: callerOf(['read:users']), sent }
        const input = await checkInput({ tenant } as Deps, exchange, { spec, family: 'management', body })
        const { setHeader: _, signal, ...rest } = input
        response.json({ ...rest, gone: signal.aborted })
      },
      { path, headers },
    ).then((answer) => answer.body)

  test('the endpoint gets the validated parts, its caller and the time of the request', async () => {
    expect(await check('/u1?take=3', { name: 'new' }, { 'x-note': 'hi' })).toEqual({
      tenant,
      actor: 'c1',
      caller: { client: { client_id: 'c1' } },
      granted: ['read:users'],
      started_at: 5,
      params: { id: 'u1' },
      query: { take: 3 },
      headers: { 'x-note': 'hi' },
      body: { name: 'new' },
      ip: '127.0.0.1',
      gone: false,
    })
  })

  test('path, query, headers and body are validated in this order', async () => {
    looked_up.length = 0
    const bad = { 'x-note': 'long' }
    const wrong = { name: 'too long' }
    expect(await check('/long?take=10', wrong, bad)).toMatchObject({ error: 'invalid_uri' })
    expect(looked_up).toEqual([])
    expect(await check('/u1?take=10', wrong, bad)).toMatchObject({ error: 'invalid_query_string' })
    expect(await check('/u1', wrong, bad)).toMatchObject({
      error_description: expect.stringMatching(/^Header/),
    })
    expect(await check('/u1', wrong)).toMatchObject({
      error_description: expect.stringMatching(/^Payload/),
    })
  })

  test('a member that is sent back unchanged is not validated', async () => {
    expect(await check('/u1', { name: 'as it is' })).toMatchObject({ body: {} })
  })
})

describe('run', () => {
  const run = (answer_type: string | undefined, handle: () => Promise<unknown>, most = createOpenStreams()) =>
    runHandler(
      { tenant, openStreams: most },
      {
        response: { set: (...set: string[]) => headers.push(set) } as unknown as Response,
        caller: callerOf(['read:logs']),
        sent: { kept: 1 },
      },
      {
        spec: { scopes: ['read:logs'], ...(answer_type !== undefined && { answer_type }) },
        body: { checked: () => undefined, keptOnly: () => ['kept', 'also.kept'] },
      },
      handle,
    )
  const headers: string[][] = []

  test('the result is handed on, and members without effect are named in a header', async () => {
    expect(await run(undefined, async () => 'done')).toEqual({ result: 'done', place: undefined })
    expect(headers).toEqual([['Ferry-Kept-Only', 'kept, also.kept']])
  })

  test('a stream has a place while it runs, and a failed one gives it back', async () => {
    const places = createOpenStreams()
    const stream = () => run('text/event-stream', async () => 'stream', places)
    for (let failed = 0; failed < 20; failed++) {
      await expect(run('text/event-stream', () => Promise.reject(new Error('down')), places)).rejects.toThrow(
        'down',
      )
    }
    const open = await Promise.all(Array.from({ length: 10 }, stream))
    await expect(stream()).rejects.toMatchObject({ code: 'too_many_requests' })
    for (const { place } of open) place?.leave()
    ;(await stream()).place?.leave()
  })
})

describe('answer', () => {
  const send = (spec: Parameters<typeof createSendAnswer>[0], result: unknown) =>
    callHandler(
      (_request, response) =>
        createSendAnswer(spec)(response, result, {
          queue: createFairQueue({ running: 1, waiting_per_owner: 1 }),
          tenant_id: 't1',
          ended: undefined,
        }),
      { path: '/api/v2/x' },
    )

  test('only what the result’s schema names is sent', async () => {
    const result = z.object({ id: z.string() })
    expect((await send({ result }, { id: 'u1', password_hash: 'x' })).text).toBe('{"id":"u1"}')
    expect(await send({ result }, { id: 7 })).toMatchObject({ status: 500, body: { errorCode: 'internal' } })
    expect((await send({}, 'anything')).text).toBe('')
  })
})
