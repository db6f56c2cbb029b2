/** A further tenant of a server under test. @module */
import { PASSWORD_REALM_GRANT } from '../../server/tenancy/clients.ts'
import type { Answer, Call } from './http-call.ts'
import type { TestServer } from './server-in-process.ts'

/** What a test does as the administrator of one tenant. */
export interface TestTenant extends Pick<TestServer, 'admin' | 'call' | 'api' | 'token' | 'connection'> {
  name: string
  public_url: string
  /** Of the administrator's client. */
  access_token: string
  /** Asks for what a refresh takes, too. */
  login(realm: string, username: string, password: string): Promise<Answer>
}

/** Makes a tenant by the operator's API; each call goes to its own host name. */
export async function createTenant(server: TestServer, name: string): Promise<TestTenant> {
  const made = await server.api('POST', 'operator/tenants', { name })
  if (made.status !== 201) throw new Error(made.text)
  const { public_url, ...admin } = made.body as {
    public_url: string
    client_id: string
    client_secret: string
  }
  return openTenant(server, {
    name,
    public_url,
    admin: { client_id: admin.client_id, client_secret: admin.client_secret },
  })
}

async function openTenant(
  server: TestServer,
  { name, public_url, admin }: Pick<TestTenant, 'name' | 'public_url' | 'admin'>,
): Promise<TestTenant> {
  const host = new URL(public_url).host
  const call = (path: string, request: Call = {}): Promise<Answer> =>
    server.call(path, { ...request, headers: { host, ...request.headers } })
  const token = (fields: { [name: string]: unknown }): Promise<Answer> =>
    call('/oauth/token', { method: 'POST', body: fields })
  const granted = await token({
    grant_type: 'client_credentials',
    ...admin,
    audience: `${public_url}/api/v2/`,
  })
  const { access_token } = granted.body as { access_token: string }
  const api: TestTenant['api'] = (method, path, body, headers) =>
    call(`/api/v2/${path}`, {
      method,
      body,
      headers: { authorization: `Bearer ${access_token}`, ...headers },
    })
  return {
    name,
    public_url,
    admin,
    access_token,
    call,
    token,
    api,
    async connection(connection, options) {
      const { status, body, text } = await api('POST', 'connections', {
        name: connection,
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
    login: (realm, username, password) =>
      token({
        grant_type: PASSWORD_REALM_GRANT,
        realm,
        username,
        password,
        ...admin,
        scope: 'openid email offline_access',
      }),
  }
}
