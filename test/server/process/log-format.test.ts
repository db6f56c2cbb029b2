import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, onTestFinished, test, vi } from 'vitest'
import { callHttp } from '../../support/http-call.ts'
import { scrape } from '../../support/metrics.ts'
import { temporaryFolder } from '../../support/server-in-process.ts'

const ROOT = join(import.meta.dirname, '../../..')
const TRACE = '0af7651916cd43dd8448eb211c80319c'

interface Entry {
  level: string
  event: string
  [field: string]: unknown
}

/** @returns a program of ours whose output is no terminal, as under a supervisor */
function start(program: string[], environment: { [name: string]: string } = {}) {
  const child = spawn(process.execPath, program, {
    cwd: ROOT,
    env: { PATH: process.env.PATH, PORT: '0', FERRY_DATA_DIR: temporaryFolder(), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let written = ''
  child.stdout.on('data', (chunk) => {
    written += chunk
  })
  const complained = text(child.stderr)
  const exited = once(child, 'close').then(() => child.exitCode)
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await exited
  })
  /** @throws when something of it is no entry */
  const entries = (): Entry[] =>
    written
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as Entry)
  return { child, exited, entries, complained, written: () => written }
}

const SERVER = 'server/start.mjs'

test('K3: all that a server says is entries in JSON, and none has a password, a value, a token or an email address', async () => {
  const server = start([SERVER], { FERRY_LOG_LEVEL: 'debug', FERRY_METRICS_PORT: '0' })
  const find = (event: string): Entry => {
    const entry = server.entries().find((one) => one.event === event)
    if (!entry) throw new Error(`no ${event}:\n${server.written()}`)
    return entry
  }
  await vi.waitFor(() => find('setup_link'), { timeout: 60_000, interval: 50 })
  const { address: url, metrics_url } = find('listening') as unknown as {
    address: string
    metrics_url: string
  }
  expect(find('setup_link').setup_url).toMatch(/\/dashboard\/setup#token=.+/)
  const { FERRY_ADMIN_CLIENT_ID: client_id, FERRY_ADMIN_CLIENT_SECRET: client_secret } = find('first_client')
  const client = { client_id, client_secret }
  const post = (path: string, body: unknown, headers = {}) =>
    callHttp(url + path, { method: 'POST', body, headers })
  const audience = `${url}/api/v2/`
  const granted = await post('/oauth/token', { grant_type: 'client_credentials', ...client, audience })
  const { access_token } = granted.body as { access_token: string }
  const scripts = {
    good: 'function (e, p, cb) { console.log(p); cb(null, { user_id: p, email: e, hint: p }) }',
    thrown: 'function (e, p, cb) { throw new Error(e + p + JSON.stringify(configuration)) }',
    broken: 'function (e, p, cb) { canary-password',
  }
  for (const [name, login] of Object.entries(scripts)) {
    const options = {
      enabledDatabaseCustomization: true,
      import_mode: true,
      customScripts: { login },
      configuration: { DB: 'canary-configuration' },
    }
    await post(
      '/api/v2/connections',
      { name, strategy: 'auth0', enabled_clients: [client_id], options },
      { authorization: `Bearer ${access_token}` },
    )
    await post(
      '/oauth/token',
      {
        grant_type: 'http://auth0.com/oauth/grant-type/password-realm',
        realm: name,
        username: 'canary-ann@example.com',
        password: 'canary-password',
        ...client,
      },
      { traceparent: `00-${TRACE}-b7ad6b7169203331-01`, tracestate: 'canary=state' },
    )
  }
  await callHttp(`${url}/userinfo?access_token=canary-token`)
  await callHttp(`${url}/canary-path`, { headers: { traceparent: 'canary-trace' } })
  const metrics = await scrape(metrics_url)
  server.child.kill('SIGTERM')
  expect(await server.exited).toBe(0)

  expect(await server.complained).toBe('')
  expect(find('stopping').level).toBe('info')
  const secrets = ['canary', 'example.com', access_token]
  for (const secret of secrets) expect(server.written()).not.toContain(secret)
  for (const secret of [...secrets, String(client_secret)]) expect(metrics.text).not.toContain(secret)
  const traced = server.entries().filter(({ trace_id }) => trace_id === TRACE)
  expect(traced.map(({ event }) => event).filter((event) => event === 'request')).toHaveLength(3)
  expect(traced.map(({ event }) => event)).toContain('user_migrated')
  expect(traced.find(({ event }) => event === 'request')).toMatchObject({
    level: 'debug',
    method: 'POST',
    route: '/oauth/token',
    parent_id: 'b7ad6b7169203331',
  })
})

test('in JSON a start that fails is one entry that says what to change', async () => {
  const server = start([SERVER], { PORT: 'canary' })
  expect(await server.exited).toBe(1)
  expect(server.entries()).toEqual([
    expect.objectContaining({
      level: 'error',
      event: 'cannot_start',
      message: expect.stringContaining('PORT'),
    }),
  ])
  expect(await server.complained).toBe('')
})

test('a format that is not known is refused in the default one', async () => {
  const server = start([SERVER], { FERRY_LOG_FORMAT: 'xml', FERRY_LOG_LEVEL: 'loud' })
  expect(await server.exited).toBe(1)
  expect(server.entries()[0]?.message).toMatch(
    /FERRY_LOG_LEVEL must be one of: debug, info, warn, error\nFERRY_LOG_FORMAT must be one of: json, text/,
  )
})

test.each([
  ['npm start -- --check', [SERVER, '--check'], 'check', 'info', /^The settings can be used\.\n/],
  ['npm run tenant', ['server/operator/main.ts', 'list'], 'tenant_command', 'error', /There is no Ferry/],
])('%s answers with one entry when JSON is asked for', async (_name, program, event, level, words) => {
  const command = start(program, { FERRY_LOG_FORMAT: 'json' })
  await command.exited
  expect(command.entries()).toEqual([
    { level, at: expect.any(String), event, text: expect.stringMatching(words) },
  ])
  expect(await command.complained).toBe('')
})
