/** The built dashboard, served by a real server with its real headers, in a watched page. @module */
import type { Page } from 'playwright-core'
import { test } from 'vitest'
import { ensureDashboard } from '../../server/dashboard/ensure-build.ts'
import type { Browser, WatchedPage } from './browser.ts'
import { watchPage } from './browser.ts'
import { createFakeRuntime } from './fake-runtime.ts'
import type { TestServer } from './server-in-process.ts'
import { startTestServer } from './server-in-process.ts'

/** What a test of the dashboard works with. */
export interface Visit extends Omit<WatchedPage, 'close'> {
  server: TestServer
  /** Goes to a page, named as the router does: `/t/default/users`. */
  go(path: string): Promise<void>
  /** Looks at it from now on as the owner. */
  signIn(): Promise<void>
}

interface VisitOptions {
  width?: number
  /** With the page of all components. */
  kit?: boolean
}

/** A browser beside the other tests may have to wait for its turn. */
const WITHIN_MS = 60_000

/** Credentials that the stand-in takes. */
export const OWNER = { email: 'mia@example.test', password: 'a sentence to keep in mind' }

const SESSION = {
  member: { member_id: 'mem_1', email: OWNER.email, name: 'Mia', role: 'owner' },
  tenant: { name: 'default' },
  tenants: [{ name: 'default' }],
  csrf_token: 'csrf-token-of-the-test',
}

/**
 * A `test` with a server and a page of its own, which is checked when the test is through: no finding may be left, however
 * it was provoked.
 */
export function testDashboard(
  browser: () => Browser,
  name: string,
  body: (visit: Visit) => Promise<void>,
  options: VisitOptions = {},
): void {
  test(
    name,
    async () => {
      const build = await ensureDashboard(options.kit ? { kit: true } : {})
      const server = await startTestServer(
        createFakeRuntime(() => ({ kind: 'none' })),
        {},
        undefined,
        build,
      )
      const watched = await watchPage(browser(), server.url, { width: options.width ?? 1440, height: 900 })
      const { page } = watched
      const session = await standInForSessions(page, server)
      try {
        await body({
          ...watched,
          server,
          async go(path) {
            await page.goto(`${server.url}/dashboard${path}`)
            await page.locator('h1').waitFor()
          },
          signIn: session.signIn,
        })
        await watched.check()
      } finally {
        await watched.close()
      }
    },
    WITHIN_MS,
  )
}

/**
 * Sessions and set-up as the server will have them; all else goes to the real API with the administrator's token.
 * To be removed when the server has its half.
 */
async function standInForSessions(page: Page, server: TestServer): Promise<{ signIn(): Promise<void> }> {
  const token = await server.token({
    grant_type: 'client_credentials',
    ...server.admin,
    audience: `${server.url}/api/v2/`,
  })
  const authorization = `Bearer ${(token.body as { access_token: string }).access_token}`
  let isSignedIn = false
  let failures = 0
  const problem = (statusCode: number, errorCode: string, message: string) => ({
    status: statusCode,
    json: { statusCode, error: 'Error', message, errorCode },
  })
  await page.route('**/api/v2/**', async (route) => {
    const headers = { ...route.request().headers(), ...(isSignedIn ? { authorization } : {}) }
    return await route.continue({ headers })
  })
  await page.route('**/api/v2/session*', async (route) => {
    const request = route.request()
    switch (request.method()) {
      case 'POST': {
        const body: unknown = request.postDataJSON()
        if (failures >= 3) {
          return await route.fulfill({
            ...problem(429, 'too_many_attempts', 'Too many attempts.'),
            headers: { 'Retry-After': '30' },
          })
        }
        isSignedIn = JSON.stringify(body) === JSON.stringify(OWNER)
        if (isSignedIn) return await route.fulfill({ json: SESSION })
        failures += 1
        return await route.fulfill(problem(401, 'invalid_credentials', 'Wrong email or password.'))
      }
      case 'DELETE':
        if (request.headers()['x-csrf-token'] !== SESSION.csrf_token)
          return await route.fulfill(problem(403, 'csrf', 'The CSRF token is missing.'))
        isSignedIn = false
        return await route.fulfill({ status: 204 })
      default:
        return await route.fulfill(
          isSignedIn ? { json: SESSION } : problem(401, 'no_session', 'Not signed in.'),
        )
    }
  })
  await page.route('**/api/v2/setup*', async (route) => {
    const request = route.request()
    if (request.method() === 'POST') {
      isSignedIn = true
      return await route.fulfill({ status: 201, json: SESSION })
    }
    const isOpen = new URL(request.url()).searchParams.get('token') === 'usable'
    return await route.fulfill(isOpen ? { json: {} } : problem(404, 'not_found', 'Not Found'))
  })
  return {
    async signIn() {
      isSignedIn = true
    },
  }
}
