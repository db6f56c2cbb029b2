/** A real Ferry in a process of its own, with a data folder of its own, for end-to-end tests. @module */
import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { inject } from 'vitest'
import type { Canaries } from './canaries.ts'
import { createCanaries, findInFolder } from './canaries.ts'
import type { Answer, Call } from './http-call.ts'
import { callHttp } from './http-call.ts'
import { freePort } from './servers.ts'
import { storeSettings } from './test-store.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const READY_WITHIN_MS = 60_000
const REALM_GRANT = 'http://auth0.com/oauth/grant-type/password-realm'

/** A connection as the Management API answers it, as far as tests look. */
export interface FerryConnection {
  id: string
  name: string
}

/** What a test says of a connection; the rest is as a migration needs it. */
interface ConnectionInput {
  /** Text of the login script. */
  login: string
  configuration?: { [key: string]: string }
  options?: { [key: string]: unknown }
  enabled_clients?: string[]
}

/** What the system lets the process do. */
export interface ProcessLimits {
  /** No file of it grows past this, as on a disk that is full; not on Windows. */
  file_kb?: number
  /** Descriptors that it may have open; not on Windows. */
  open_files?: number
}

/** A running server, and the habits of its clients. */
export interface Ferry {
  readonly url: string
  readonly data_dir: string
  readonly admin: { client_id: string; client_secret: string }
  /** Passwords and configuration values of a test are made here; `close` looks for them everywhere. */
  readonly canaries: Canaries
  call(path: string, call?: Call): Promise<Answer>
  /** With the administrator's token. @throws when the answer is not a success */
  api(method: string, path: string, body?: unknown): Promise<Answer>
  createConnection(input: ConnectionInput): Promise<FerryConnection>
  /** By the password-realm grant, as the administrator's client. */
  login(connection: FerryConnection, username: string, password: string, call?: Call): Promise<Answer>
  /** How often scripts of the connection ran at logins. */
  loginRuns(connection: FerryConnection): Promise<number>
  users(connection: FerryConnection): Promise<StoredUser[]>
  /** All that it wrote so far. */
  output(): string
  pid(): number
  /** Ends it in the middle of whatever it does. */
  kill(): Promise<void>
  /** Ends it by SIGTERM. @returns its exit status, or the signal that ended it */
  stop(): Promise<number | string>
  /**
   * Starts it again on the same port and folder.
   *
   * @param limits others than the last time
   * @returns milliseconds until `/healthz` answered 200
   */
  start(limits?: ProcessLimits): Promise<number>
  /**
   * Ends it as an operator does, and removes its folder.
   *
   * @throws when it does not end well within 5 s, or when a canary is in its output, its answers or its files
   */
  close(): Promise<void>
}

/** A user as `GET /api/v2/users` answers it, as far as tests look. */
interface StoredUser {
  user_id: string
  email: string
  logins_count: number
  identities: { connection: string; user_id: string }[]
}

