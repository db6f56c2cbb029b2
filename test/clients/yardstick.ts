/** oidc-provider, a certified implementation of the standard, as published: the yardstick for ours. @module */
import { generateKeyPairSync } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { callHttp } from '../support/http-call.ts'
import type { TestServer } from '../support/server-in-process.ts'
import type { TestApplication } from '../support/sign-in.ts'
import { CALLBACK } from '../support/sign-in.ts'
import { loadClient } from './packages.ts'

/** An issuer of either kind, as the comparison uses it. */
export interface Issuer extends Pick<TestServer, 'call'> {
  url: string
  app: TestApplication
  /** A client without a secret. */
  public_id: string
  paths: { authorize: string; token: string; userinfo: string; logout: string }
}

interface Provider {
  callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>
  interactionFinished(request: IncomingMessage, response: ServerResponse, result: object): Promise<void>
  Grant: new (about: object) => { addOIDCScope(scope: string): void; save(): Promise<string> }
}

/** What the library hands to functions of its configuration, as far as they look. */
interface Context {
  oidc: { client: { clientId: string }; session: { accountId: string }; provider: Provider }
}

export const LEFT = 'https://app.example.com/left'

/** Starts one for the comparison: two clients, one person, and consent as Ferry has it for first-party clients. */
export async function startYardstick(): Promise<Issuer & { close(): Promise<void> }> {
  const { Provider } = loadClient<{ Provider: new (issuer: string, settings: object) => Provider }>(
    'oidc-provider',
  )
  const app = { client_id: 'app', client_secret: 'a secret of thirty-two characters' }
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  let provider: Provider | undefined
  const server = createServer(async (request, response) => {
    if (!provider) return
    if (!request.url?.startsWith('/interaction/')) await provider.callback()(request, response)
    else if (request.method === 'GET') response.end('<form method="post"></form>')
    else await provider.interactionFinished(request, response, { login: { accountId: 'ann' } })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const shared = {
    redirect_uris: [CALLBACK],
    grant_types: ['authorization_code', 'refresh_token', 'implicit'],
  }
  const response_types = ['code', 'id_token']
  provider = new Provider(url, {
    clients: [
      {
        ...app,
        ...shared,
        response_types,
        token_endpoint_auth_method: 'client_secret_post',
        post_logout_redirect_uris: [LEFT],
      },
      { client_id: 'public', ...shared, response_types, token_endpoint_auth_method: 'none' },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), alg: 'RS256', use: 'sig', kid: 'k' }] },
    cookies: { keys: ['a key for cookies'] },
    features: { devInteractions: { enabled: false } },
    renderError(context: { body: unknown }, out: object) {
      context.body = JSON.stringify(out)
    },
    claims: { openid: ['sub'], profile: ['name'], email: ['email', 'email_verified'] },
    pkce: { required: (_context: Context, client: { clientId: string }) => client.clientId === 'public' },
    interactions: { url: (_context: Context, { uid }: { uid: string }) => `/interaction/${uid}` },
    findAccount: (_context: Context, sub: string) => ({
      accountId: sub,
      claims: () => ({ sub, name: 'Ann', email: 'ann@example.com', email_verified: true }),
    }),
    async loadExistingGrant({ oidc }: Context) {
      const grant = new oidc.provider.Grant({
        clientId: oidc.client.clientId,
        accountId: oidc.session.accountId,
      })
      grant.addOIDCScope('openid profile email offline_access')
      await grant.save()
      return grant
    },
  })
  return {
    url,
    app,
    public_id: 'public',
    paths: { authorize: '/auth', token: '/token', userinfo: '/me', logout: '/session/end' },
    call: (path, request) => callHttp(url + path, request),
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}
