import { expect } from 'vitest'
import { describeBrowser } from '../support/browser.ts'
import { OWNER, testDashboard } from '../support/browser-dashboard.ts'
import { draftOf, LOGIN, liveOf, openScripts, write } from '../support/scripts-page.ts'

const KEPT = 'JSON.stringify({ ...localStorage })'

describeBrowser('a draft', (browser) => {
  testDashboard(
    browser,
    'is stored in this browser at once and on the server after a pause, for all scripts together, and is not live',
    async (visit) => {
      const { page } = visit
      const id = await openScripts(visit)
      const live = await liveOf(visit, id)
      await write(page, '// not finished')
      expect(await page.evaluate(KEPT)).toContain('// not finished')
      await page.keyboard.press('Alt+Digit2')
      await page.getByRole('textbox', { name: /^get_user script/ }).waitFor()
      await write(page, '// not begun')
      await page.getByText(/^v1 live · draft saved/).waitFor()
      expect(await draftOf(visit, id)).toMatchObject({
        exists: true,
        scripts: { ...live, login: '// not finished', get_user: '// not begun' },
      })
      expect(await liveOf(visit, id)).toEqual(live)
      expect(await page.evaluate(KEPT)).not.toContain('// not')
    },
  )

  testDashboard(browser, 'can be saved with a shortcut, inside and outside of the editor', async (visit) => {
    const { page } = visit
    const id = await openScripts(visit)
    for (const text of ['// one', '// two']) {
      await write(page, text)
      if (text === '// two') await page.getByLabel('Email or username').focus()
      const saved = page.waitForResponse((response) => response.request().method() === 'PUT')
      await page.keyboard.press('Control+s')
      await saved
      expect((await draftOf(visit, id)).scripts.login).toBe(text)
    }
  })

  testDashboard(browser, 'that the server does not have yet is restored after a reload', async (visit) => {
    const { page } = visit
    const id = await openScripts(visit)
    await page.route(`**/api/v2/connections/${id}/draft`, (route) =>
      route.request().method() === 'PUT' ? route.abort('aborted') : route.fallback(),
    )
    await write(page, '// not finished')
    // Like a tab that crashes: it sends nothing when it ends.
    await page.evaluate(
      `document.addEventListener('visibilitychange', (event) => event.stopImmediatePropagation(), { capture: true })`,
    )
    await page.reload()
    await page.getByText('Your unsaved text was restored.').waitFor()
    expect(await page.locator('.cm-content').textContent()).toBe('// not finished')
    await page.unroute(`**/api/v2/connections/${id}/draft`)
    await page.getByRole('button', { name: 'Save draft' }).click()
    await page
      .getByText(/draft saved/)
      .first()
      .waitFor()
    expect((await draftOf(visit, id)).scripts.login).toBe('// not finished')
  })

  testDashboard(browser, 'can be discarded as a whole, and restored with one press', async (visit) => {
    const { page } = visit
    const id = await openScripts(visit)
    await write(page, '// mine')
    await page.getByText(/^v1 live · draft saved/).waitFor()
    await page.getByRole('button', { name: 'Discard draft' }).click()
    await page.getByText('The draft is discarded.').waitFor()
    await page.getByText('v1 live', { exact: true }).waitFor()
    expect(await draftOf(visit, id)).toMatchObject({ exists: false })
    expect(await page.locator('.cm-content').textContent()).toContain('function login')
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByText(/^v1 live · draft saved/).waitFor()
    expect((await draftOf(visit, id)).scripts.login).toBe('// mine')
  })

  testDashboard(
    browser,
    'keeps the line ends of each script, and does not change other scripts',
    async (visit) => {
      const { page } = visit
      const text = LOGIN.replaceAll('\n', '\r\n')
      const id = await openScripts(visit, { customScripts: { login: text, verify: '\r\n\n\r', create: ' ' } })
      await page.locator('.cm-content').click()
      await page.keyboard.press('Control+Home')
      await page.keyboard.type('// x')
      await page.keyboard.press('Enter')
      await page.getByText(/^v1 live · draft saved/).waitFor()
      expect((await draftOf(visit, id)).scripts).toEqual({
        login: `// x\r\n${text}`,
        verify: '\r\n\n\r',
        create: ' ',
      })
    },
  )

  testDashboard(
    browser,
    'survives the end of the session: the text is on the same page after sign-in',
    async (visit) => {
      const { page, expectAnswer } = visit
      const id = await openScripts(visit, {}, 'change_email')
      await page.context().clearCookies()
      expectAnswer(401, `/api/v2/connections/${id}/draft`)
      expectAnswer(401, `/api/v2/connections/${id}`)
      await write(page, '// still mine')
      await page.getByText('Your session has ended').waitFor()
      await page.getByLabel('Email').fill(OWNER.email)
      await page.getByLabel('Password', { exact: true }).fill(OWNER.password)
      await page.keyboard.press('Enter')
      await page.getByRole('textbox', { name: /^change_email script/ }).waitFor()
      expect(await page.locator('.cm-content').textContent()).toBe('// still mine')
      await page.getByText(/^v1 live · draft saved/).waitFor()
      expect((await draftOf(visit, id)).scripts.change_email).toBe('// still mine')
    },
  )

  testDashboard(
    browser,
    'is kept while offline, where buttons say why they are disabled, and saved when the network is back',
    async (visit) => {
      const { page, expectNoNetwork } = visit
      const id = await openScripts(visit)
      expectNoNetwork()
      await page.context().setOffline(true)
      await write(page, '// on a train')
      await page.getByText('offline, kept in this browser').waitFor()
      const deploy = page.getByRole('button', { name: 'Deploy v2' })
      expect(await deploy.getAttribute('aria-disabled')).toBe('true')
      expect(await deploy.getAttribute('title')).toContain('You are offline.')
      await page.context().setOffline(false)
      await page.getByText(/^v1 live · draft saved/).waitFor()
      expect((await draftOf(visit, id)).scripts.login).toBe('// on a train')
    },
  )

  testDashboard(
    browser,
    'is removed from this browser when the member signs out, so that nobody else gets it',
    async (visit) => {
      const { page } = visit
      const id = await openScripts(visit)
      await page.route(`**/api/v2/connections/${id}/draft`, (route) =>
        route.request().method() === 'PUT' ? route.abort('aborted') : route.fallback(),
      )
      await write(page, '// a pasted password')
      expect(await page.evaluate(KEPT)).toContain('a pasted password')
      await page.getByRole('button', { name: OWNER.email }).click()
      await page.getByRole('menuitem', { name: 'Sign out', exact: true }).click()
      await page.getByRole('heading', { name: 'Sign in' }).waitFor()
      expect(await page.evaluate(KEPT)).not.toContain('a pasted password')
    },
  )
})
