import { expect } from 'vitest'
import { describeBrowser } from '../support/browser.ts'
import { testDashboard } from '../support/browser-dashboard.ts'

const HOSTILE = '</script><img src=x onerror=alert(1)>'

describeBrowser('the palette', (browser) => {
  testDashboard(
    browser,
    'offers on every page what can be created, and opens the dialog for it',
    async ({ go, page, server, signIn }) => {
      await server.connection('legacy-crm')
      await signIn()
      await go('/t/default/users')
      await page.getByRole('heading', { name: 'Users' }).waitFor()
      await page.keyboard.press('Control+k')
      await page.keyboard.type('new')
      const creates = page.getByRole('group', { name: 'Create' })
      await creates.getByText('New API').waitFor()
      // The page itself offers a new user.
      expect(await creates.getByRole('option').allTextContents()).toEqual([
        'New connection',
        'New application',
        'New API',
        'Invite member',
      ])
      await creates.getByText('New connection').click()
      await page.getByRole('dialog', { name: 'New connection' }).waitFor()
      await page.keyboard.press('Escape')
      await page.reload()
      await page.getByText('legacy-crm').waitFor()
      expect(await page.getByRole('dialog').count()).toBe(0)
    },
  )

  testDashboard(
    browser,
    'is loaded on demand, and opens pages, connections and users by keyboard alone',
    async ({ go, page, server, signIn }) => {
      const id = await server.connection('legacy-crm', { customScripts: { get_user: 'function g () {}' } })
      await server.connection('members')
      for (const [email, name] of [
        ['ada+x@example.com', HOSTILE],
        ['adam@example.com', 'Adam'],
        ['ben@example.com', 'Ada'],
      ]) {
        const { status, text } = await server.api('POST', 'users', {
          connection: 'legacy-crm',
          email,
          name,
          password: 'Long-and-strong-7!',
        })
        if (status !== 201) throw new Error(text)
      }
      const loaded: string[] = []
      page.on('request', (request) => loaded.push(request.url()))
      await signIn()
      await go('/t/default/connections')
      await page.getByText('members').waitFor()
      expect(loaded.some((url) => url.includes('palette'))).toBe(false)

      await page.keyboard.press('Control+k')
      const box = page.getByRole('combobox', { name: 'Page, connection, user or action' })
      await box.waitFor()
      expect(loaded.some((url) => url.includes('palette'))).toBe(true)
      await page.keyboard.type('lgcrm')
      const options = page.getByRole('option')
      await page.getByText('1 result', { exact: true }).waitFor()
      expect(await options.first().getAttribute('aria-selected')).toBe('true')
      expect(await box.getAttribute('aria-activedescendant')).toBe(await options.first().getAttribute('id'))
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { name: 'legacy-crm' }).waitFor()

      await page.keyboard.press('Control+k')
      await page.keyboard.type('settings')
      await page.getByRole('option', { name: /^Settings/ }).waitFor()
      await page.keyboard.press('Enter')
      await page.getByRole('radio', { name: 'Import', exact: true }).waitFor()
      expect(new URL(page.url()).pathname).toContain(`/connections/${id}/settings`)

      await page.keyboard.press('Control+k')
      await page.keyboard.type('ada+')
      const users = page.getByRole('group', { name: 'Users' })
      await users.getByText('ada+x@example.com').waitFor()
      expect(await users.getByRole('option').count()).toBe(1)
      expect(await users.textContent()).toContain('<img src=x onerror')
      await box.fill('ada')
      await users.getByText('adam@example.com').waitFor()
      expect(await users.getByRole('option').count()).toBe(2)
      await box.press('End')
      await box.press('ArrowDown')
      expect(await options.first().getAttribute('aria-selected')).toBe('true')
      await box.press('ArrowUp')
      await box.press('Enter')
      await page.getByRole('heading', { name: 'adam@example.com' }).waitFor()
    },
  )

  testDashboard(
    browser,
    'offers the actions of the current page, says when nothing matches, and returns the focus',
    async ({ go, page, signIn }) => {
      await signIn()
      await go('/t/default/connections')
      await page.getByText('There is no connection yet').waitFor()
      const create = page.getByRole('button', { name: 'New connection' }).first()
      await create.focus()
      await page.keyboard.press('Control+k')
      const box = page.getByRole('combobox')
      await box.fill('qqq')
      await page.getByText('Nothing matches.').waitFor()
      await page.keyboard.press('Escape')
      await box.waitFor({ state: 'detached' })
      expect(await page.evaluate('document.activeElement.textContent')).toBe('New connection')
      await page.keyboard.press('Control+k')
      await page.keyboard.type('new conn')
      await page.getByRole('option', { name: 'New connection' }).waitFor()
      await page.keyboard.press('Enter')
      await page.getByRole('dialog', { name: 'New connection' }).waitFor()
      await page.keyboard.press('Control+k')
      expect(await page.getByRole('dialog').count()).toBe(1)
      await page.keyboard.press('Escape')
      await page.keyboard.press('?')
      const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
      await help.getByText('Search pages, connections, users and actions').waitFor()
      expect(await help.textContent()).toContain('Ctrl K')
    },
  )

  testDashboard(
    browser,
    'loses no keystroke while it is still loading',
    async ({ go, page, server, signIn }) => {
      await server.connection('members')
      await signIn()
      await go('/t/default/users')
      await page.getByRole('heading', { name: 'Users' }).waitFor()
      let letLoad = (): void => undefined
      const mayLoad = new Promise<void>((resolve) => {
        letLoad = resolve
      })
      await page.route(/palette.*\.js/, async (route) => {
        await mayLoad
        await route.continue()
      })
      await page.keyboard.press('Control+k')
      // "g" and "c" would open the connections.
      await page.keyboard.type('gcx')
      await page.keyboard.press('Backspace')
      letLoad()
      const box = page.getByRole('combobox', { name: 'Page, connection, user or action' })
      await box.waitFor()
      expect(await box.inputValue()).toBe('gc')
      await page.keyboard.type('y')
      expect(await box.inputValue()).toBe('gcy')
      expect(new URL(page.url()).pathname).toBe('/dashboard/t/default/users')
      await page.keyboard.press('Control+k')
      await box.waitFor({ state: 'detached' })
      await page.keyboard.press('Control+k')
      expect(await box.inputValue()).toBe('')
      await page.keyboard.press('Escape')
      await box.waitFor({ state: 'detached' })
      const focused = await page.evaluate(async () => {
        document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'k', ctrlKey: true, bubbles: true }))
        // The next keystroke may come in the next task.
        await new Promise((resolve) => {
          const { port1, port2 } = new MessageChannel()
          port1.onmessage = resolve
          port2.postMessage(0)
        })
        return document.activeElement?.getAttribute('role')
      })
      expect(focused).toBe('combobox')
    },
  )

  testDashboard(
    browser,
    'is behind a button on a small screen; j and k move between rows',
    async ({ go, page, server, signIn }) => {
      await server.connection('a-first')
      await server.connection('b-second')
      await signIn()
      await go('/t/default/connections')
      await page.getByText('b-second').waitFor()
      const focused = 'document.activeElement.textContent'
      await page.keyboard.press('j')
      await page.keyboard.press('j')
      expect(await page.evaluate(focused)).toBe('b-second')
      await page.keyboard.press('k')
      expect(await page.evaluate(focused)).toBe('a-first')
      await page.getByRole('button', { name: 'Search' }).click()
      await page.getByRole('option', { name: 'Users' }).click()
      await page.getByRole('heading', { name: 'Users' }).waitFor()
    },
    { width: 360 },
  )

  testDashboard(
    browser,
    'creates from every page, changes theme and password, and signs out, by other words for each',
    async ({ go, page, signIn }) => {
      await signIn()
      await go('/t/default/connections')
      const search = async (query: string, name: string): Promise<void> => {
        await page.keyboard.press('Control+k')
        await page.getByRole('combobox', { name: 'Page, connection, user or action' }).fill(query)
        await page.getByRole('option', { name, exact: true }).click()
      }
      await search('create api', 'New API')
      await page.getByRole('dialog', { name: 'New API' }).waitFor()
      await page.keyboard.press('Escape')
      expect(new URL(page.url()).hash).toBe('')
      await search('api key', 'Applications')
      await page.getByRole('heading', { name: 'Applications', exact: true }).waitFor()
      await search('team', 'Members Tenant settings')
      await page.getByRole('heading', { name: 'Members', exact: true }).first().waitFor()
      await search('dark mode', 'Theme: dark')
      await page.waitForFunction(`document.documentElement.dataset.theme === 'dark'`)
      await search('password', 'Change password')
      await page.getByRole('dialog', { name: 'Change password' }).waitFor()
      await page.keyboard.press('Escape')
      await search('log out', 'Sign out')
      await page.getByRole('button', { name: 'Sign in' }).waitFor()
    },
  )
})
