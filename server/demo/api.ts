/** Requests of the demo to Ferry, over HTTP as any client sends them. @module */
import * as z from 'zod'
import type { DemoApplication } from './browser.ts'
import type { DemoFerry } from './ferry.ts'

const REALM_GRANT = 'http://auth0.com/oauth/grant-type/password-realm'

const Token = z.object({ access_token: z.string() })
const Connection = z.object({ id: z.string() })
const Client = z.object({ client_id: z.string(), client_secret: z.string() })
const Runs = z.object({
  runs: z.array(z.object({ outcome: z.string(), purpose: z.string(), duration_ms: z.number() })),
})
const Migration = z.object({ users: z.int(), migrated: z.int() })
const OAuthError = z.object({ error: z.string() })

/** One run of the script, as Ferry recorded it. */
type DemoRun = z.output<typeof Runs>['runs'][number]

/** How Ferry answered a login. */
interface LoginAnswer {
  status: number
  /** OAuth's word for what went wrong. */
  error: string | undefined
  took_ms: number
}

/** The demo's client. */
export interface DemoApi {
  login(username: string, password: string): Promise<LoginAnswer>
  /** Newest first. */
  runs(): Promise<DemoRun[]>
  migration(): Promise<{ users: number; migrated: number }>
  /** Creates an application that signs people in on Ferry’s page. */
  application(name: string): Promise<DemoApplication>
  /** @returns the user as the Management API represents it */
  user(email: string): Promise<unknown>
}

/** Creates a connection in import mode and returns what the demo does with it. */
export async function openDemoApi(
  { url, client }: DemoFerry,
  connection: { name: string; script: string; configuration: { [key: string]: string } },
): Promise<DemoApi> {
  async function ask(method: string, path: string, body?: unknown, token?: string): Promise<Response> {
    return fetch(url + path, {
      method,
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  }

  const granted = await ask('POST', '/oauth/token', {
    grant_type: 'client_credentials',
    ...client,
    audience: `${url}/api/v2/`,
  })
  const { access_token } = Token.parse(await granted.json())

  async function manage(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await ask(method, `/api/v2/${path}`, body, access_token)
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
    return response.status === 204 ? undefined : response.json()
  }

  const { id } = Connection.parse(
    await manage('POST', 'connections', {
      name: connection.name,
      strategy: 'auth0',
      enabled_clients: [client.client_id],
      options: {
        enabledDatabaseCustomization: true,
        import_mode: true,
        customScripts: { login: connection.script },
        configuration: connection.configuration,
      },
    }),
  )

  return {
    async login(username, password) {
      const began = performance.now()
      const response = await ask('POST', '/oauth/token', {
        grant_type: REALM_GRANT,
        realm: connection.name,
        username,
        password,
        ...client,
      })
      const body: unknown = await response.json()
      const took_ms = performance.now() - began
      return { status: response.status, error: OAuthError.safeParse(body).data?.error, took_ms }
    },
    runs: async () => Runs.parse(await manage('GET', `connections/${id}/runs`)).runs,
    migration: async () => Migration.parse(await manage('GET', `connections/${id}/migration`)),
    async application(name) {
      const callback = `https://${name}.example.com/callback`
      const made = await manage('POST', 'clients', { name, app_type: 'regular_web', callbacks: [callback] })
      const { client_id, client_secret } = Client.parse(made)
      await manage('PATCH', `connections/${id}/clients`, [{ client_id, status: true }])
      return { client_id, client_secret, callback }
    },
    async user(email) {
      const [user] = z.array(z.unknown()).parse(await manage('GET', `users-by-email?email=${email}`))
      return user
    },
  }
}
