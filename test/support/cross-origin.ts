/** A page of an application that asks for the password itself, as auth0.js does. @module */
import { PASSWORD_REALM_GRANT } from '../../server/tenancy/clients.ts'
import { createFakeRuntime, legacyStore } from './fake-runtime.ts'
import type { Answer } from './http-call.ts'
import type { TestServer } from './server-in-process.ts'
import { startTestServer } from './server-in-process.ts'
import type { TestBrowser } from './sign-in.ts'
import { application, CALLBACK } from './sign-in.ts'

export const PAGE = 'https://app.example.com'
const ANN = { id: 7, email: 'ann@example.com', password: 'old-secret', more: { name: 'Ann' } }

/** A server with a connection `legacy` and an application whose pages may ask for passwords. */
export async function embeddedShop(
  fields: { [name: string]: unknown } = {},
  environment: { [name: string]: string } = {},
) {
  const runtime = createFakeRuntime(legacyStore([ANN, { ...ANN, id: 8, email: 'bob@example.com' }]))
  const server = await startTestServer(runtime, environment)
  const connection_id = await server.connection('legacy')
  const client = await application(server, connection_id, { cross_origin_authentication: true, ...fields })
  const request = {
    client_id: client.client_id,
    redirect_uri: CALLBACK,
    response_type: 'code',
    scope: 'openid email',
    state: 'xyz',
  }
  return { runtime, server, connection_id, client, request }
}

/** `POST /co/authenticate`, as the page's script sends it. */
export async function coAuthenticate(
  server: TestServer,
  client_id: string,
  about: {
    origin?: string | undefined
    browser?: TestBrowser
    fields?: { [name: string]: unknown }
  } = {},
): Promise<Answer> {
  const { origin = PAGE, browser, fields } = about
  const cookies = [...(browser?.cookies ?? [])].map(([name, value]) => `${name}=${value}`).join('; ')
  const answer = await server.call('/co/authenticate', {
    method: 'POST',
    headers: { ...(origin === '' ? {} : { origin }), ...(cookies === '' ? {} : { cookie: cookies }) },
    body: {
      client_id,
      credential_type: PASSWORD_REALM_GRANT,
      realm: 'legacy',
      username: 'ann@example.com',
      password: 'old-secret',
      ...fields,
    },
  })
  for (const line of answer.headers['set-cookie'] ?? []) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
    browser?.cookies.set(name, value)
  }
  return answer
}

/** @returns the ticket of a right password */
export async function ticketOf(...args: Parameters<typeof coAuthenticate>): Promise<string> {
  const { status, body, text } = await coAuthenticate(...args)
  if (status !== 200) throw new Error(text)
  return (body as { login_ticket: string }).login_ticket
}
