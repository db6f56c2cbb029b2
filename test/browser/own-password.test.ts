import { expect } from 'vitest'
import { describeBrowser } from '../support/browser.ts'
import { OWNER, testDashboard } from '../support/browser-dashboard.ts'

const NEW = 'another sentence to keep'
const FOCUSED = 'document.activeElement.name || document.activeElement.textContent'
const STORED = 'JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href])'

describeBrowser('the member’s own password', (browser) => {
  testDashboard(
    browser,
    'can be changed by keyboard: errors are at their fields, this session continues and the others end',
    async ({ go, page, signIn, server, expectAnswer }) => {
      expectAnswer(400, '/api/v2/session/password')
      await signIn()
      const signedIn = await server.call('/api/v2/session', { method: 'POST', body: OWNER })
      const [other = ''] = [signedIn.headers['set-cookie'] ?? []].flat()
      await go('/t/default/users')
      await page.getByRole('button', { name: OWNER.email }).focus()
      await page.keyboard.press('Enter')
      await page.getByRole('menuitem', { name: 'Change password' }).waitFor()
      await page.keyboard.type('Change')
      await page.keyboard.press('Enter')
      const dialog = page.getByRole('dialog', { name: 'Change password' })
      await dialog.waitFor()
      const current = page.getByLabel('Current password', { exact: true })
      const next = page.getByLabel('New password', { exact: true })
      await current.focus()

      await page.keyboard.press('Enter')
      await page.getByText('Enter your current password.').waitFor()
      await page.getByText('This password has 0 characters').waitFor()
      await current.fill('not the one')
      await next.fill(NEW)
      await page.keyboard.press('Enter')
      await page.getByText('This is not your current password.').waitFor()
      expect(await page.evaluate(FOCUSED)).toBe('current')

      await current.fill(OWNER.password)
      await next.fill('leave me alone mia')
      await page.keyboard.press('Enter')
      await page.getByText('This password contains your name or your email address.').waitFor()
      expect(await page.evaluate(FOCUSED)).toBe('next')
      await next.fill(NEW)
      await page.keyboard.press('Enter')
      await page.getByText('Your password was changed.').waitFor()
      await dialog.waitFor({ state: 'detached' })
      expect(await page.evaluate(FOCUSED)).toBe(OWNER.email)
      expect(await page.evaluate(STORED)).not.toContain(NEW)

      const [cookie = ''] = other.split(';')
      expect((await server.call('/api/v2/session', { headers: { cookie } })).status).toBe(401)
      const again = { email: OWNER.email, password: NEW }
      expect((await server.call('/api/v2/session', { method: 'POST', body: again })).status).toBe(200)
      // The page continues with the new session, including writes.
      await page.getByRole('button', { name: OWNER.email }).click()
      await page.getByRole('menuitem', { name: 'Sign out', exact: true }).click()
      await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    },
  )

  testDashboard(
    browser,
    'a countdown follows too many wrong attempts, and closing the dialog forgets the typed passwords',
    async ({ go, page, signIn, expectAnswer }) => {
      expectAnswer(400, '/api/v2/session/password')
      expectAnswer(429, '/api/v2/session/password')
      await signIn()
      await go('/t/default/users')
      const open = async () => {
        await page.getByRole('button', { name: OWNER.email }).click()
        await page.getByRole('menuitem', { name: 'Change password' }).click()
      }
      await open()
      const current = page.getByLabel('Current password', { exact: true })
      await current.fill('not the one')
      await page.getByLabel('New password', { exact: true }).fill(NEW)
      const submit = page.getByRole('button', { name: 'Change password' })
      let status = 0
      while (status !== 429) {
        const answered = page.waitForResponse((response) => response.request().method() === 'POST')
        await submit.click()
        status = (await answered).status()
        await page.locator('.button[aria-busy]').waitFor({ state: 'detached' })
      }
      await page.getByRole('status').filter({ hasText: 'Too many attempts. Try again in' }).waitFor()
      expect(await submit.getAttribute('aria-disabled')).toBe('true')
      await page.keyboard.press('Escape')
      await submit.waitFor({ state: 'detached' })
      await open()
      expect(await current.inputValue()).toBe('')
    },
  )
})
