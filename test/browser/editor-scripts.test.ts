import { expect } from 'vitest'
import { describeBrowser } from '../support/browser.ts'
import { testDashboard } from '../support/browser-dashboard.ts'
import { LOGIN, openScripts, optionsOf, write } from '../support/scripts-page.ts'

describeBrowser('the scripts page of a connection', (browser) => {
  testDashboard(
    browser,
    'a script can be corrected and run without being live, and the arguments of the run are not stored',
    async (visit) => {
      const { page } = visit
      const id = await openScripts(visit)
      const before = await optionsOf(visit, id)
      await write(page, LOGIN.replace('email: email', 'emial: configuration.DBHOST'))
      await page.locator('.cm-lintRange-error').nth(1).waitFor()
      expect(await page.locator('.cm-lintRange-error').allTextContents()).toEqual(['emial', 'DBHOST'])

      await page.getByLabel('Email or username').fill('ada@example.com')
      await page.getByLabel('Password', { exact: true }).fill('canary password')
      await page.locator('.cm-content').press('Control+Enter')
      await page.getByText('Not signed in: wrong email or password').first().waitFor()
      await page
        .getByText(/draft saved/)
        .first()
        .waitFor()
      expect(await optionsOf(visit, id)).toEqual(before)
      expect(await page.evaluate('JSON.stringify(localStorage) + location.href')).not.toContain('canary')
    },
  )

  testDashboard(
    browser,
    'each tab says whether its script is set, has a problem, and differs from the live version',
    async (visit) => {
      const { page } = visit
      await openScripts(visit)
      const tabs = page.getByRole('navigation', { name: 'Scripts' }).getByRole('link')
      expect(await tabs.allTextContents()).toEqual([
        'login, set',
        'get_user, not set',
        'create, not set, legacy mode only',
        'verify, not set, legacy mode only',
        'change_password, not set, legacy mode only',
        'delete, not set, legacy mode only',
        'change_email, set, legacy mode only',
      ])
      await page.keyboard.press('Alt+Digit2')
      await page.getByRole('textbox', { name: /^get_user script/ }).waitFor()
      await write(page, 'function getByEmail(email, callback) { callback(null, { emial: email }) }')
      await page.keyboard.press('Alt+Digit7')
      await page.getByRole('textbox', { name: /^change_email script/ }).waitFor()
      await page.getByText('only login and get_user run').waitFor()
      await tabs.filter({ hasText: 'get_user, has a problem, differs from the live version' }).waitFor()
      await write(page, 'function changeEmail(e, n, v, callback) { callback(null, true) }')
      await tabs
        .filter({ hasText: 'change_email, set, differs from the live version, legacy mode only' })
        .waitFor()
    },
  )

  testDashboard(
    browser,
    'on a phone the editor, the form and the result are stacked, and other actions are in a menu',
    async (visit) => {
      const { page } = visit
      await openScripts(visit)
      await page.getByRole('button', { name: 'Run login' }).click()
      await page.getByText('Not signed in: wrong email or password').first().waitFor()
      await page.getByRole('button', { name: 'More' }).click()
      await page.getByRole('menuitem', { name: 'History' }).click()
      await page.getByText('Versions of the connection').waitFor({ state: 'attached' })
    },
    { width: 360 },
  )
})
