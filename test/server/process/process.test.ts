import type { ChildProcess } from 'node:child_process'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { callHttp } from '../../support/http-call.ts'
import { temporaryFolder } from '../../support/server-in-process.ts'

const ROOT = join(import.meta.dirname, '../../..')
const PASSWORD_REALM = 'http://auth0.com/oauth/grant-type/password-realm'

interface Process {
  child: ChildProcess
  stdout(): string
  stderr(): string
  exited: Promise<{ code: number | null; signal: string | null }>
}

/** Starts the server as `npm start` does, on a port of its choice. npm leads a group of its own, as in a terminal. */
function start(
  environment: { [name: string]: string },
  [command, ...words]: [string, ...string[]] = [process.execPath, 'server/start.mjs'],
): Process {
  const leads = command === 'npm'
  const child = spawn(command, words, {
    cwd: ROOT,
    detached: leads,
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      FERRY_DATA_DIR: temporaryFolder(),
      FERRY_LOG_FORMAT: 'text',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk) => {
    stdout += chunk
  })
  child.stderr.on('data', (chunk) => {
    stderr += chunk
  })
  const exited = once(child, 'close').then(() => ({ code: child.exitCode, signal: child.signalCode }))
  onTestFinished(async () => {
    try {
      if (leads) process.kill(-(child.pid ?? 0), 'SIGKILL')
      else child.kill('SIGKILL')
    } catch {
      // It has ended.
    }
    await exited
  })
  return { child, stdout: () => stdout, stderr: () => stderr, exited }
}

/** @returns the address, once it was printed: from then on both APIs can be used */
async function addressOf(server: Process): Promise<string> {
  for (;;) {
    const address = /listens on (\S+)/.exec(server.stdout())?.[1]
    if (address) return address
    const ended = await Promise.race([server.exited, once(server.child.stdout ?? server.child, 'data')])
    if (!Array.isArray(ended)) throw new Error(`it ended: ${server.stdout()}${server.stderr()}`)
  }
}

const printed = (server: Process, name: string): string | undefined =>
  new RegExp(`^${name}=(.+)$`, 'm').exec(server.stdout())?.[1]

test('the credentials of the first client are printed once, work, and are kept as a hash only', async () => {
  const folder = temporaryFolder()
  const first = start({ FERRY_DATA_DIR: folder })
  const url = await addressOf(first)
  const client_id = printed(first, 'FERRY_ADMIN_CLIENT_ID') ?? ''
  const client_secret = printed(first, 'FERRY_ADMIN_CLIENT_SECRET') ?? ''
  const body = { grant_type: 'client_credentials', client_id, client_secret, audience: `${url}/api/v2/` }
  expect((await callHttp(`${url}/healthz`)).status).toBe(200)
  expect((await callHttp(`${url}/oauth/token`, { method: 'POST', body })).status).toBe(200)
  first.child.kill('SIGTERM')
  expect((await first.exited).code).toBe(0)

  const second = start({ FERRY_DATA_DIR: folder })
  const again = await addressOf(second)
  expect(printed(second, 'FERRY_ADMIN_CLIENT_SECRET')).toBeUndefined()
  expect((await callHttp(`${again}/oauth/token`, { method: 'POST', body })).status).toBe(200)
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  )
  expect(files.length).toBeGreaterThan(0)
  for (const file of files) {
    expect(readFileSync(join(file.parentPath, file.name)).includes(client_secret), file.name).toBe(false)
  }
})

test('credentials from the settings are used and not printed; another secret for the same client is refused', async () => {
  const folder = temporaryFolder()
  const environment = {
    FERRY_DATA_DIR: folder,
    FERRY_ADMIN_CLIENT_ID: 'my-admin',
    FERRY_ADMIN_CLIENT_SECRET: 'a secret that I chose myself, long',
  }
  const server = start(environment)
  const url = await addressOf(server)
  const answer = await callHttp(`${url}/oauth/token`, {
    method: 'POST',
    body: {
      grant_type: 'client_credentials',
      client_id: 'my-admin',
      client_secret: environment.FERRY_ADMIN_CLIENT_SECRET,
      audience: `${url}/api/v2/`,
    },
  })
  expect(answer.status).toBe(200)
  expect(server.stdout() + server.stderr()).not.toContain('FERRY_ADMIN_CLIENT_SECRET')
  expect(server.stdout() + server.stderr()).not.toContain(environment.FERRY_ADMIN_CLIENT_SECRET)
  server.child.kill('SIGTERM')
  await server.exited
  const other = start({ ...environment, FERRY_ADMIN_CLIENT_SECRET: 'something else altogether, long' })
  expect((await other.exited).code).toBe(1)
  expect(other.stderr()).toMatch(/FERRY_ADMIN_CLIENT_SECRET is not the secret of the client my-admin/)
})