/** @param environment added to what every test server gets; scripts may reach loopback unless it says otherwise */
export async function startFerry(
  environment: { [name: string]: string } = {},
  first_limits: ProcessLimits = {},
): Promise<Ferry> {
  const data_dir = join(inject('serverPlans').run_dir, `ferry-${randomBytes(4).toString('hex')}`)
  mkdirSync(data_dir)
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  let dropStore: () => void | Promise<void> = () => undefined
  const store = await storeSettings(data_dir, (drop) => {
    dropStore = drop
  })
  const canaries = createCanaries()
  const heard: string[] = []
  const answers: string[] = []
  let process_: { child: ChildProcess; exited: Promise<void> } | undefined
  let token: string | undefined

  async function call(path: string, request: Call = {}): Promise<Answer> {
    const answer = await callHttp(url + path, request)
    answers.push(`${path} ${answer.status} ${JSON.stringify(answer.headers)}\n${answer.text}`)
    return answer
  }

  async function start(limits: ProcessLimits = {}): Promise<number> {
    const began = performance.now()
    const [program = '', ...args] = [...limited(limits), process.execPath, 'server/start.mjs']
    const child = spawn(program, args, {
      cwd: ROOT,
      env: {
        PATH: process.env.PATH,
        PORT: String(port),
        FERRY_DATA_DIR: data_dir,
        FERRY_LOG_FORMAT: 'text',
        FERRY_SANDBOX_ALLOW: '127.0.0.1,localhost',
        ...store,
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const exited = once(child, 'exit').then(() => undefined)
    child.stdout.on('data', (chunk: Buffer) => heard.push(chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => heard.push(chunk.toString()))
    process_ = { child, exited }
    for (;;) {
      const healthy = await callHttp(`${url}/healthz`).then(
        (answer) => answer.status === 200,
        () => false,
      )
      if (healthy) return performance.now() - began
      if (endOf(child) !== undefined || performance.now() - began > READY_WITHIN_MS) {
        // What it did until now is the news: `close` has nothing to add to a server that never ran.
        const how = endOf(child) ?? `it did not answer within ${READY_WITHIN_MS} ms`
        await kill()
        throw new Error(`Ferry did not start: ${how}\n${heard.join('')}`)
      }
      await new Promise((wake) => setTimeout(wake, 20))
    }
  }

  async function kill(): Promise<void> {
    process_?.child.kill('SIGKILL')
    await process_?.exited
    process_ = undefined
  }

  await start(first_limits)
  /** It answers before it says so: its words may still be on their way. */
  const printed = async (name: string): Promise<string> => {
    const deadline = performance.now() + READY_WITHIN_MS
    for (;;) {
      const value = new RegExp(`^${name}=(.+)\n`, 'm').exec(heard.join(''))?.[1]
      if (value) return value
      if (performance.now() > deadline) throw new Error(`Ferry did not print ${name}:\n${heard.join('')}`)
      await new Promise((wake) => setTimeout(wake, 20))
    }
  }
  const admin = {
    client_id: environment.FERRY_ADMIN_CLIENT_ID ?? (await printed('FERRY_ADMIN_CLIENT_ID')),
    client_secret: environment.FERRY_ADMIN_CLIENT_SECRET ?? (await printed('FERRY_ADMIN_CLIENT_SECRET')),
  }

  async function api(method: string, path: string, body?: unknown): Promise<Answer> {
    token ??= await adminToken()
    const answer = await call(`/api/v2/${path}`, {
      method,
      body,
      headers: { authorization: `Bearer ${token}` },
    })
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`)
    return answer
  }

  async function adminToken(): Promise<string> {
    const { body } = await callHttp(`${url}/oauth/token`, {
      method: 'POST',
      body: { grant_type: 'client_credentials', ...admin, audience: `${url}/api/v2/` },
    })
    return (body as { access_token: string }).access_token
  }

  return {
    url,
    data_dir,
    admin,
    canaries,
    call,
    api,
    kill,
    async stop() {
      const ended = process_
      ended?.child.kill('SIGTERM')
      await ended?.exited
      process_ = undefined
      return ended?.child.exitCode ?? ended?.child.signalCode ?? 'it was not running'
    },
    start,
    async createConnection({ login, configuration, options, enabled_clients }) {
      const { body } = await api('POST', 'connections', {
        name: `legacy-${randomBytes(4).toString('hex')}`,
        strategy: 'auth0',
        enabled_clients: enabled_clients ?? [admin.client_id],
        options: {
          enabledDatabaseCustomization: true,
          import_mode: true,
          customScripts: { login },
          configuration: configuration ?? {},
          ...options,
        },
      })
      return body as FerryConnection
    },
    login: (connection, username, password, more) =>
      call('/oauth/token', {
        method: 'POST',
        body: {
          grant_type: REALM_GRANT,
          realm: connection.name,
          username,
          password,
          ...admin,
          scope: 'openid',
        },
        ...more,
      }),
    async loginRuns(connection) {
      const { body } = await api('GET', `connections/${connection.id}/runs`)
      const { counts } = body as { counts: { action: string; purpose: string; runs: number }[] }
      return counts
        .filter((c) => c.action === 'login' && c.purpose === 'login')
        .reduce((sum, c) => sum + c.runs, 0)
    },
    async users(connection) {
      const found: StoredUser[] = []
      for (let page = 0; ; page++) {
        const query = `q=${encodeURIComponent(`identities.connection:"${connection.name}"`)}`
        const { body } = await api('GET', `users?${query}&page=${page}&per_page=100&search_engine=v3`)
        const users = body as StoredUser[]
        found.push(...users)
        if (users.length < 100) return found
      }
    },
    output: () => heard.join(''),
    pid: () => process_?.child.pid ?? 0,
    async close() {
      const ended = process_
      let problem: string | undefined
      const before = ended && endOf(ended.child)
      if (before !== undefined) problem = `it was not running any more: ${before}`
      else if (ended) {
        const late = setTimeout(() => ended.child.kill('SIGKILL'), 5_000)
        ended.child.kill('SIGTERM')
        await ended.exited
        clearTimeout(late)
        if (ended.child.signalCode === 'SIGKILL') problem = 'it did not end within 5 s of SIGTERM'
        else if (ended.child.exitCode !== 0 && ended.child.signalCode !== 'SIGTERM') {
          problem = `it ended with status ${ended.child.exitCode}`
        }
      }
      const finds = [
        ...canaries.find('its output', heard.join('')),
        ...answers.flatMap((answer) => canaries.find(`the answer to ${answer.slice(0, 80)}`, answer)),
        ...findInFolder(canaries, data_dir),
      ]
      // Told once, on the terminal, and kept as a hash only.
      if (findsSecret(data_dir, admin.client_secret)) finds.push('the client secret in the data folder')
      rmSync(data_dir, { recursive: true, force: true })
      await dropStore()
      if (problem) throw new Error(`${problem}:\n${heard.join('').slice(-4_000)}`)
      if (finds.length > 0) throw new Error(`secrets were found (K3):\n${finds.join('\n')}`)
    },
  }
}

/** @returns how a command is begun so that it runs under the limit */
function limited({ file_kb, open_files }: ProcessLimits): string[] {
  const commands = [
    // In blocks of 512 bytes, as POSIX has it.
    ...(file_kb === undefined ? [] : [`ulimit -f ${file_kb * 2}`]),
    ...(open_files === undefined ? [] : [`ulimit -n ${open_files}`]),
  ]
  return commands.length === 0 ? [] : ['/bin/sh', '-c', [...commands, 'exec "$@"'].join('; '), 'sh']
}

/** @returns how the process has ended; undefined while it runs */
function endOf({ exitCode, signalCode }: ChildProcess): string | undefined {
  if (signalCode !== null) return `it was ended by ${signalCode}`
  return exitCode === null ? undefined : `it ended with status ${exitCode}`
}

function findsSecret(folder: string, secret: string): boolean {
  const canaries = createCanaries()
  canaries.add('secret', secret)
  return findInFolder(canaries, folder).length > 0
}

/** @returns the text of a file of the project */
export function projectFile(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8')
}
