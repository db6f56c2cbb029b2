import { expect } from 'vitest'
import { describeBrowser } from '../support/browser.ts'
import { failUntilRefused, OWNER, testDashboard } from '../support/browser-dashboard.ts'

const STORED = 'JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href])'

describeBrowser('signing in', (browser) => {
  testDashboard(
    browser,
    'by keyboard: a wrong password is reported, and the right one opens the requested URL',
    async ({ go, page, makeOwner }) => {
      await makeOwner()
      await go('/t/default/users?q=ada')
      await page.getByText('Your session has ended').waitFor()
      await page.keyboard.press('Tab')
      await page.keyboard.type(OWNER.email)
      await page.keyboard.press('Tab')
      await page.keyboard.type('wrong')
      await page.keyboard.press('Enter')
      await page.getByRole('alert').filter({ hasText: 'Wrong email or password.' }).waitFor()
      await page.getByLabel('Password', { exact: true }).fill(OWNER.password)
      const answered = page.waitForResponse((response) => response.request().method() === 'POST')
      await page.keyboard.press('Enter')
      const { csrf_token } = (await (await answered).json()) as { csrf_token: string }
      await page.getByRole('heading', { name: 'Users' }).waitFor()
      expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe(
        '/dashboard/t/default/users?q=ada',
      )
      expect(await page.evaluate(STORED)).not.toContain(OWNER.password)
      expect(await page.evaluate(STORED)).not.toContain(csrf_token)
      const cookies = await page.context().cookies()
      expect(cookies).toHaveLength(2)
      for (const name of ['ferry_session', expect.stringMatching(/^ferry_device_mem_\w+$/)]) {
        expect(cookies).toContainEqual(
          expect.objectContaining({ name, httpOnly: true, sameSite: 'Lax', path: '/' }),
        )
      }
      const stored = await page.evaluate(STORED)
      for (const { value } of cookies) expect(stored).not.toContain(value)
      expect(await page.evaluate('indexedDB.databases()')).toEqual([])
    },
  )

  testDashboard(
    browser,
    'while the dashboard has no owner, the page says where the setup link is',
    async ({ go, page, makeOwner }) => {
      await go('/sign-in')
      const note = page.getByText('This dashboard has no owner yet.')
      await note.waitFor()
      await makeOwner()
      await page.reload()
      await page.getByRole('heading', { name: 'Sign in' }).waitFor()
      await note.waitFor({ state: 'detached' })
    },
  )

  testDashboard(
    browser,
    'a person who forgot the password sees the command; only an email address gets into it',
    async ({ go, page }) => {
      await go('/sign-in')
      await page.getByText('Forgot your password?').click()
      const command = page.locator('code').filter({ hasText: 'reset-member' })
      await page.getByLabel('Email').fill('mia@example.test; rm -rf /')
      expect(await command.textContent()).toBe('npm run tenant -- reset-member you@example.com')
      await page.getByLabel('Email').fill(OWNER.email)
      expect(await command.textContent()).toBe(`npm run tenant -- reset-member ${OWNER.email}`)
    },
  )

  testDashboard(
    browser,
    'a return URL of another site is not followed',
    async ({ go, page, signIn, server }) => {
      await signIn()
      for (const wanted of [
        '//elsewhere.example',
        '/\\elsewhere.example',
        'https://elsewhere.example',
        'javascript:alert(1)',
      ]) {
        await go(`/sign-in?return=${encodeURIComponent(wanted)}`)
        await page.getByRole('heading', { name: 'Connections' }).waitFor()
        expect(page.url()).toBe(`${server.url}/dashboard/t/default/connections`)
      }
    },
  )

  testDashboard(
    browser,
    'after too many attempts a countdown runs, and nothing is sent meanwhile',
    async ({ go, page, expectAnswer }) => {
      expectAnswer(429, '/api/v2/session')
      await go('/sign-in')
      await page.getByLabel('Email').fill(OWNER.email)
      await page.getByLabel('Password', { exact: true }).fill('wrong')
      const button = page.getByRole('button', { name: 'Sign in' })
      let posts = 0
      page.on('request', (request) => {
        if (request.method() === 'POST') posts += 1
      })
      const refused = await failUntilRefused(page)
      const told = page.getByText('Too many attempts').first()
      const before = await told.textContent()
      expect(await button.getAttribute('aria-disabled')).toBe('true')
      await button.click({ force: true })
      await expect.poll(() => told.textContent(), { timeout: 5_000 }).not.toBe(before)
      expect(posts).toBe(refused)
    },
  )

  testDashboard(
    browser,
    'signing out removes unsaved texts from the browser and asks to sign in again',
    async ({ go, page, signIn }) => {
      await signIn()
      await go('/t/default/users')
      await page.evaluate(`localStorage.setItem('ferry.draft.mem_1.con_1', 'a script')`)
      await page.getByRole('button', { name: OWNER.email }).click()
      const deleted = page.waitForRequest((request) => request.method() === 'DELETE')
      await page.getByRole('menuitem', { name: 'Sign out everywhere' }).click()
      expect(new URL((await deleted).url()).search).toBe('?everywhere=true')
      await page.getByRole('heading', { name: 'Sign in' }).waitFor()
      expect(await page.evaluate('Object.keys(localStorage)')).toEqual([])
    },
  )

  testDashboard(
    browser,
    'after a session ended elsewhere, signing in shows the same page again',
    async ({ go, page, signIn, expectAnswer }) => {
      await signIn()
      await go('/t/default/connections')
      await page.getByText('There is no connection yet').waitFor()
      expectAnswer(401, '/api/v2/users')
      expectAnswer(401, '/api/v2/connections')
      await page.context().clearCookies()
      await page.getByRole('link', { name: 'Users' }).click()
      await page.getByText('Your session has ended').waitFor()
      await page.getByLabel('Email').fill(OWNER.email)
      await page.getByLabel('Password', { exact: true }).fill(OWNER.password)
      await page.keyboard.press('Enter')
      await page.getByText('There are no users in Ferry yet').waitFor()
    },
  )

  testDashboard(
    browser,
    'the setup link has its token in the fragment, which no request contains',
    async ({ go, page, server }) => {
      const { setup_token: token } = server
      const paths: string[] = []
      page.on('request', (request) => {
        if (!request.url().includes('/api/')) paths.push(request.url())
      })
      await go(`/setup#token=${token}`)
      await page.getByLabel('Email').fill(OWNER.email)
      await page.getByLabel('Password', { exact: true }).fill(OWNER.password)
      const sent = page.waitForRequest((request) => request.method() === 'POST')
      await page.getByRole('button', { name: 'Create the owner' }).click()
      expect((await sent).postDataJSON()).toEqual({ token, ...OWNER })
      await page.getByRole('heading', { name: 'Where are your users stored today?' }).waitFor()
      expect(paths.filter((path) => path.includes(token))).toEqual([])
      expect(page.url()).not.toContain(token)
    },
  )
})
