import { expect } from 'vitest'
import { describeBrowser } from '../support/browser.ts'
import { testDashboard } from '../support/browser-dashboard.ts'

describeBrowser('the settings of a connection', (browser) => {
  testDashboard(
    browser,
    'the mode changes after its effect is told, other options stay, and a switch that somebody else moved is compared',
    async ({ go, page, server, signIn, expectAnswer }) => {
      const id = await server.connection('crm', { an_option_of_tomorrow: { kept: [1] } })
      const options = async () =>
        ((await server.api('GET', `connections/${id}`)).body as { options: { [name: string]: unknown } })
          .options
      const before = await options()
      await signIn()
      await go(`/t/default/connections/${id}/settings`)
      await page.getByRole('radio', { name: 'Legacy only' }).click()
      const saved = page.waitForResponse((response) => response.request().method() === 'PATCH')
      await page.getByRole('button', { name: 'Change the source' }).click()
      await saved
      expect(await options()).toEqual({ ...before, import_mode: false })
      await server.api('PATCH', `connections/${id}`, {
        options: { ...(await options()), disable_signup: true },
      })
      expectAnswer(412, `/api/v2/connections/${id}`)
      await page.getByRole('switch', { name: 'Requires a username' }).click()
      await page.getByRole('dialog', { name: 'Somebody else has changed this connection' }).waitFor()
      const again = page.waitForResponse((response) => response.request().method() === 'PATCH')
      await page.getByRole('button', { name: 'Save mine instead' }).click()
      await again
      expect(await options()).toMatchObject({
        requires_username: true,
        disable_signup: true,
        import_mode: false,
      })
    },
  )

  testDashboard(
    browser,
    'a connection is made; a name that is taken or wrong is told while it is typed',
    async ({ go, page, server, signIn }) => {
      await server.connection('crm')
      await signIn()
      await go('/t/default/connections')
      await page.getByText('crm').waitFor()
      await page.getByRole('button', { name: 'New connection' }).click()
      const name = page.getByLabel('Name')
      await name.fill('crm')
      await page.getByText('There is a connection of this name.').waitFor()
      await name.fill('-')
      await page.getByText('begin and end with a letter or digit').waitFor()
      await name.fill('members')
      await name.press('Enter')
      await page.getByRole('heading', { name: 'members' }).waitFor()
      const { body } = await server.api('GET', 'connections')
      expect((body as { name: string }[]).map((one) => one.name)).toEqual(['crm', 'members'])
    },
  )
})
