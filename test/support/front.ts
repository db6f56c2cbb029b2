/** The front door in a real browser: Ferry behind TLS, applications on its own site and on another, and Chromium. @module */
import { once } from 'node:events'
import type { RequestListener } from 'node:http'
import { createServer } from 'node:http'
import { join } from 'node:path'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { chromium } from 'playwright-core'
import { afterAll, beforeAll, onTestFinished } from 'vitest'
import type { Runtime } from '../../runtime/index.ts'
import { createRuntime } from '../../runtime/index.ts'
import { FLAGS } from './browser.ts'
import type { TestServer } from './server-in-process.ts'
import { startTestServer } from './server-in-process.ts'
import { describeServer } from './servers.ts'
import type { TestApplication } from './sign-in.ts'
import { application } from './sign-in.ts'
import { startTlsTerminator } from './tls-terminator.ts'

/** The password of everybody in the legacy store. */
export const PASSWORD = 'Old-secret-1'

/** Everybody exists there whose name ends so, and nowhere else. */
const LOGIN_SCRIPT = `function login(email, password, callback) {
  if (!/@example\\.com$/.test(email) || password !== '${PASSWORD}') {
    return callback(new WrongUsernameOrPasswordError(email, 'Wrong.'));
  }
  callback(null, { user_id: email.split('@')[0], email: email, name: 'Person of the legacy store' });
}`

/** Browsers find Ferry by this name too; a test that needs it creates the custom domain. */
export const CUSTOM_DOMAIN = 'login.acme.example'

const WAIT_MS = 15_000

/** What the tests of a file share. */
export interface Front {
  server: TestServer
  /** `localhost:port`, as clients take it. */
  domain: string
  /** With a slash at its end. */
  issuer: string
  /** The connection whose script asks the legacy store; in import mode. */
  connection_id: string
  connection: string
  /** Creates a client of that connection. */
  application(fields: { [name: string]: unknown }): Promise<TestApplication>
  /** How often the login script ran. */
  runs(): Promise<number>
  /** @returns types and descriptions of the tenant's log, newest first */
  log(): Promise<{ type: string; description?: string }[]>
  /** A browser with an empty profile, which ends with the test. */
  visit(options?: BrowserContextOptions): Promise<Visit>
  /** A browser with this profile, which may have settings. @param profile its folder */
  visitWith(profile: string): Promise<Visit>
  /** @returns an application's server, which ends with the test's file */
  serve(listener: RequestListener): Promise<Site>
}

/** A page, and what went wrong in it. */
export interface Visit {
  page: Page
  context: BrowserContext
  /** Errors of pages and of their consoles. */
  errors: string[]
}

/** An application's server behind TLS. */
export interface Site {
  /** On the site of Ferry. */
  origin: string
  /** The same server by a name that is of another site than Ferry's. */
  other_origin: string
}

/** A `describe` with the whole front; skipped by name without Chromium. */
export function describeFront(name: string, body: (front: () => Front) => void): void {
  describeServer('chromium', name, openBrowser, (browser) => run(browser, body))
}

interface OpenBrowser {
  browser: Browser
  program: string
  close(): Promise<void>
}

async function openBrowser({ bin }: { bin: string }): Promise<OpenBrowser> {
  const program = join(bin, 'chromium')
  const args = [...FLAGS, `--host-resolver-rules=MAP ${CUSTOM_DOMAIN} 127.0.0.1`]
  const browser = await chromium.launch({ executablePath: program, args })
  return { browser, program, close: () => browser.close() }
}

function run(browser: () => OpenBrowser, body: (front: () => Front) => void): void {
  let front: Front | undefined
  const closing: (() => Promise<void>)[] = []
  beforeAll(async () => {
    // Applications that are told of the end of a session.
    const runtime = createRuntime({ allow: ['localhost'] })
    closing.push(() => runtime.close())
    front = await openFront(browser, runtime, closing)
  })
  afterAll(async () => {
    for (const close of closing.toReversed()) await close()
  })
  body(() => {
    if (!front) throw new Error('the front is there in tests and hooks only')
    return front
  })
}

async function openFront(
  browser: () => OpenBrowser,
  runtime: Runtime,
  closing: (() => Promise<void>)[],
): Promise<Front> {
  let target = ''
  const terminator = await startTlsTerminator(() => target)
  closing.push(terminator.close)
  const { domain } = terminator
  const lasting: Runtime = { ...runtime, close: async () => undefined }
  const environment = { FERRY_PUBLIC_URL: `https://${domain}`, FERRY_CLASSIC_PAGES: '*' }
  const server = await startTestServer(lasting, environment, (close) => closing.push(async () => close()))
  target = server.url
  const connection = 'legacy'
  const connection_id = await server.connection(connection, { customScripts: { login: LOGIN_SCRIPT } })
  return {
    server,
    domain,
    issuer: `https://${domain}/`,
    connection,
    connection_id,
    application: (fields) => application(server, connection_id, fields),
    async runs() {
      const { body } = await server.api('GET', `connections/${connection_id}/runs`)
      const { counts } = body as { counts: { action: string; runs: number }[] }
      return counts.filter(({ action }) => action === 'login').reduce((sum, { runs }) => sum + runs, 0)
    },
    async log() {
      const { body } = await server.api('GET', 'logs?per_page=100')
      return body as { type: string; description?: string }[]
    },
    visit: async (options) => visit(await browser().browser.newContext({ ...CONTEXT, ...options })),
    visitWith: async (profile) => {
      const executablePath = browser().program
      return visit(
        await chromium.launchPersistentContext(profile, { executablePath, args: FLAGS, ...CONTEXT }),
      )
    },
    serve: (listener) => serve(listener, closing),
  }
}

/** The certificate is of the test; a colour that is still on its way to another has no contrast to speak of. */
const CONTEXT: BrowserContextOptions = { ignoreHTTPSErrors: true, locale: 'en-GB', reducedMotion: 'reduce' }

async function visit(context: BrowserContext): Promise<Visit> {
  onTestFinished(() => context.close())
  context.setDefaultTimeout(WAIT_MS)
  const errors: string[] = []
  context.on('weberror', (error) => errors.push(error.error().message))
  context.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  return { context, errors, page: await context.newPage() }
}

async function serve(listener: RequestListener, closing: (() => Promise<void>)[]): Promise<Site> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the application has no port')
  const terminator = await startTlsTerminator(() => `http://127.0.0.1:${address.port}`)
  closing.push(async () => {
    await terminator.close()
    server.close()
    server.closeAllConnections()
    await once(server, 'close')
  })
  const origin = `https://${terminator.domain}`
  return { origin, other_origin: origin.replace('//', '//app.') }
}

/** Fills in the form of the sign-in page, and sends it. */
export async function signIn(page: Page, email: string, password = PASSWORD): Promise<void> {
  await page.fill('[name=username]', email)
  await page.fill('[name=password]', password)
  await page.click('form button')
}
