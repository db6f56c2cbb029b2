import { spawnSync } from 'node:child_process'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { readConfig } from '../../../server/common/config.ts'
import { runTenantCommand } from '../../../server/operator/command.ts'
import { createFakeRuntime } from '../../support/fake-runtime.ts'
import { callHttp } from '../../support/http-call.ts'
import { databaseUrl, describePostgres } from '../../support/postgres.ts'
import { startTestServer, temporaryFolder } from '../../support/server-in-process.ts'
import { freePort } from '../../support/servers.ts'
import { embeddedTest } from '../../support/test-store.ts'

const nothing = () => createFakeRuntime(() => ({ kind: 'none' }))
const run = (environment: { [name: string]: string }, ...args: string[]): Promise<string> =>
  runTenantCommand(args, readConfig(environment))

test('with the server running the command asks it, as the client of the settings or of the flags', async () => {
  const server = await startTestServer(nothing())
  const { port } = new URL(server.url)
  const environment = {
    PORT: port,
    FERRY_DATA_DIR: '/nowhere',
    FERRY_ADMIN_CLIENT_ID: server.admin.client_id,
    FERRY_ADMIN_CLIENT_SECRET: server.admin.client_secret,
  }
  const made = await run(environment, 'create', 'acme')
  expect(made).toContain(`Tenant acme is at http://acme.localhost:${port}\n`)
  const [, client_id] = /^FERRY_CLIENT_ID=(\w{32})$/m.exec(made) ?? []
  const [, client_secret] = /^FERRY_CLIENT_SECRET=([\w-]{43})$/m.exec(made) ?? []
  const granted = await callHttp(`${server.url}/oauth/token`, {
    method: 'POST',
    headers: { host: `acme.localhost:${port}` },
    body: { grant_type: 'client_credentials', client_id, client_secret, audience: 'https://x/api/v2/' },
  })
  expect(granted.status, granted.text).toBe(200)
  const flags = ['--url', server.url, '--client-id', server.admin.client_id]
  const listed = await run({}, 'list', ...flags, '--client-secret', server.admin.client_secret)
  expect(listed).toBe(`acme\thttp://acme.localhost:${port}\ndefault\t${server.url}\n`)
  const domain = 'login.shop.example'
  const { access_token } = granted.body as { access_token: string }
  await expect(run(environment, 'verify-domain', 'acme', domain)).rejects.toThrow(
    'custom domain does not exist',
  )
  await callHttp(`${server.url}/api/v2/custom-domains`, {
    method: 'POST',
    headers: { host: `acme.localhost:${port}`, authorization: `Bearer ${access_token}` },
    body: { domain },
  })
  expect(await run(environment, 'verify-domain', 'acme', 'Login.Shop.example')).toBe(
    `Tenant acme answers at ${domain}.\n`,
  )
  const there = await callHttp(`${server.url}/.well-known/openid-configuration`, {
    headers: { host: domain },
  })
  expect(there.body).toMatchObject({ issuer: `http://${domain}:${port}/` })
  await expect(run(environment, 'create', 'acme')).rejects.toThrow('already exists')
  expect(await run(environment, 'delete', 'acme')).toContain('deleted')
  await expect(run(environment, 'delete', 'acme')).rejects.toThrow('no tenant')
  await expect(run(environment, 'delete', 'default')).rejects.toThrow('cannot be deleted')
  await expect(run({}, 'list', ...flags, '--client-secret', 'x'.repeat(43))).rejects.toThrow(
    'does not accept this client: Unauthorized',
  )
  // One made secret in 64 begins with a dash.
  await expect(run({}, 'list', ...flags, '--client-secret', `-${'x'.repeat(42)}`)).rejects.toThrow(
    'does not accept this client: Unauthorized',
  )
})

embeddedTest('it is about the data folder')(
  'with the server stopped the command changes the data folder, and the server knows the tenant when it starts',
  async () => {
    const folder = temporaryFolder()
    const [admin_id, admin_secret] = ['admin', 'secret-of-the-administrator-0123456789']
    const environment = {
      PORT: String(await freePort()),
      FERRY_DATA_DIR: folder,
      FERRY_ADMIN_CLIENT_ID: admin_id,
      FERRY_ADMIN_CLIENT_SECRET: admin_secret,
    }
    const first = await startTestServer(nothing(), environment)
    const inFolder = { PORT: environment.PORT, FERRY_DATA_DIR: folder }
    await expect(run(inFolder, 'create', 'acme')).rejects.toThrow(/A server is using .*FERRY_ADMIN_CLIENT_ID/)
    await first.api('POST', 'custom-domains', { domain: 'login.shop.example' })
    await first.stop()
    // Nothing listens, so the client of the settings is of no use, and of no harm.
    expect(await run(environment, 'create', 'acme')).toContain('FERRY_CLIENT_SECRET=')
    expect(await run(inFolder, 'create', 'bravo')).toContain('FERRY_CLIENT_SECRET=')
    await expect(run(inFolder, 'create', 'acme')).rejects.toThrow('exists already')
    expect(await run(inFolder, 'verify-domain', 'default', 'login.shop.example')).toContain('answers at')
    expect(await run(inFolder, 'verify-domain', 'default', 'login.shop.example')).toContain('answers at')
    await expect(run(inFolder, 'verify-domain', 'acme', 'login.shop.example')).rejects.toThrow(
      'no custom domain login.shop.example',
    )
    await expect(run(inFolder, 'verify-domain', 'nobody', 'x.example')).rejects.toThrow('no tenant nobody')
    await expect(run(inFolder, 'verify-domain', 'acme', 'localhost')).rejects.toThrow('must be a domain name')
    expect(await run(inFolder, 'delete', 'bravo')).toContain('deleted')
    await expect(run(inFolder, 'delete', 'bravo')).rejects.toThrow('no tenant bravo')
    await expect(run(inFolder, 'delete', 'default')).rejects.toThrow('cannot be deleted')
    expect(await run(inFolder, 'list')).toMatch(/^acme\t.*\ndefault\t.*\n$/)
    const again = await startTestServer(nothing(), environment)
    for (const [host, status] of [
      ['acme.localhost', 200],
      ['bravo.localhost', 404],
    ] as const) {
      expect((await again.call('/.well-known/jwks.json', { headers: { host } })).status).toBe(status)
    }
  },
)