test('idle, SIGTERM ends it at once with status 0, though a client keeps a connection open', async () => {
  const server = start({})
  const url = await addressOf(server)
  const agent = new Agent({ keepAlive: true })
  onTestFinished(() => agent.destroy())
  await new Promise<void>((resolve, reject) => {
    request(`${url}/healthz`, { agent }, (response) => response.resume().on('end', resolve))
      .on('error', reject)
      .end()
  })
  const began = performance.now()
  server.child.kill('SIGTERM')
  expect(await server.exited).toEqual({ code: 0, signal: null })
  expect(performance.now() - began).toBeLessThan(1_500)
})

test('R11: a login under way at SIGTERM is answered, new connections are refused, then it ends with 0', async () => {
  const server = start({})
  const url = await addressOf(server)
  const client = {
    client_id: printed(server, 'FERRY_ADMIN_CLIENT_ID'),
    client_secret: printed(server, 'FERRY_ADMIN_CLIENT_SECRET'),
  }
  const post = (path: string, body: unknown, headers = {}) =>
    callHttp(url + path, { method: 'POST', body, headers })
  const granted = await post('/oauth/token', {
    grant_type: 'client_credentials',
    ...client,
    audience: `${url}/api/v2/`,
  })
  const { access_token } = granted.body as { access_token: string }
  await post(
    '/api/v2/connections',
    {
      name: 'slow',
      strategy: 'auth0',
      enabled_clients: [client.client_id],
      options: {
        enabledDatabaseCustomization: true,
        import_mode: true,
        customScripts: {
          login: `function login (email, password, callback) {
            setTimeout(function () { callback(null, { user_id: 1, email: email }) }, 700)
          }`,
        },
      },
    },
    { authorization: `Bearer ${access_token}` },
  )
  const login = post('/oauth/token', {
    grant_type: PASSWORD_REALM,
    realm: 'slow',
    username: 'ann@example.com',
    password: 'old-secret',
    ...client,
  })
  // The login has reached the server when a later request is answered.
  await callHttp(`${url}/healthz`)
  server.child.kill('SIGTERM')
  let refused: unknown
  while (!String(refused).includes('ECONNREFUSED')) {
    // The very connection that was being made at the signal may be reset instead.
    refused = await callHttp(`${url}/healthz`).catch((error: unknown) => error)
  }
  const answer = await login
  expect(answer.status).toBe(200)
  expect(answer.headers.connection).toBe('close')
  expect((await server.exited).code).toBe(0)
})

test('a second signal ends the server at once', async () => {
  const server = start({ FERRY_DRAIN_MS: '20000' })
  const url = await addressOf(server)
  // A request whose body never comes keeps the drain waiting.
  const stuck = request(`${url}/oauth/token`, { method: 'POST', headers: { 'content-length': '10' } })
  stuck.on('error', () => undefined)
  stuck.write('{')
  await once(stuck, 'socket')
  await callHttp(`${url}/healthz`)
  server.child.kill('SIGTERM')
  const again = setInterval(() => server.child.kill('SIGTERM'), 100)
  onTestFinished(() => clearInterval(again))
  expect((await server.exited).code).toBe(1)
})

test.each([
  ['npm alone, as service managers do', (pid: number) => process.kill(pid, 'SIGTERM')],
  ['npm and the server at once, as Ctrl-C does', (pid: number) => process.kill(-pid, 'SIGINT')],
])('R11: `npm start` leaves no server behind when the signal goes to %s', async (_, signal) => {
  const server = start({}, ['npm', 'start'])
  const url = await addressOf(server)
  signal(server.child.pid ?? 0)
  expect(await server.exited).toEqual({ code: 0, signal: null })
  expect(await callHttp(`${url}/healthz`).catch(String)).toMatch(/ECONNREFUSED/)
})

