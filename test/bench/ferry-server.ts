/** A real server in a process of its own, as `npm start` starts it, for benchmarks. @module */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import type { RawAnswer, RawClient } from './raw-http.ts'
import { createRawClient } from './raw-http.ts'

const ROOT = resolve(import.meta.dirname, '../..')

/** A client of a tenant, as the token endpoint wants it. */
interface BenchClient {
  client_id: string
  client_secret: string
}

/** One tenant of the server. */
export interface BenchTenant {
  client: BenchClient
  /** Management API, as the tenant's administrator. @throws when the answer is not a success */
  api(method: string, path: string, body?: object): Promise<{ [member: string]: unknown }>
  /** The same, whatever the answer is. */
  tryApi(method: string, path: string, body?: object): Promise<RawAnswer>
  /** A sign-in by the password-realm grant, each from another address of 127/8. */
  login(realm: string, username: string, password: string): Promise<RawAnswer>
  post(path: string, body: object | string, headers?: { readonly [name: string]: string }): Promise<RawAnswer>
  get(path: string, headers?: { readonly [name: string]: string }): Promise<RawAnswer>
}

/** A running server. */
export interface BenchServer {
  pid: number
  /** The operator's own tenant. */
  tenant: BenchTenant
  createTenant(name: string): Promise<BenchTenant>
  stop(): Promise<void>
}

/** Characters of the server's log. */
const LOG_KEPT = 10_000

const REALM_GRANT = 'http://auth0.com/oauth/grant-type/password-realm'

/** @param environment added to what every server gets; scripts may reach loopback */
export async function startBenchServer(
  data_dir: string,
  environment: { [name: string]: string } = {},
): Promise<BenchServer> {
  const child = spawn(process.execPath, ['server/start.mjs'], {
    cwd: ROOT,
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      FERRY_DATA_DIR: data_dir,
      FERRY_LOG_FORMAT: 'text',
      FERRY_SANDBOX_ALLOW: '127.0.0.1,localhost',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  let logged = ''
  const started = Promise.withResolvers<void>()
  child.stdout.on('data', (chunk: Buffer) => {
    printed += chunk.toString()
    if (printed.includes('The API is described at')) started.resolve()
  })
  child.stderr.on('data', (chunk: Buffer) => {
    logged = (logged + chunk.toString()).slice(-LOG_KEPT)
  })
  child.on('exit', () => started.reject(new Error(`The server did not start:\n${printed}${logged}`)))
  await started.promise
  const word = (pattern: RegExp): string => pattern.exec(printed)?.[1] ?? ''
  const port = Number(word(/listens on http:\/\/127\.0\.0\.1:(\d+)/))
  const http = createRawClient(port)
  const tenantOf = (host: string, client: BenchClient): Promise<BenchTenant> =>
    openTenant(http, `${host}:${port}`, client)

  const tenant = await tenantOf('127.0.0.1', {
    client_id: environment.FERRY_ADMIN_CLIENT_ID ?? word(/FERRY_ADMIN_CLIENT_ID=(\S+)/),
    client_secret: environment.FERRY_ADMIN_CLIENT_SECRET ?? word(/FERRY_ADMIN_CLIENT_SECRET=(\S+)/),
  })
  return {
    pid: child.pid ?? 0,
    tenant,
    async createTenant(name) {
      const { client_id, client_secret } = await tenant.api('POST', 'operator/tenants', { name })
      return tenantOf(`${name}.localhost`, {
        client_id: String(client_id),
        client_secret: String(client_secret),
      })
    },
    async stop() {
      http.close()
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}

async function openTenant(http: RawClient, host: string, client: BenchClient): Promise<BenchTenant> {
  const post: BenchTenant['post'] = (path, body, headers = {}) =>
    http.send({ method: 'POST', path, host, body, headers })
  const granted = await post('/oauth/token', {
    grant_type: 'client_credentials',
    ...client,
    audience: `http://${host}/api/v2/`,
  })
  const { access_token } = JSON.parse(granted.text) as { access_token: string }
  const headers = { authorization: `Bearer ${access_token}` }
  const tryApi = (method: string, path: string, body?: object): Promise<RawAnswer> =>
    http.send({ method, path: `/api/v2/${path}`, host, headers, body })
  return {
    client,
    post,
    get: (path, headers = {}) => http.send({ method: 'GET', path, host, headers }),
    tryApi,
    async api(method, path, body) {
      const { status, text } = await tryApi(method, path, body)
      if (status >= 300) throw new Error(`${method} ${path}: ${status} ${text}`)
      return text === '' ? {} : (JSON.parse(text) as { [member: string]: unknown })
    },
    login: (realm, username, password) =>
      post('/oauth/token', {
        grant_type: REALM_GRANT,
        realm,
        username,
        password,
        ...client,
        scope: 'openid profile email',
      }),
  }
}
