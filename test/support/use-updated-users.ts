/** Users of connections of every mode, for tests of what changes them. @module */
import { afterAll, beforeAll } from 'vitest'
import type { ScriptOutcome } from '../../runtime/index.ts'
import type { FakeRuntime, FakeScript } from './fake-runtime.ts'
import { createFakeRuntime } from './fake-runtime.ts'
import { MODES } from './flow.ts'
import type { Answer } from './http-call.ts'
import type { TestServer } from './server-in-process.ts'
import { startTestServer } from './server-in-process.ts'

/** Of `ann@example.com`. */
export const PASSWORD = 'Correct-Horse-9'
export const NEW_PASSWORD = 'Battery-Staple-7'
const source = 'function script () {}'
const SCRIPTS = {
  login: source,
  get_user: source,
  create: source,
  change_email: source,
  change_password: source,
  delete: source,
}
/** A script that says yes. */
export const TRUE: ScriptOutcome = { kind: 'value', value: true }

/** A server whose scripts a test decides. */
interface Started extends TestServer {
  runtime: FakeRuntime
  /** What scripts ran since the last look, as `action(arguments)`. */
  ran(): string[]
  /** A user of a new connection, with its path; in import mode the first login made it. */
  ann(
    mode: keyof typeof MODES,
    options?: object,
  ): Promise<{ path: string; name: string; connection_id: string }>
  /** In the legacy store, of the newest one. */
  annsId(): string
  patch(path: string, body: object): Promise<Answer>
}

/** @returns what starts a test; its `script` answers all but the login of `ann@example.com` */
export function useUpdatedUsers(): (script?: FakeScript) => Started {
  let server: TestServer
  let runtime: FakeRuntime
  let answering: FakeScript
  /** How many users were made: each has its own id in its own connection. */
  let made = 0

  beforeAll(async () => {
    runtime = createFakeRuntime((call) => {
      const [identifier, password] = call.args
      if (call.script.action === 'login' && identifier === 'ann@example.com' && password === PASSWORD) {
        const user_id = `legacy-${made}`
        return { kind: 'value', value: { user_id, email: 'ann@example.com', email_verified: true } }
      }
      return answering(call)
    })
    server = await startTestServer(runtime, {}, afterAll)
  })

  function start(script: FakeScript = () => ({ kind: 'none' })): Started {
    answering = script
    let seen = runtime.calls.length
    const ran = (): string[] => {
      const news = runtime.calls.slice(seen)
      seen = runtime.calls.length
      return news.map(({ script: { action }, args }) => `${action}(${args.join(', ')})`)
    }
    return {
      ...server,
      runtime,
      ran,
      async ann(mode, options) {
        const name = `c${++made}`
        const connection_id = await server.connection(name, {
          ...MODES[mode],
          customScripts: SCRIPTS,
          ...options,
        })
        const external_id = `legacy-${made}`
        if (mode === 'local') {
          const user = await server.api('POST', 'users', {
            connection: name,
            email: 'ann@example.com',
            password: PASSWORD,
            email_verified: true,
            user_id: external_id,
          })
          if (user.status !== 201) throw new Error(user.text)
        } else {
          const login = await server.login(name, 'ann@example.com', PASSWORD)
          if (login.status !== 200) throw new Error(login.text)
          ran()
        }
        return { path: `users/auth0%7C${external_id}`, name, connection_id }
      },
      annsId: () => `legacy-${made}`,
      patch: (path, body) => server.api('PATCH', path, body),
    }
  }
  return start
}

/** A profile as a script returns it. */
export const who = (email: string, user_id: string): ScriptOutcome => ({
  kind: 'value',
  value: { user_id, email },
})
