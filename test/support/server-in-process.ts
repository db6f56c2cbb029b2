/** A whole server inside the test's process: real store, real HTTP, and the runtime that the test gives it. @module */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Runtime, RuntimeOptions } from '../../runtime/index.ts'
import { readConfig } from '../../server/common/config.ts'
import { createLog } from '../../server/common/log.ts'
import type { DashboardBuild } from '../../server/dashboard/ensure-build.ts'
import { startServer } from '../../server/process/start-up.ts'
import { PASSWORD_REALM_GRANT } from '../../server/tenancy/clients.ts'
import type { Answer, Call } from './http-call.ts'
import { callHttp } from './http-call.ts'
import { fillDataFolder } from './started-folder.ts'
import { isEmbedded, storeSettings } from './test-store.ts'

/** A server under test. */
export interface TestServer {
  url: string
  data_dir: string
  admin: { client_id: string; client_secret: string }
  /** Token of the link that makes the first owner; empty when there is one. */
  setup_token: string
  /** Of the metrics; undefined when none are kept. */
  metrics_url: string | undefined
  /** Lines of the operator's log, of every level. */
  logLines: string[]
  call(path: string, call?: Call): Promise<Answer>
  /** With the administrator's token. */
  api(method: string, path: string, body?: unknown, headers?: { [name: string]: string }): Promise<Answer>
  token(fields: { [name: string]: unknown }): Promise<Answer>
  /** @returns id of a connection that the administrator's client may use; import mode unless `options` say otherwise */
  connection(name: string, options?: object): Promise<string>
  /** By the password-realm grant. */
  login(
    realm: string,
    username: string,
    password: string,
    more?: { [name: string]: unknown },
    from?: Pick<Call, 'local_address' | 'headers'>,
  ): Promise<Answer>
  stop(): Promise<void>
}

/** Settings that decide what a first start makes: with one of them, the server starts in an empty folder. */
const OF_A_FIRST_START = [
  'FERRY_DATA_DIR',
  'FERRY_SECRET',
  'FERRY_PREVIOUS_SECRET',
  'FERRY_ADMIN_CLIENT_ID',
  'DATABASE_URL',
]

/** `onTestFinished`, or `afterAll` for what several tests share. */
type WhenDone = (work: () => void | Promise<void>) => void

/** @returns a new, empty folder that goes with the test */
export function temporaryFolder(whenDone: WhenDone = onTestFinished): string {
  const folder = mkdtempSync(join(tmpdir(), 'ferry-test-'))
  whenDone(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/**
 * Starts a server that ends with the test.
 *
 * @param runtime a runtime, or what makes one of the server's options
 */
export async function startTestServer(
  runtime: Runtime | ((options: RuntimeOptions) => Runtime),
  environment: { [name: string]: string } = {},
  whenDone: WhenDone = onTestFinished,
  dashboard?: DashboardBuild,
): Promise<TestServer> {
  const logLines: string[] = []
  const data_dir = environment.FERRY_DATA_DIR ?? temporaryFolder(whenDone)
  const store_settings = await storeSettings(data_dir, whenDone)
  const may_copy = isEmbedded() && !OF_A_FIRST_START.some((name) => environment[name] !== undefined)
  const first_client = may_copy ? await fillDataFolder(data_dir) : undefined
  const server = await startServer(
    readConfig({
      PORT: '0',
      FERRY_DATA_DIR: data_dir,
      ...store_settings,
      FERRY_DRAIN_MS: '1000',
      // Many calls at once are no attack here; a test of the limits sets its own.
      FERRY_RATE_LIMIT_MANAGEMENT: '100000',
      FERRY_RATE_LIMIT_AUTHENTICATION: '100000',
      // Nobody answers there: a test of custom domains has a server of names of its own.
      FERRY_DNS_SERVERS: '127.0.0.1:9',
      ...environment,
    }),
    createLog((line) => logLines.push(line), { level: 'debug' }),
    typeof runtime === 'function' ? runtime : () => runtime,
    () => undefined,
    dashboard,
  )
  let stopped: Promise<void> | undefined
  const stop = (): Promise<void> => {
    stopped ??= server.stop()
    return stopped
  }
  whenDone(stop)
  const admin = first_client ??
    server.generated_client ?? {
      client_id: environment.FERRY_ADMIN_CLIENT_ID ?? '',
      client_secret: environment.FERRY_ADMIN_CLIENT_SECRET ?? '',
    }
  const url = server.address
  const call = (path: string, request?: Call): Promise<Answer> => callHttp(url + path, request)
  const token = (fields: { [name: string]: unknown }): Promise<Answer> =>
    call('/oauth/token', { method: 'POST', body: fields })
  const granted = await token({ grant_type: 'client_credentials', ...admin, audience: `${url}/api/v2/` })
  const { access_token } = granted.body as { access_token: string }
  const api: TestServer['api'] = (method, path, body, headers) =>
    call(`/api/v2/${path}`, {
      method,
      body,
      headers: { authorization: `Bearer ${access_token}`, ...headers },
    })
  return {
    url,
    data_dir,
    metrics_url: server.metrics_url,
    admin,
    setup_token: server.setup_url?.split('#token=')[1] ?? '',
    logLines,
    call,
    api,
    token,
    stop,
    async connection(name, options) {
      const { status, body, text } = await api('POST', 'connections', {
        name,
        strategy: 'auth0',
        enabled_clients: [admin.client_id],
        options: {
          enabledDatabaseCustomization: true,
          import_mode: true,
          customScripts: { login: 'function login (email, password, callback) {}' },
          ...options,
        },
      })
      if (status !== 201) throw new Error(text)
      return (body as { id: string }).id
    },
    login: (realm, username, password, more, from) =>
      call('/oauth/token', {
        method: 'POST',
        body: { grant_type: PASSWORD_REALM_GRANT, realm, username, password, ...admin, ...more },
        ...from,
      }),
  }
}
