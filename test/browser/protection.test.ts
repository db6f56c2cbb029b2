import { expect } from 'vitest'
import { describeBrowser } from '../support/browser.ts'
import type { Visit } from '../support/browser-dashboard.ts'
import { testDashboard, toastOf } from '../support/browser-dashboard.ts'

const PATH = '/t/default/settings/protection'

const read = async ({ server }: Visit, path: string) =>
  (await server.api('GET', path)).body as { [name: string]: unknown }

describeBrowser('the page of protection', (browser) => {
  testDashboard(browser, 'settings are saved one by one, and Undo brings one back', async (visit) => {
    const { signIn, go, page } = visit
    await signIn()
    await go(PATH)
    await toastOf(page, 'Saved: Recent sign-in', () =>
      page.getByRole('switch', { name: 'Recent sign-in' }).click(),
    )
    expect((await read(visit, 'tenants/settings')).ferry_recent_sign_in).toBe(false)
    const brute = () => read(visit, 'attack-protection/brute-force-protection')
    await page.getByLabel('Wrong passwords in a row').fill('5')
    const toast = await toastOf(page, 'Saved: Wrong passwords in a row', () => page.keyboard.press('Enter'))
    expect((await brute()).max_attempts).toBe(5)
    await toast.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(async () => (await brute()).max_attempts).toBe(10)
    await toastOf(page, 'Saved: Tell the person', () =>
      page.getByRole('switch', { name: 'Tell the person' }).click(),
    )
    await page.getByLabel('Trusted addresses').first().fill('192.0.2.0/24, 2001:db8::1')
    await toastOf(page, 'Saved: Trusted addresses', () => page.keyboard.press('Enter'))
    expect(await brute()).toMatchObject({
      shields: ['block'],
      allowlist: ['192.0.2.0/24', '2001:db8::1'],
    })
    await page.getByLabel('Failed sign-ins at once').fill('40')
    await toastOf(page, 'Saved: Failed sign-ins at once', () => page.keyboard.press('Enter'))
    expect(await read(visit, 'attack-protection/suspicious-ip-throttling')).toMatchObject({
      stage: { 'pre-login': { max_attempts: 40, rate: 864_000 } },
    })
  })

  testDashboard(
    browser,
    'an editor tests an address, and is told which roles see the settings',
    async (visit) => {
      const { server, makeOwner, go, page } = visit
      await makeOwner()
      const editor = { email: 'ed@example.com', password: 'seven purple turtles dance' }
      await server.api('POST', 'members', { ...editor, role: 'editor' })
      await go('/sign-in')
      await page.getByLabel('Email').fill(editor.email)
      await page.getByLabel('Password', { exact: true }).fill(editor.password)
      await page.getByRole('button', { name: 'Sign in' }).click()
      await page.getByRole('heading', { name: 'Connections' }).waitFor()
      await go(PATH)
      await page.getByText('This needs the role owner, admin or viewer.').waitFor()
      await page.getByRole('button', { name: 'Test address' }).click()
      await page.getByText('Enter a host name or an IP address.').waitFor()
      await page.getByLabel('Host').fill('db.example.com')
      await page.getByLabel('Port').fill('5432')
      await page.keyboard.press('Enter')
      await page.getByText('Allowed: the address is public.').waitFor()
    },
  )
})
