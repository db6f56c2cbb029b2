import { expect } from 'vitest'
import { describeBrowser } from '../support/browser.ts'
import { testDashboard } from '../support/browser-dashboard.ts'

const FOCUSED = 'document.activeElement.tagName + " " + document.activeElement.textContent'

describeBrowser('the shell', (browser) => {
  testDashboard(
    browser,
    'shortcuts open pages and move the focus to the title, and can be turned off',
    async ({ go, page, signIn }) => {
      await signIn()
      await go('/t/default/connections')
      await page.keyboard.press('g')
      await page.keyboard.press('u')
      await page.getByRole('heading', { name: 'Users' }).waitFor()
      expect(await page.evaluate(FOCUSED)).toBe('H1 Users')
      expect(await page.title()).toBe('Users · Ferry')
      await page.keyboard.press('?')
      const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
      await help.waitFor()
      await page.getByRole('switch', { name: 'Single-letter shortcuts' }).click()
      await page.keyboard.press('Escape')
      await help.waitFor({ state: 'detached' })
      await page.keyboard.press('g')
      await page.keyboard.press('c')
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Users')
      await page.reload()
      await page.getByRole('heading', { name: 'Users' }).waitFor()
      await page.keyboard.press('g')
      await page.keyboard.press('c')
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Users')
    },
  )

  testDashboard(
    browser,
    'the first press of Tab offers to skip to the content',
    async ({ go, page, signIn }) => {
      await signIn()
      await go('/t/default/connections')
      await page.keyboard.press('Tab')
      expect(await page.evaluate(FOCUSED)).toBe('A Skip to content')
      await page.keyboard.press('Enter')
      expect(await page.evaluate('document.activeElement.id')).toBe('main')
    },
  )

  testDashboard(
    browser,
    'the chosen theme is restored after a reload before the page is shown',
    async ({ go, page, signIn }) => {
      await signIn()
      await go('/t/default/connections')
      const ground = () => page.evaluate('getComputedStyle(document.body).backgroundColor')
      expect(await ground()).toBe('rgb(255, 255, 255)')
      await page.getByRole('button', { name: 'mia@example.test' }).click()
      await page.getByRole('menuitemradio', { name: 'Dark' }).click()
      expect(await ground()).toBe('rgb(14, 18, 24)')
      await page.reload()
      await page.locator('h1').waitFor()
      expect(await ground()).toBe('rgb(14, 18, 24)')
      await page.evaluate('localStorage.clear()')
    },
  )

  testDashboard(
    browser,
    'a URL of another tenant, and a URL with an unknown ID, is not found and shows nothing',
    async ({ go, page, server, signIn, expectAnswer }) => {
      const id = await server.connection('crm')
      await signIn()
      for (const path of [
        'connections/con_none',
        'connections/con_none/draft',
        'connections/con_none/versions',
        'users/auth0%7Cnobody',
        'templates/none',
      ]) {
        expectAnswer(404, `/api/v2/${path}`)
      }
      for (const path of [
        '/t/acme/connections',
        '/t/acme/users',
        `/t/acme/connections/${id}/settings`,
        '/t/%E0%A4%A/connections',
        '/t/default/connections/con_none/settings',
        '/t/default/connections/con_none/scripts/login',
        `/t/default/connections/${id}/scripts/nothing`,
        '/t/default/connections/con_none/history',
        '/t/default/connections/con_none/try',
        '/t/default/users/auth0%7Cnobody',
        '/t/default/nothing',
        '/setup/store/none',
        '/setup/sign-in/con_none',
        '/setup/done/con_none',
      ]) {
        await go(path)
        await page.getByRole('heading', { name: 'Not found', level: 1 }).waitFor()
        expect([path, await page.locator('main').innerText()]).toEqual([
          path,
          expect.not.stringMatching(/crm|Settings|Users/),
        ])
      }
      await page.getByRole('link', { name: 'Go to connections' }).click()
      await page.getByRole('link', { name: 'crm' }).waitFor()
    },
  )

  testDashboard(
    browser,
    'a part that fails says why, leaves the rest of the page working, and can be loaded again',
    async ({ go, page, signIn, expectAnswer }) => {
      expectAnswer(400, '/api/v2/connection-summaries')
      let answers = 0
      await page.route('**/api/v2/connection-summaries*', async (route) => {
        answers += 1
        if (answers > 1) return await route.fallback()
        const json = {
          statusCode: 400,
          error: 'Bad Request',
          message: 'It <b>cannot</b> be.',
          errorCode: 'no',
          log_id: 'err_1',
        }
        return await route.fulfill({ status: 400, json })
      })
      await signIn()
      await go('/t/default/connections')
      const alert = page.getByRole('alert')
      await alert.waitFor()
      expect(await alert.textContent()).toContain('It <b>cannot</b> be.')
      expect(await alert.textContent()).toContain('err_1')
      await page.getByRole('button', { name: 'Try again' }).click()
      await page.getByText('There is no connection yet').waitFor()
    },
  )

  testDashboard(
    browser,
    'a banner appears while offline, and disappears when the network is back',
    async ({ go, page, signIn, expectNoNetwork }) => {
      await signIn()
      await go('/t/default/users')
      await page.getByText('There are no users in Ferry yet').waitFor()
      expectNoNetwork()
      await page.context().setOffline(true)
      await page.getByText('You are offline').waitFor()
      await page.context().setOffline(false)
      await page.getByText('You are offline').waitFor({ state: 'detached' })
    },
  )

  testDashboard(
    browser,
    'on a small screen the pages are behind a menu button',
    async ({ go, page, signIn }) => {
      await signIn()
      await go('/t/default/connections')
      expect(await page.getByRole('link', { name: 'Users' }).isVisible()).toBe(false)
      await page.getByRole('button', { name: 'Menu' }).click()
      await page.getByRole('link', { name: 'Users' }).click()
      await page.getByRole('heading', { name: 'Users' }).waitFor()
      expect(await page.getByRole('link', { name: 'Connections' }).isVisible()).toBe(false)
    },
    { width: 360 },
  )
})
