import { request } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { createLogIds, isLogId, lastLogIdBefore } from '../../../server/tenant-log/ids.ts'
import { createFakeRuntime, legacyStore } from '../../support/fake-runtime.ts'
import type { TestServer } from '../../support/server-in-process.ts'
import { startTestServer } from '../../support/server-in-process.ts'

interface Entry {
  log_id: string
  type: string
  [field: string]: unknown
}

const people = legacyStore([{ id: 1, email: 'ann@example.com', password: 'old-secret' }])

/** Waits until the log has as many entries of a type. */
async function entriesOf(server: TestServer, q: string, count = 1): Promise<Entry[]> {
  for (;;) {
    const { body } = await server.api('GET', `logs?sort=date:1&q=${encodeURIComponent(q)}`)
    if ((body as Entry[]).length >= count) return body as Entry[]
    await wait(5)
  }
}

describe('the log of logins', () => {
  let server: TestServer
  beforeAll(async () => {
    const runtime = createFakeRuntime((call) => {
      switch (call.args[0]) {
        case 'broken@example.com':
          return { kind: 'failure', code: 'script_error', message: 'it broke' }
        case 'refused@example.com':
          return {
            kind: 'rejection',
            class: 'WrongUsernameOrPasswordError',
            message: 'no match',
            user_id: '77',
          }
        case 'barred@example.com':
          return { kind: 'rejection', class: 'UnauthorizedError', message: 'pay first' }
        default:
          return people(call)
      }
    })
    server = await startTestServer(runtime, {}, afterAll)
    await server.connection('crm')
  })

  test('a migrating login leaves s, smu and sepft; its script’s run is named', async () => {
    await server.login('crm', ' ann@example.com', 'old-secret', { scope: 'openid' })
    const [entry, ...others] = await entriesOf(server, 'user_name:ann@example.com', 3)
    expect(entry).toEqual({
      log_id: expect.toSatisfy(isLogId),
      _id: entry?.log_id,
      date: expect.stringMatching(/^2\d{3}-.*Z$/),
      type: 's',
      connection: 'crm',
      connection_id: expect.stringMatching(/^con_/),
      strategy: 'auth0',
      strategy_type: 'database',
      client_id: server.admin.client_id,
      client_name: 'Ferry administration',
      ip: '127.0.0.1',
      hostname: new URL(server.url).host,
      user_id: 'auth0|1',
      user_name: 'ann@example.com',
      scope: 'openid',
      isMobile: false,
      details: { run_id: expect.stringMatching(/^run_/) },
    })
    expect(others.map(({ type }) => type)).toEqual(['smu', 'sepft'])
    const one = await server.api('GET', `logs/${entry?.log_id}`)
    expect(one.body).toEqual(entry)
    await server.login('crm', 'ann@example.com', 'old-secret')
    const again = await entriesOf(server, 'user_name:ann@example.com', 5)
    expect(again.slice(3).map(({ type }) => type)).toEqual(['s', 'sepft'])
    expect(again[3]).not.toHaveProperty('details')
  })

  test.each([
    ['ann@example.com', 'wrong', ['fp', 'fepft'], 'Wrong email or password.', 'auth0|1'],
    [
      'nobody@example.com',
      'x',
      ['fu', 'fepft'],
      'Wrong email or password: the connection’s script does not say which.',
      undefined,
    ],
    ['refused@example.com', 'x', ['fp', 'fepft'], 'no match', 'auth0|77'],
    ['barred@example.com', 'x', ['f', 'fepft'], 'pay first', undefined],
    [
      'broken@example.com',
      'x',
      ['f', 'fmu', 'fepft'],
      'The connection’s script ended with script_error.',
      undefined,
    ],
  ])('a login of %s with the password %s leaves %j', async (name, password, types, description, user_id) => {
    await server.login('crm', name, password)
    const entries = await entriesOf(
      server,
      `user_name:"${name}" AND type:(f OR fp OR fu OR fmu OR fepft)`,
      types.length,
    )
    expect(entries.map(({ type }) => type)).toEqual(types)
    expect(entries[0]).toMatchObject({ description, ...(user_id === undefined ? {} : { user_id }) })
    expect(JSON.stringify(entries)).not.toContain('old-secret')
  })

  test('the log ID in an application’s error opens the run, with its script, version, trace and console lines', async () => {
    const refused = await server.login('crm', 'broken@example.com', 'x')
    const { error_description } = refused.body as { error_description: string }
    const [, run_id = ''] = /log ID: (run_\w+)/.exec(error_description) ?? []
    const { status, body } = await server.api('GET', `runs/${run_id}`)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      run_id,
      action: 'login',
      purpose: 'login',
      outcome: 'script_error',
      message: 'it broke',
      script_revision: 1,
      connection: 'crm',
      version: 1,
      logs: [],
      trace: [],
    })
    const entries = await entriesOf(server, `run_id:${run_id}`, 2)
    expect(entries.map(({ type }) => type)).toEqual(['f', 'fmu'])
    expect(await entriesOf(server, `run_id:* AND identifier:BROKEN@example.com`, 4)).not.toEqual([])
    expect((await server.api('GET', 'runs/run_00000000000000000000')).body).toMatchObject({
      statusCode: 404,
      errorCode: 'inexistent_run',
    })
  })

  test('a program’s token leaves seccft, a refused one feccft with the id that was sent and no secret', async () => {
    await server.token({
      grant_type: 'client_credentials',
      client_id: 'thief',
      client_secret: 'guessed-secret',
      audience: 'x',
    })
    const [refused] = await entriesOf(server, 'type:feccft')
    expect(refused).toMatchObject({
      description: 'Unauthorized: there is no client with this client_id and client_secret: client thief',
    })
    expect(refused).not.toHaveProperty('client_id')
    expect(JSON.stringify(refused)).not.toContain('guessed-secret')
    const [granted] = await entriesOf(server, 'type:seccft')
    expect(granted).toMatchObject({ client_id: server.admin.client_id, audience: `${server.url}/api/v2/` })
  })

  test('a user’s entries are listed under the user, in every form of a list', async () => {
    const user = encodeURIComponent('auth0|1')
    const { body } = await server.api(
      'GET',
      `users/${user}/logs?per_page=2&include_totals=true&fields=type,user_id`,
    )
    expect(body).toMatchObject({
      start: 0,
      limit: 2,
      length: 2,
      logs: [{ user_id: 'auth0|1' }, { user_id: 'auth0|1' }],
    })
    expect(Object.keys((body as { logs: object[] }).logs[0] ?? {}).toSorted()).toEqual(['type', 'user_id'])
    expect((await server.api('GET', 'users/auth0%7Cnone/logs')).body).toEqual([])
  })

  test('an exporter reads on from the last entry it has, oldest first', async () => {
    const all = (await server.api('GET', 'logs?sort=date:1&per_page=100')).body as Entry[]
    const read: Entry[] = []
    let from = lastLogIdBefore(Date.now() - 3_600_000)
    for (;;) {
      const page = (await server.api('GET', `logs?from=${from}&take=3`)).body as Entry[]
      read.push(...page)
      if (page.length === 0) break
      from = page.at(-1)?.log_id ?? ''
    }
    expect(read.slice(0, all.length)).toEqual(all)
    const newest = (await server.api('GET', 'logs?per_page=2')).body as Entry[]
    expect(newest.map(({ log_id }) => log_id)).toEqual(
      read
        .toReversed()
        .slice(0, 2)
        .map(({ log_id }) => log_id),
    )
  })

  test('bad queries are refused, and an unknown entry is not found', async () => {
    for (const [query, message] of [
      ['q=password:x', 'at character 1: there is no such field: use one of type,'],
      ['q=date:yesterday', 'at character 6: date takes a date'],
      ['sort=type:1', 'sort'],
      ['per_page=101', 'from 0 to 100'],
      ['from=last', 'must be a log_id'],
    ]) {
      const { status, body } = await server.api('GET', `logs?${query}`)
      expect(status).toBe(400)
      expect(body).toMatchObject({
        errorCode: 'invalid_query_string',
        message: expect.stringContaining(message ?? ''),
      })
    }
    expect((await server.api('GET', 'logs/none')).body).toMatchObject({
      statusCode: 404,
      errorCode: 'inexistent_log',
    })
  })
})

