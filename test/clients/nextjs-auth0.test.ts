/** nextjs-auth0 4 by its client, as the middleware of an application without Next.js around it. @module */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { beforeAll, expect, test } from 'vitest'
import type { Site, Visit } from '../support/front.ts'
import { describeFront, signIn } from '../support/front.ts'
import { describeClients } from '../support/servers.ts'
import type { TestApplication } from '../support/sign-in.ts'
import { claimsOf } from '../support/sign-in.ts'
import { loadClient } from './packages.ts'

interface Auth0Client {
  middleware(request: Request): Promise<Response>
  getAccessToken(
    request: Request,
    answer: Response,
    options: { refresh: boolean },
  ): Promise<{ token: string }>
  getSession(request: Request): Promise<{ user: object; internal: { sid: string } } | null>
}

const API = 'https://api.example.com/'

describeClients('nextjs-auth0', () =>
  describeFront('in Chromium', (front) => {
    let site: Site
    let client: TestApplication
    let auth0: Auth0Client

    beforeAll(async () => {
      const { NextRequest } = loadClient<{ NextRequest: typeof Request }>('next/server')
      const { Auth0Client } = loadClient<{ Auth0Client: new (options: object) => Auth0Client }>(
        '@auth0/nextjs-auth0/server',
      )

      const pageOf = (incoming: IncomingMessage, request: Request, answer: Response) =>
        incoming.url === '/refreshed'
          ? auth0.getAccessToken(request, answer, { refresh: true })
          : auth0.getSession(request)

      /** As Next.js runs a middleware: what it does not answer goes on to a page. */
      async function serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
        // As in the published matcher: a middleware that runs for it, too, may renew a session that just ended.
        if (incoming.url === '/favicon.ico') return void outgoing.writeHead(204).end()
        const headers = new Headers()
        for (const [name, value] of Object.entries(incoming.headers)) headers.set(name, String(value))
        const request = new NextRequest(`${site.origin}${incoming.url}`, {
          method: incoming.method ?? 'GET',
          headers,
        })
        const answer = await auth0.middleware(request)
        const is_page = answer.headers.get('x-middleware-next') !== null
        const body = is_page ? JSON.stringify(await pageOf(incoming, request, answer)) : await answer.text()
        outgoing.setHeaders(answer.headers)
        outgoing.writeHead(answer.status).end(body)
      }

      site = await front().serve((incoming, outgoing) => void serve(incoming, outgoing))
      client = await front().application({
        callbacks: [`${site.origin}/auth/callback`],
        allowed_logout_urls: [site.origin],
      })
      const made = await front().server.api('POST', 'resource-servers', {
        name: 'Things',
        identifier: API,
        scopes: [{ value: 'read:things' }],
        allow_offline_access: true,
      })
      expect(made.status).toBe(201)
      auth0 = new Auth0Client({
        // A port is taken in this form only.
        domain: front().issuer,
        allowInsecureRequests: true,
        clientId: client.client_id,
        clientSecret: client.client_secret,
        secret: 'a'.repeat(64),
        appBaseUrl: site.origin,
        authorizationParameters: { audience: API, scope: 'openid profile email offline_access read:things' },
      })
    })

    async function bodyOf({ page }: Visit, path: string): Promise<unknown> {
      await page.goto(`${site.origin}${path}`)
      return JSON.parse(await page.innerText('body'))
    }

    async function signInThere(visit: Visit, email: string): Promise<void> {
      await visit.page.goto(`${site.origin}/auth/login?returnTo=/inside`)
      await visit.page.waitForURL(/\/u\/login\?/)
      await signIn(visit.page, email)
      await visit.page.waitForURL(`${site.origin}/inside`)
    }

    test('a person of the legacy store signs in, and the session of the application knows that of Ferry', async () => {
      const visit = await front().visit()
      await signInThere(visit, 'ann@example.com')
      expect(await bodyOf(visit, '/')).toMatchObject({
        user: { sub: 'auth0|ann', email: 'ann@example.com', name: 'Person of the legacy store' },
        internal: { sid: expect.stringMatching(/^ses_/) },
      })
      expect(await bodyOf(visit, '/auth/profile')).toMatchObject({ sub: 'auth0|ann' })
    })

    test('the access token is for the API, and a refresh token gives the next one', async () => {
      const visit = await front().visit()
      await signInThere(visit, 'bea@example.com')
      const { token } = (await bodyOf(visit, '/auth/access-token')) as { token: string }
      expect(claimsOf(token)).toMatchObject({ aud: [API, `${front().issuer}userinfo`], sub: 'auth0|bea' })
      const again = (await bodyOf(visit, '/refreshed')) as { token: string }
      expect(again.token).not.toBe(token)
      expect(claimsOf(again.token)).toMatchObject({ sub: 'auth0|bea' })
    })

    test('signing out ends both sessions, and comes back', async () => {
      const visit = await front().visit()
      await signInThere(visit, 'cid@example.com')
      await visit.page.goto(`${site.origin}/auth/logout`)
      await visit.page.waitForURL(`${site.origin}/`)
      expect(await bodyOf(visit, '/')).toBeNull()
      await visit.page.goto(`${site.origin}/auth/login`)
      await visit.page.waitForURL(/\/u\/login\?/)
    })

    test('a sign-in that Ferry refuses is an error of the application, and no session', async () => {
      const visit = await front().visit()
      await visit.page.goto(`${site.origin}/auth/login?connection=unknown`)
      await visit.page.waitForURL(/\/auth\/callback\?/)
      expect(await bodyOf(visit, '/')).toBeNull()
    })
  }),
)
