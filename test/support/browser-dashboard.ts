/** The built dashboard, served by a real server with its real headers, in a watched page. @module */
import type { Locator, Page } from 'playwright-core'
import { test } from 'vitest'
import type { Runtime } from '../../runtime/index.ts'
import { ensureDashboard } from '../../server/dashboard/ensure-build.ts'
import type { Browser, WatchedPage } from './browser.ts'
import { watchPage } from './browser.ts'
import type { FakeScript } from './fake-runtime.ts'
import { createFakeRuntime } from './fake-runtime.ts'
import type { TestServer } from './server-in-process.ts'
import { startTestServer } from './server-in-process.ts'

/** What a test of the dashboard works with. */
export interface Visit extends Omit<WatchedPage, 'close'> {
  server: TestServer
  /** Goes to a page, named as the router does: `/t/default/users`. */
  go(path: string): Promise<void>
  /** Uses the set-up link up; nobody is signed in by it. */
  makeOwner(): Promise<void>
  /** Looks at it from now on as the owner. */
  signIn(): Promise<void>
}

interface VisitOptions {
  width?: number
  /** With the page of all components. */
  kit?: boolean
  /** How scripts end; nobody is known by default. */
  script?: FakeScript
  /** Runs the scripts instead; it outlives the server. */
  runtime?: () => Runtime
  /** Settings of the server. */
  environment?: { [name: string]: string }
}

/** A browser beside the other tests may have to wait for its turn. */
const WITHIN_MS = 120_000

/** Whom `makeOwner` and `signIn` make. */
export const OWNER = { email: 'mia@example.test', password: 'a sentence to keep in mind' }

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
      const server = await startTestServer(runtimeOf(options), options.environment ?? {}, undefined, build)
      const watched = await watchPage(browser(), server.url, { width: options.width ?? 1440, height: 900 })
      const { page } = watched
      let owner: ReturnType<typeof makeOwner> | undefined
      const owned = () => {
        owner ??= makeOwner(server)
        return owner
      }
      try {
        await body({
          ...watched,
          server,
          async go(path) {
            await page.goto(`${server.url}/dashboard${path}`)
            await page.locator('h1').waitFor()
          },
          async makeOwner() {
            await owned()
          },
          async signIn() {
            await page.context().addCookies([{ ...(await owned()), url: server.url }])
          },
        })
        await watched.check()
      } catch (error) {
        throw await withPage(error, page, watched.findings)
      } finally {
        await watched.close()
      }
    },
    WITHIN_MS,
  )
}

/** Adds what the page showed, because "a text did not appear" says nothing about what appeared instead. */
async function withPage(error: unknown, page: Page, findings: readonly string[]): Promise<unknown> {
  if (!(error instanceof Error)) return error
  const shown = await page
    .locator('body')
    .innerText({ timeout: 2_000 })
    .catch(() => 'nothing that can be read')
  error.message += `\n\nThe page at ${page.url()} showed:\n${shown.slice(-4_000)}\n\nFindings: ${findings.join('; ') || 'none'}`
  return error
}

function runtimeOf({ runtime, script }: VisitOptions): Runtime {
  if (runtime) return { ...runtime(), close: async () => undefined }
  return createFakeRuntime(script ?? (() => ({ kind: 'none' })))
}

/** The set-up link is used up for the owner, as a browser would. @returns the cookie of the owner's session */
async function makeOwner(server: TestServer): Promise<{ name: string; value: string }> {
  const { status, text, headers } = await server.call('/api/v2/setup', {
    method: 'POST',
    body: { token: server.setup_token, name: 'Mia', ...OWNER },
  })
  if (status !== 201) throw new Error(text)
  const [set = ''] = [headers['set-cookie'] ?? []].flat()
  const [pair = ''] = set.split(';')
  const [name = '', value = ''] = pair.split('=')
  return { name, value }
}

/**
 * Does some work and waits for the toast that it brings. Toasts of earlier work may still be there, with the same text and
 * an *Undo* of their own, so they are marked first.
 *
 * @returns the new toast
 */
export async function toastOf(page: Page, title: string, work: () => Promise<void>): Promise<Locator> {
  const toasts = page.locator('.toast')
  await toasts.evaluateAll((shown) => {
    for (const toast of shown) toast.setAttribute('data-earlier', '')
  })
  await work()
  const toast = page.locator('.toast:not([data-earlier])').filter({ hasText: title })
  await toast.waitFor()
  return toast
}

/** Many more than the server allows. */
const ENOUGH_ATTEMPTS = 60

/**
 * Presses "Sign in" with what stands in the fields until the server takes no more attempts.
 *
 * @returns how many were sent
 */
export async function failUntilRefused(page: Page): Promise<number> {
  for (let attempt = 1; attempt <= ENOUGH_ATTEMPTS; attempt++) {
    const answered = page.waitForResponse((response) => response.request().method() === 'POST')
    await page.getByRole('button', { name: 'Sign in' }).click()
    const status = (await answered).status()
    await page.locator('.button[aria-busy]').waitFor({ state: 'detached' })
    if (status === 429) return attempt
  }
  throw new Error(`${ENOUGH_ATTEMPTS} wrong passwords were taken`)
}
