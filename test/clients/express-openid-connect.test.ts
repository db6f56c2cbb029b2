/** express-openid-connect as published, in an application on the site of Ferry. @module */
import type { Express, RequestHandler } from 'express'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Site, Visit } from '../support/front.ts'
import { describeFront, signIn } from '../support/front.ts'
import { describeClients } from '../support/servers.ts'
import type { TestApplication } from '../support/sign-in.ts'
import { loadClient } from './packages.ts'

/** What the tests use of it. */
interface OpenidConnect {
  auth(options: object): RequestHandler
}

/** Keeps what it is told, as express-session does. */
interface Sessions {
  MemoryStore: new () => object
}

/** What the client adds to a request. */
interface Oidc {
  isAuthenticated(): boolean
  user?: { sub: string; sid?: string }
  accessToken?: { token_type: string }
}

interface Shown {
  is_signed_in: boolean
  sub?: string
  sid?: string
  token_type?: string
}

const CODE = { response_type: 'code', response_mode: 'query', scope: 'openid profile email' }

describeClients('express-openid-connect', () =>
  describeFront('in Chromium', (front) => {
    let site: Site
    let client: TestApplication
    /** Serves the present test's application. */
    let app: Express

    beforeAll(async () => {
      site = await front().serve((request, response) => app(request, response))
      client = await front().application({
        callbacks: [`${site.origin}/callback`],
        allowed_logout_urls: [site.origin, `${site.origin}/`],
      })
    })

    /** @param needs_secret the flow exchanges a code */
    function start(options: object, needs_secret: boolean): void {
      const express = loadClient<() => Express>('express')
      const { auth } = loadClient<OpenidConnect>('express-openid-connect')
      app = express()
      app.use(
        auth({
          authRequired: false,
          baseURL: site.origin,
          issuerBaseURL: front().issuer,
          clientID: client.client_id,
          secret: 'a secret of the application for its own cookie',
          ...(needs_secret ? { clientSecret: client.client_secret } : {}),
          ...options,
        }),
      )
      app.get('/favicon.ico', (_request, response) => void response.sendStatus(204))
      app.get('/', (request, response) => {
        const { oidc } = request as unknown as { oidc: Oidc }
        const { user } = oidc
        const token_type = oidc.accessToken?.token_type
        response.json({ is_signed_in: oidc.isAuthenticated(), sub: user?.sub, sid: user?.sid, token_type })
      })
    }

    async function shown({ page }: Visit): Promise<Shown> {
      await page.waitForURL(`${site.origin}/`)
      return JSON.parse(await page.innerText('body')) as Shown
    }

    async function signInThere(visit: Visit, email: string): Promise<Shown> {
      await visit.page.goto(`${site.origin}/login`)
      await visit.page.waitForURL(/\/u\/login\?/)
      await signIn(visit.page, email)
      return shown(visit)
    }

    /** @returns whether Ferry asks for a password at the next sign-in */
    async function isAsked({ page }: Visit): Promise<boolean> {
      await page.goto(`${site.origin}/login`)
      await page.waitForURL((url) => url.pathname === '/u/login' || url.href === `${site.origin}/`)
      return new URL(page.url()).pathname === '/u/login'
    }

    test('as it is by default: an ID token by a form, and no secret', async () => {
      start({}, false)
      const visit = await front().visit()
      const seen = await signInThere(visit, 'ann@example.com')
      expect(seen).toEqual({ is_signed_in: true, sub: 'auth0|ann', sid: expect.stringMatching(/^ses_/) })
      expect(visit.errors).toEqual([])
      expect(await isAsked(visit)).toBe(false)
    })

    test('with a code in the query, exchanged with the secret', async () => {
      start({ authorizationParams: CODE }, true)
      const visit = await front().visit()
      expect(await signInThere(visit, 'bea@example.com')).toMatchObject({
        sub: 'auth0|bea',
        token_type: 'Bearer',
      })
    })

    describe('signing out of the application', () => {
      test.each([
        ['alone, without idpLogout', {}, false],
        ['and of Ferry, by the end_session_endpoint of discovery', { idpLogout: true }, true],
        ['and of Ferry, by /v2/logout', { idpLogout: true, auth0Logout: true }, true],
      ])('%s', async (_, options, ends_session) => {
        start({ authorizationParams: CODE, ...options }, true)
        const visit = await front().visit()
        await signInThere(visit, 'cid@example.com')
        await visit.page.goto(`${site.origin}/logout`)
        expect(await shown(visit)).toEqual({ is_signed_in: false })
        expect(await isAsked(visit)).toBe(ends_session)
      })
    })

    test('with pushedAuthorizationRequests the browser carries only a name', async () => {
      const path = `clients/${client.client_id}`
      await front().server.api('PATCH', path, { require_pushed_authorization_requests: true })
      start({ authorizationParams: CODE, pushedAuthorizationRequests: true }, true)
      const visit = await front().visit()
      const asked: string[] = []
      visit.page.on('request', (request) => {
        const url = new URL(request.url())
        if (url.pathname === '/authorize') asked.push([...url.searchParams.keys()].toSorted().join())
      })
      expect(await signInThere(visit, 'eve@example.com')).toMatchObject({ sub: 'auth0|eve' })
      expect(asked).toEqual(['client_id,request_uri'])
      await front().server.api('PATCH', path, { require_pushed_authorization_requests: false })
    })

    test('with backchannelLogout the application hears of a session that an administrator ends', async () => {
      const { MemoryStore } = loadClient<Sessions>('express-session')
      const backchannel_logout_urls = [`${site.origin}/backchannel-logout`]
      const { server } = front()
      const oidc_logout = { backchannel_logout_urls }
      await server.api('PATCH', `clients/${client.client_id}`, { oidc_logout })
      start({ authorizationParams: CODE, backchannelLogout: { store: new MemoryStore() } }, true)
      const visit = await front().visit()
      const { sid } = await signInThere(visit, 'fay@example.com')
      const again = async (): Promise<Shown> => {
        await visit.page.goto(`${site.origin}/`)
        return shown(visit)
      }
      expect(await again()).toMatchObject({ is_signed_in: true, sid })
      expect((await server.api('DELETE', `sessions/${sid}`)).status).toBeLessThan(300)
      await expect
        .poll(async () => (await front().log()).map(({ type }) => type), { timeout: 10_000 })
        .toContain('oidc_backchannel_logout_succeeded')
      expect(await again()).toEqual({ is_signed_in: false })
      expect(await isAsked(visit)).toBe(true)
    })

    test('without scripts a button sends the form to the application', async () => {
      start({}, false)
      const visit = await front().visit({ javaScriptEnabled: false })
      await visit.page.goto(`${site.origin}/login`)
      await signIn(visit.page, 'dan@example.com')
      await visit.page.getByRole('button', { name: 'Continue' }).click()
      expect(await shown(visit)).toMatchObject({ is_signed_in: true, sub: 'auth0|dan' })
    })
  }),
)