interface Follower {
  /** Waits for the next event that is not a heartbeat. */
  next(): Promise<{ id: string; event: string; data: Entry }>
  ended: Promise<void>
  close(): void
}

/** Follows the log as a browser's EventSource does. */
async function followLog(
  server: TestServer,
  path: string,
  headers: { [name: string]: string } = {},
): Promise<Follower> {
  const granted = await server.token({
    grant_type: 'client_credentials',
    ...server.admin,
    audience: `${server.url}/api/v2/`,
  })
  const { access_token } = granted.body as { access_token: string }
  const events: { id: string; event: string; data: Entry }[] = []
  let arrived = Promise.withResolvers<void>()
  const ended = Promise.withResolvers<void>()
  const opened = Promise.withResolvers<void>()
  const asked = request(server.url + path, {
    agent: false,
    headers: { authorization: `Bearer ${access_token}`, ...headers },
  })
  onTestFinished(() => void asked.destroy())
  asked.on('error', () => ended.resolve())
  asked.on('response', (response) => {
    expect(response.headers['content-type']).toBe('text/event-stream; charset=utf-8')
    let text = ''
    response.setEncoding('utf8')
    response.on('data', (chunk: string) => {
      text += chunk
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        const fields = Object.fromEntries(
          text
            .slice(0, end)
            .split('\n')
            .map((line) => line.split(/: (.*)/s).slice(0, 2)),
        )
        text = text.slice(end + 2)
        opened.resolve()
        if (fields.event === 'log')
          events.push({ id: fields.id, event: fields.event, data: JSON.parse(fields.data) })
        arrived.resolve()
        arrived = Promise.withResolvers()
      }
    })
    response.on('close', () => ended.resolve())
  })
  asked.end()
  await opened.promise
  return {
    ended: ended.promise,
    close: () => asked.destroy(),
    async next() {
      for (;;) {
        const event = events.shift()
        if (event) return event
        await arrived.promise
      }
    },
  }
}

