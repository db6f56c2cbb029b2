/** Programs that may do a few things at the Management API of a server under test. @module */
import type { Answer } from './http-call.ts'
import type { TestServer } from './server-in-process.ts'

/** A client with scopes of its own, and its way to call. */
export interface Machine {
  client_id: string
  client_secret: string
  grant_id: string
  access_token: string
  api(method: string, path: string, body?: unknown): Promise<Answer>
}

/** @param scope what its grant says, and so what its token has */
export async function createMachine(server: TestServer, scope: readonly string[]): Promise<Machine> {
  const audience = `${server.url}/api/v2/`
  const made = await server.api('POST', 'clients', { name: 'a program', app_type: 'non_interactive' })
  const { client_id, client_secret } = made.body as { client_id: string; client_secret: string }
  const grant = await server.api('POST', 'client-grants', { client_id, audience, scope })
  if (grant.status !== 201) throw new Error(grant.text)
  const token = await server.token({ grant_type: 'client_credentials', client_id, client_secret, audience })
  const { access_token } = token.body as { access_token: string }
  return {
    client_id,
    client_secret,
    grant_id: (grant.body as { id: string }).id,
    access_token,
    api: (method, path, body) =>
      server.call(`/api/v2/${path}`, { method, body, headers: { authorization: `Bearer ${access_token}` } }),
  }
}