test('a port in use is one clear line and status 1, and nothing was made', async () => {
  const first = start({})
  const { port } = new URL(await addressOf(first))
  const folder = temporaryFolder()
  const second = start({ PORT: port, FERRY_DATA_DIR: folder })
  expect((await second.exited).code).toBe(1)
  expect(second.stderr()).toBe(
    `Ferry cannot start.\nPORT ${port} of 127.0.0.1 is in use by another program. Stop it, or set another PORT (0 = any free one).\nMore: server/docs/operations.md#it-does-not-start\n`,
  )
  expect(readdirSync(folder)).toEqual([])
})

test.each([
  [{ FERRY_SECRET: 'short' }, /FERRY_SECRET must have at least 32 characters/],
  [{ DATABASE_URL: 'postgres://localhost/ferry' }, /DATABASE_URL names no user/],
  [{ FERRY_SANDBOX_ALLOW: '10.0.0.0/99' }, /FERRY_SANDBOX_ALLOW/],
  [{ PORT: 'http' }, /PORT must be a whole number/],
  [
    { FERRY_SANDBOXALLOW: '127.0.0.1' },
    /FERRY_SANDBOXALLOW is not a setting of Ferry. Did you mean FERRY_SANDBOX_ALLOW/,
  ],
  [{ FERRY_DATA_DIR: '/dev/null/x' }, /FERRY_DATA_DIR \/dev\/null\/x is a file, or below one/],
])('with %j it does not start and says what to change, without a stack', async (environment, says) => {
  const server = start(environment)
  expect((await server.exited).code).toBe(1)
  expect(server.stderr()).toMatch(says)
  expect(server.stderr()).not.toMatch(/ {4}at /)
})

test('another master key than the one that sealed the data is a clear start-up error', async () => {
  const folder = temporaryFolder()
  const first = start({ FERRY_DATA_DIR: folder })
  await addressOf(first)
  first.child.kill('SIGTERM')
  await first.exited
  const second = start({ FERRY_DATA_DIR: folder, FERRY_SECRET: 'another master key, long enough to be one' })
  expect((await second.exited).code).toBe(1)
  expect(second.stderr()).toMatch(/^Ferry cannot start\.\n/)
})