embeddedTest('it is about the data folder')(
  'a member who forgot the password gets a new one, and the old sessions end',
  async () => {
    const folder = temporaryFolder()
    const PORT = String(await freePort())
    const admin = {
      FERRY_ADMIN_CLIENT_ID: 'admin',
      FERRY_ADMIN_CLIENT_SECRET: 'secret-of-the-administrator-0123456789',
    }
    const environment = { PORT, FERRY_DATA_DIR: folder, ...admin }
    const server = await startTestServer(nothing(), environment)
    const setUp = {
      token: server.setup_token,
      email: 'Mia@example.com',
      password: 'a sentence to keep in mind',
    }
    const owner = await server.call('/api/v2/setup', { method: 'POST', body: setUp })
    const [cookie = ''] = [owner.headers['set-cookie'] ?? []].flat()
    const signIn = (at: typeof server, password: string) =>
      at.call('/api/v2/session', { method: 'POST', body: { email: 'mia@example.com', password } })
    const newPassword = (printed: string) => /\n(\w{24})\n$/.exec(printed)?.[1] ?? ''

    const asked = newPassword(await run(environment, 'reset-member', 'mia@Example.com'))
    expect((await signIn(server, setUp.password)).status).toBe(401)
    expect((await signIn(server, asked)).status).toBe(200)
    expect((await server.call('/api/v2/session', { headers: { cookie } })).status).toBe(401)
    await expect(run(environment, 'reset-member', 'max@example.com')).rejects.toThrow(
      'no member max@example.com. Its members are Mia@example.com',
    )
    await expect(run(environment, 'reset-member', 'mia@example.com', '--tenant', 'acme')).rejects.toThrow(
      'give the --url of the tenant acme',
    )
    await server.stop()

    const stopped = newPassword(await run(environment, 'reset-member', 'mia@example.com'))
    const ofTenant = ['reset-member', 'mia@example.com', '--tenant']
    await expect(run(environment, ...ofTenant, 'acme')).rejects.toThrow('no tenant acme')
    await run(environment, 'create', 'acme')
    await expect(run(environment, ...ofTenant, 'acme')).rejects.toThrow('has no members yet')
    const again = await startTestServer(nothing(), environment)
    expect((await signIn(again, asked)).status).toBe(401)
    expect((await signIn(again, stopped)).status).toBe(200)
  },
)

test('what the operator gets wrong is said in words', async () => {
  const FERRY_DATA_DIR = join(temporaryFolder(), 'nothing-here')
  await expect(run({ FERRY_DATA_DIR }, 'list')).rejects.toThrow(
    /no Ferry in the data folder .*FERRY_DATA_DIR/,
  )
  await expect(run({}, 'create')).rejects.toThrow('Usage')
  await expect(run({}, 'magic', 'acme')).rejects.toThrow('Usage')
  await expect(run({}, 'create', 'Acme')).rejects.toThrow('lower-case')
  await expect(run({}, 'reset-member', 'mia')).rejects.toThrow('mia is not an email address')
  await expect(run({}, 'create', 'a', 'b')).rejects.toThrow('Usage')
  await expect(run({}, 'verify-domain', 'acme')).rejects.toThrow('Usage')
  await expect(run({}, 'list', '--magic')).rejects.toThrow('--magic')
  await expect(run({}, 'list', '--client-id', 'x')).rejects.toThrow('go together')
  await expect(run({}, 'list', '--url', 'http://127.0.0.1:1')).rejects.toThrow('needs a client')
  const nobody = ['--url', `http://127.0.0.1:${await freePort()}`, '--client-id', 'x', '--client-secret', 'y']
  await expect(run({}, 'list', ...nobody)).rejects.toThrow('Nothing answers')
  expect(await run({}, '--help')).toContain('Usage')
})

test('as a program it ends with 1 and the words alone', () => {
  const { status, stderr, stdout } = spawnSync(
    process.execPath,
    ['server/operator/main.ts', 'create', 'Acme'],
    {
      cwd: resolve(import.meta.dirname, '../../..'),
      env: { PATH: process.env.PATH },
      encoding: 'utf8',
    },
  )
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
  expect(stderr).toMatch(/^The name must have .*\n$/)
})

describePostgres('on PostgreSQL', (postgres) => {
  test('the commands change the store that servers use, whether or not one runs', async () => {
    const { url, drop } = await databaseUrl(postgres())
    const store = { DATABASE_URL: url, FERRY_SECRET: 'a master key of the tests, long enough' }
    const environment = { ...store, PORT: String(await freePort()), FERRY_DATA_DIR: temporaryFolder() }
    const server = await startTestServer(nothing(), environment)
    expect(await run(environment, 'create', 'acme')).toContain('FERRY_CLIENT_SECRET=')
    expect(await run(environment, 'list')).toMatch(/^acme\t.*\ndefault\t.*\n$/)
    const host = 'acme.localhost'
    expect((await server.call('/.well-known/jwks.json', { headers: { host } })).status).toBe(200)
    await server.stop()
    expect(await run(environment, 'delete', 'acme')).toContain('deleted')
    expect(await run(environment, 'list')).toMatch(/^default\t.*\n$/)
    await drop()
  })
})
