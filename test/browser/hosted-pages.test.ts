/** The hosted pages in Chromium: no barriers in either theme, nothing wider than its window, and no need of scripts. @module */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { findBarriersInThemes, findOverflow } from '../support/browser.ts'
import { describeFront, signIn } from '../support/front.ts'
import { application } from '../support/sign-in.ts'
import { FLOW_STATES } from './hosted-flow-states.ts'
import type { HostedPages } from './hosted-page-states.ts'
import { STATES } from './hosted-page-states.ts'

const WIDTHS = [320, 768, 1_440]
/** `npm run screenshots` sets it. */
const takesPictures = process.env.FERRY_SCREENSHOTS === '1'
const PICTURES = resolve(import.meta.dirname, '../../.test/screenshots/hosted')

const LOGO = `<svg xmlns="http://www.w3.org/2000/svg" width="160" height="44"><rect width="44" height="44" rx="10" fill="#e4572e"/><text x="56" y="31" font-size="26" font-family="sans-serif" fill="#222">Crate</text></svg>`

describeFront('hosted pages', (front) => {
  let callback: string
  let pages: HostedPages

  beforeAll(async () => {
    const { server } = front()
    const site = await front().serve((_, response) => response.end('the application'))
    callback = `${site.origin}/callback`
    const { client_id } = await front().application({
      name: 'Harbour Shop',
      app_type: 'spa',
      callbacks: [callback],
    })
    const stored_here = { enabledDatabaseCustomization: false, import_mode: false, passwordPolicy: 'good' }
    const signup = { status: 'required', verification: { active: true } }
    const connections = [
      await server.connection('local', stored_here),
      await server.connection('confirmed', { ...stored_here, attributes: { email: { signup } } }),
    ]
    const [local_client = '', confirmed_client = ''] = await Promise.all(
      connections.map(async (connection_id) => {
        const made = await application(server, connection_id, {
          name: 'Harbour Television',
          app_type: 'spa',
          callbacks: [callback],
          grant_types: [
            'authorization_code',
            'refresh_token',
            'urn:ietf:params:oauth:grant-type:device_code',
          ],
        })
        return made.client_id
      }),
    )
    await server.api('PATCH', 'tenants/settings', {
      friendly_name: 'Crate & Barrow',
      support_email: 'help@example.com',
    })
    pages = { front: front(), client_id, callback, local: 'local', local_client, confirmed_client }
  })

  const inTheme = (page: Page) => (theme: 'light' | 'dark') => page.emulateMedia({ colorScheme: theme })

  async function photograph(page: Page, name: string): Promise<void> {
    mkdirSync(PICTURES, { recursive: true })
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 820 })
      for (const theme of ['light', 'dark'] as const) {
        await inTheme(page)(theme)
        await page.screenshot({ path: join(PICTURES, `${name}-${width}-${theme}.png`), fullPage: true })
      }
    }
  }

  test.each([...STATES, ...FLOW_STATES])(
    'the page "$name" has no barriers, and fits a window of 320 px',
    async ({ name, branding, reach }) => {
      if (branding !== undefined) {
        await front().server.api('PATCH', 'branding', branding)
        onTestFinished(
          async () => void (await front().server.api('PATCH', 'branding', { colors: null, logo_url: null })),
        )
      }
      const { page, errors } = await front().visit()
      await page.route('https://logo.example.com/**', (route) =>
        route.fulfill({ body: LOGO, contentType: 'image/svg+xml' }),
      )
      await reach(page, pages)
      expect(await findBarriersInThemes(page, inTheme(page))).toEqual([])
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 820 })
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
      }
      expect(await findOverflow(page)).toEqual([])
      if (takesPictures) await photograph(page, name)
      // Refusals are answers with 400, which the console names.
      expect(errors.filter((error) => !/status of 4\d\d/.test(error))).toEqual([])
    },
  )

  const query = (more: { [name: string]: string } = {}) =>
    new URLSearchParams({
      client_id: pages.client_id,
      redirect_uri: callback,
      response_type: 'code',
      scope: 'openid',
      code_challenge: 'x'.repeat(43),
      code_challenge_method: 'S256',
      ...more,
    })

  test('by keyboard alone: name, password, Enter', async () => {
    const { page } = await front().visit()
    await page.goto(`${front().issuer}authorize?${query()}`)
    await page.keyboard.type('bea@example.com')
    await page.keyboard.press('Tab')
    await page.keyboard.type('Old-secret-1')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/callback\?code=/)
  })

  test('without scripts a person signs in as with them', async () => {
    const { page } = await front().visit({ javaScriptEnabled: false })
    await page.goto(`${front().issuer}authorize?${query()}`)
    await signIn(page, 'cid@example.com', 'wrong')
    await signIn(page, 'cid@example.com')
    await page.waitForURL(/\/callback\?code=/)
  })

  test('a browser that keeps no cookies says so, instead of going round', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ferry-no-cookies-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    mkdirSync(join(folder, 'Default'))
    const BLOCKED = 2
    const preferences = { profile: { default_content_setting_values: { cookies: BLOCKED } } }
    writeFileSync(join(folder, 'Default/Preferences'), JSON.stringify(preferences))
    const { page } = await front().visitWith(folder)
    await page.goto(`${front().issuer}authorize?${query()}`)
    await page.getByText('Allow cookies').waitFor()
  })

  describe('A26: no page of another application', () => {
    test('can show the sign-in page in a frame', async () => {
      const site = await front().serve((_, response) => {
        response.setHeader('content-type', 'text/html')
        response.end(`<!doctype html><iframe src="${front().issuer}authorize?${query()}"></iframe>`)
      })
      const { page, errors } = await front().visit()
      await page.goto(site.origin)
      await expect.poll(() => errors.join(' ')).toMatch(/frame-ancestors 'none'|refused to connect/i)
      expect(await page.frames()[1]?.locator('input').count()).toBe(0)
    })
  })
})