test.each([
  ['0.0.0.0', '127.0.0.1'],
  ['::', '[::1]'],
])(
  'with HOST=%s the links that are printed can be used, here and from other machines',
  async (HOST, local) => {
    const server = start({ HOST })
    const url = await addressOf(server)
    expect(new URL(url).hostname).toBe(local)
    expect(server.stdout()).not.toMatch(/http:\/\/(?:0\.0\.0\.0|\[::\])/)
    expect(server.stdout()).toContain('Over plain http, others on the network can read passwords')
    const links = server.stdout().match(/http:\S+\/dashboard\/setup#token=\S+/g) ?? []
    const others = Object.values(networkInterfaces())
      .flat()
      .filter((one) => one?.internal === false && one.family === 'IPv4')
    expect(links).toHaveLength(others.length > 0 ? 2 : 1)
    for (const link of links) expect((await callHttp(link)).status, link).toBe(200)
    for (const other of others)
      expect(server.stdout()).toContain(`From other machines: http://${other?.address}:`)
  },
)

test('a secret of the first client that is short is told in words; on this machine alone plain http is not', async () => {
  const server = start({ FERRY_ADMIN_CLIENT_ID: 'admin', FERRY_ADMIN_CLIENT_SECRET: 'hunter2hunter2' })
  await addressOf(server)
  expect(server.stdout()).toMatch(/FERRY_ADMIN_CLIENT_SECRET is too short \(length 14\)/)
  expect(server.stdout()).not.toContain('hunter2')
  expect(server.stdout()).not.toContain('plain http')
})

test('`npm start -- --check` tells what would have to be changed, ends with 0 or 1, and starts nothing', async () => {
  const folder = temporaryFolder()
  const check = (environment: { [name: string]: string }, word = '--check') =>
    start({ FERRY_DATA_DIR: folder, ...environment }, [process.execPath, 'server/start.mjs', word])
  const good = check({})
  expect(await good.exited).toEqual({ code: 0, signal: null })
  expect(good.stdout()).toMatch(/^The settings can be used\.\n/)
  const bad = check({ FERRY_LOGDAYS: '7' })
  expect((await bad.exited).code).toBe(1)
  expect(bad.stdout()).toMatch(/FERRY_LOGDAYS is not a setting of Ferry. Did you mean FERRY_LOG_DAYS/)
  const unknown = check({}, '--chekc')
  expect((await unknown.exited).code).toBe(1)
  expect(unknown.stderr()).toContain('--chekc is not an option')
  expect(readdirSync(folder)).toEqual([])
})

test('a damaged store is explained in the error, without a stack', async () => {
  const folder = temporaryFolder()
  const first = start({ FERRY_DATA_DIR: folder })
  await addressOf(first)
  first.child.kill('SIGTERM')
  await first.exited
  writeFileSync(join(folder, 'ferry.db'), 'this is no database '.repeat(500))
  const second = start({ FERRY_DATA_DIR: folder })
  expect((await second.exited).code).toBe(1)
  expect(second.stderr()).toMatch(/^Ferry cannot start\.\n\S+ferry\.db is not a database/)
  expect(second.stderr()).not.toMatch(/ {4}at /)
})

test('a Node version that is too old is refused, with the version to use', () => {
  const old = join(temporaryFolder(), 'old.cjs')
  writeFileSync(old, "Object.defineProperty(process.versions, 'node', { value: '20.20.1' })")
  const { status, stderr } = spawnSync(process.execPath, ['--require', old, 'server/start.mjs'], {
    cwd: ROOT,
    encoding: 'utf8',
  })
  expect(status).toBe(1)
  expect(stderr).toBe(
    'Ferry needs Node 26; this is Node 20.20.1. Run `npm ci` and then `npm start`: npm brings Node 26 along and uses it for its scripts.\n',
  )
})

test('K3: passwords, configuration values and tokens are in no line that it writes', async () => {
  const server = start({})
  const url = await addressOf(server)
  const client = {
    client_id: printed(server, 'FERRY_ADMIN_CLIENT_ID'),
    client_secret: printed(server, 'FERRY_ADMIN_CLIENT_SECRET'),
  }
  const canaries = ['canary-typed-password', 'canary-configuration', 'canary-query-token']
  const granted = await callHttp(`${url}/oauth/token`, {
    method: 'POST',
    body: { grant_type: 'client_credentials', ...client, audience: `${url}/api/v2/` },
  })
  const { access_token } = granted.body as { access_token: string }
  for (const [name, login] of Object.entries({
    good: 'function (e, p, cb) { console.log(p, configuration); cb(null, { user_id: p, email: e, hint: p }) }',
    thrown: 'function (e, p, cb) { throw new Error(p + JSON.stringify(configuration)) }',
    broken: 'function (e, p, cb) { canary-typed-password',
  })) {
    await callHttp(`${url}/api/v2/connections`, {
      method: 'POST',
      headers: { authorization: `Bearer ${access_token}` },
      body: {
        name,
        strategy: 'auth0',
        enabled_clients: [client.client_id],
        options: {
          enabledDatabaseCustomization: true,
          import_mode: true,
          customScripts: { login },
          configuration: { DB: canaries[1] },
        },
      },
    })
    await callHttp(`${url}/oauth/token`, {
      method: 'POST',
      body: {
        grant_type: PASSWORD_REALM,
        realm: name,
        username: 'ann@example.com',
        password: canaries[0],
        ...client,
      },
    })
  }
  await callHttp(`${url}/oauth/token`, { method: 'POST', body: `{"password":"${canaries[0]}",` })
  await callHttp(`${url}/userinfo?access_token=${canaries[2]}`)
  server.child.kill('SIGTERM')
  await server.exited
  const written = server.stdout() + server.stderr()
  expect(written).toContain('stopping')
  for (const canary of [...canaries, access_token]) expect(written).not.toContain(canary)
})

test('R9: the server goes on when nobody reads its output', async () => {
  const server = start({})
  const url = await addressOf(server)
  server.child.stdout?.destroy()
  server.child.stderr?.destroy()
  // Stopping is what it writes a line about.
  server.child.kill('SIGINT')
  await once(server.child, 'exit')
  expect(server.child.exitCode).toBe(0)
  expect(url).toMatch(/^http:/)
})
