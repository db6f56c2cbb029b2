/** A real browser that notices everything it should not have to: for tests of pages. @module */
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { chromium } from 'playwright-core'
import { describeServer } from './servers.ts'

/** Chromium with an empty profile. */
export interface Browser {
  context: BrowserContext
  close(): Promise<void>
}

/** How wide a page must be able to become narrow: WCAG 2.2, 1.4.10. */
const NARROWEST_PX = 320

const RULES = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Quiet, and without what a test does not need. */
export const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A `describe` with a browser of its own; skipped by name where Chromium is missing. */
export function describeBrowser(name: string, body: (browser: () => Browser) => void): void {
  describeServer(
    'chromium',
    name,
    async ({ bin }, { run_dir }) => {
      const profile = join(run_dir, `chromium-${randomBytes(4).toString('hex')}`)
      const context = await chromium.launchPersistentContext(profile, {
        executablePath: join(bin, 'chromium'),
        args: FLAGS,
        // A colour that is still on its way to another has no contrast to speak of.
        reducedMotion: 'reduce',
        locale: 'en-GB',
        timezoneId: 'UTC',
      })
      // No promise about speed: a machine that is shared can stand still for ten seconds.
      context.setDefaultTimeout(30_000)
      return { context, close: () => context.close() }
    },
    body,
  )
}

/** A page under watch. */
export interface WatchedPage {
  page: Page
  /** Everything found so far; a test that wants none calls `check`. */
  findings: readonly string[]
  /** An answer that the test provokes: `401 /api/v2/session`. Not a finding then. */
  expectAnswer(status: number, path: string): void
  /** From here on requests may fail, as they do without a network. */
  expectNoNetwork(): void
  /**
   * Looks for barriers in both themes, and at 320 px for a page wider than the window.
   *
   * @throws with all findings so far, when there is one
   */
  check(): Promise<void>
  close(): Promise<void>
}

/**
 * Opens a page that must stay on its origin: every other request is stopped, and is a finding, as is each violation of the
 * policy, error of the page or the console, failed request, unexpected error answer and dialog.
 *
 * @param origin that the page may talk to
 */
export async function watchPage(
  { context }: Browser,
  origin: string,
  size = { width: 1440, height: 900 },
): Promise<WatchedPage> {
  const findings: string[] = []
  // Who is not signed in is told so by this answer.
  const expected = new Set(['401 /api/v2/session'])
  let hasNetwork = true
  await context.clearCookies()
  const page = await context.newPage()
  await page.setViewportSize(size)
  await page.route('**/*', async (route) => {
    const url = new URL(route.request().url())
    if (url.origin === origin || url.protocol === 'data:') return await route.fallback()
    findings.push(`request to another origin: ${url.origin}`)
    return await route.abort()
  })
  await page.exposeFunction('reportViolation', (text: string) => findings.push(`policy violation: ${text}`))
  await page.addInitScript(`addEventListener('securitypolicyviolation', (event) =>
    reportViolation(event.effectiveDirective + ' ' + event.blockedURI + ' ' + event.sample))`)
  page.on('pageerror', (error) => findings.push(`page error: ${error.message}`))
  page.on('console', (message) => {
    // Each of these is an answer too, and judged there.
    const isAnswer = message.text().startsWith('Failed to load resource')
    if (message.type() === 'error' && !isAnswer) findings.push(`console error: ${message.text()}`)
  })
  page.on('dialog', async (dialog) => {
    findings.push(`dialog: ${dialog.message()}`)
    await dialog.dismiss()
  })
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? 'unknown'
    // A page that is left takes its questions back.
    if (hasNetwork && reason !== 'net::ERR_ABORTED')
      findings.push(`request failed: ${request.url()} ${reason}`)
  })
  page.on('response', (response) => {
    const answer = `${response.status()} ${new URL(response.url()).pathname}`
    if (response.status() >= 400 && !expected.has(answer)) findings.push(`error answer: ${answer}`)
  })
  return {
    page,
    findings,
    expectAnswer: (status, path) => void expected.add(`${status} ${path}`),
    expectNoNetwork() {
      hasNetwork = false
    },
    async check() {
      findings.push(...(await findBarriers(page)), ...(await findOverflow(page)))
      if (findings.length > 0) throw new Error(`the browser found:\n${[...new Set(findings)].join('\n')}`)
    },
    close: () => page.close(),
  }
}

interface AxeResult {
  violations: { id: string; help: string; nodes: { target: unknown; failureSummary: string }[] }[]
}

/** axe in both themes of the dashboard. */
async function findBarriers(page: Page): Promise<string[]> {
  const before = await page.evaluate('document.documentElement.dataset.theme')
  const show = (theme: unknown): Promise<unknown> =>
    page.evaluate(
      theme === undefined
        ? 'delete document.documentElement.dataset.theme'
        : `document.documentElement.dataset.theme = ${JSON.stringify(theme)}`,
    )
  try {
    return await findBarriersInThemes(page, show)
  } finally {
    await show(before)
  }
}

/** axe in both themes; the policy is set aside for its script alone. @param show makes the page have the theme */
export async function findBarriersInThemes(
  page: Page,
  show: (theme: 'light' | 'dark') => Promise<unknown>,
): Promise<string[]> {
  const debuggerSession = await page.context().newCDPSession(page)
  await debuggerSession.send('Page.setBypassCSP', { enabled: true })
  const found: string[] = []
  try {
    // A page that was looked at before has it still.
    if (!(await page.evaluate('typeof axe === "object"'))) await page.evaluate(AXE)
    for (const theme of ['light', 'dark'] as const) {
      await show(theme)
      // Only colours differ between the themes: all else is looked at once.
      const rules =
        theme === 'light' ? { type: 'tag', values: RULES } : { type: 'rule', values: ['color-contrast'] }
      const { violations } = await page.evaluate<AxeResult>(
        `axe.run(document, ${JSON.stringify({ runOnly: rules, resultTypes: ['violations'] })})`,
      )
      for (const { id, help, nodes } of violations)
        for (const node of nodes)
          found.push(
            `barrier (${theme}): ${id}, ${help}: ${JSON.stringify(node.target)} ${node.failureSummary}`,
          )
    }
  } finally {
    await debuggerSession.send('Page.setBypassCSP', { enabled: false })
    await debuggerSession.detach()
  }
  return found
}

/** The window stands still while `main` scrolls: both must hold what is in them. */
export async function findOverflow(page: Page): Promise<string[]> {
  const size = page.viewportSize()
  await page.setViewportSize({ width: NARROWEST_PX, height: 800 })
  // What floats finds its new place in the frame after.
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))')
  const wide = await page.evaluate<
    string[]
  >(`[document.documentElement, ...document.querySelectorAll('main, [role="dialog"]')]
    .filter((area) => area.scrollWidth > area.clientWidth + 1)
    .map((area) => {
      const inner = [...area.querySelectorAll('*')].filter((part) => part.getBoundingClientRect().right > area.getBoundingClientRect().right + 1)
      return area.tagName + ' ' + area.scrollWidth + ' px, by ' + inner.slice(0, 3).map((part) => part.tagName + '.' + part.className).join(' ')
    })`)
  if (size) await page.setViewportSize(size)
  return wide.map((area) => `wider than ${NARROWEST_PX} px: ${area}`)
}