describe('following the log', () => {
  const login = (server: TestServer, name: string) => server.login('crm', name, 'wrong')

  async function start(): Promise<TestServer> {
    const server = await startTestServer(createFakeRuntime(people))
    await server.connection('crm')
    return server
  }

  test('entries arrive as they happen, each once also across a broken connection, and only those asked for', async () => {
    const server = await start()
    const path = `/api/v2/logs/stream?q=${encodeURIComponent('type:fu')}`
    const follower = await followLog(server, path)
    await login(server, 'one@example.com')
    const first = await follower.next()
    expect(first).toMatchObject({
      event: 'log',
      data: { type: 'fu', user_name: 'one@example.com', log_id: first.id },
    })
    follower.close()
    await login(server, 'two@example.com')
    await login(server, 'three@example.com')
    const again = await followLog(server, path, { 'last-event-id': first.id })
    await login(server, 'four@example.com')
    const names = [await again.next(), await again.next(), await again.next()].map(
      ({ data }) => data.user_name,
    )
    expect(names).toEqual(['two@example.com', 'three@example.com', 'four@example.com'])
  })

  test('R11: a stream ends at once when the server stops, and what waited is written', async () => {
    const server = await start()
    const follower = await followLog(server, '/api/v2/logs/stream')
    await login(server, 'one@example.com')
    const began = performance.now()
    await Promise.all([server.stop(), follower.ended])
    expect(performance.now() - began).toBeLessThan(900)
    expect(server.logLines.join('')).not.toContain('log_entries_lost')
  })

  test('T4: a stream needs a token with read:logs, and a mark that is one', async () => {
    const server = await start()
    expect((await server.call('/api/v2/logs/stream')).status).toBe(401)
    expect((await server.api('GET', 'logs/stream', undefined, { 'last-event-id': 'x' })).body).toMatchObject({
      message: expect.stringContaining('must be a log_id'),
    })
    expect((await server.api('GET', 'logs/stream?q=nothing:x')).status).toBe(400)
  })
})

test('ids of entries grow, also when the clock stands still or is set back', () => {
  const times = [5, 5, 3, 1_700_000_000_000, 1_600_000_000_000]
  let at = 0
  const nextId = createLogIds(() => times[Math.min(at++, times.length - 1)] ?? 0)
  const ids = Array.from({ length: 10_000 }, nextId)
  expect(ids).toEqual(ids.toSorted())
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.every(isLogId)).toBe(true)
  const ofMoment = createLogIds(() => 1_700_000_000_000)()
  expect(ofMoment > lastLogIdBefore(1_700_000_000_000)).toBe(true)
  expect(ofMoment < lastLogIdBefore(1_700_000_000_001)).toBe(true)
})
