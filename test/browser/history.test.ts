import { expect } from 'vitest'
import { describeBrowser } from '../support/browser.ts'
import type { Visit } from '../support/browser-dashboard.ts'
import { testDashboard } from '../support/browser-dashboard.ts'
import { LOGIN, liveOf, optionsOf } from '../support/scripts-page.ts'

const FIRST = `${LOGIN}\n\n// one\n// thing\n// and another\n`
const SECOND = `${FIRST}// two\n`
const READS_KEY = FIRST.replace('user_id: 1', 'user_id: configuration.GONE')

/** v1 reads a key; v2 removes the key; v3 has other scripts and another mode; then there is a draft. */
async function openHistory({ server, signIn, go, page }: Visit): Promise<string> {
  const id = await server.connection('legacy-crm', {
    customScripts: { login: READS_KEY, verify: 'x' },
    configuration: { GONE: 'secret of the store' },
  })
  const at = (method: string, path: string, body?: unknown) =>
    server.api(method, `connections/${id}${path}`, body)
  await at('DELETE', '/configuration/GONE')
  await at('PATCH', '', {
    options: {
      import_mode: false,
      enabledDatabaseCustomization: true,
      customScripts: {
        login: FIRST,
        get_user: 'function (email, callback) { callback(null) }',
        verify: 'x',
      },
    },
  })
  await at('PUT', '/draft', { scripts: { login: SECOND, verify: 'x' } })
  await signIn()
  await go(`/t/default/connections/${id}/history`)
  await page.getByRole('button', { name: 'Roll back to v1' }).waitFor()
  return id
}

describeBrowser('the history of a connection', (browser) => {
  testDashboard(
    browser,
    'lists the draft and every version with author, time, changed lines, settings and keys',
    async (visit) => {
      const { page } = visit
      await openHistory(visit)
      const rows = page.getByRole('row')
      expect(await rows.count()).toBe(5)
      expect(await rows.nth(1).textContent()).toMatch(/draft.*\+0 −1 .*get_user.*\+1 −0 .*login/)
      expect(await rows.nth(2).textContent()).toMatch(
        /v3live.*\+1 −0 .*get_user.*\+1 −1 .*login.*import_mode/,
      )
      expect(await rows.nth(3).textContent()).toMatch(/v2.*configuration: GONE/)
      expect(await page.locator('body').textContent()).not.toContain('secret of the store')
    },
  )

  for (const width of [360, 1440]) {
    testDashboard(
      browser,
      `any two versions can be compared by keyboard, at their own URL, at ${width} px`,
      async (visit) => {
        const { page } = visit
        await openHistory(visit)
        await page.getByRole('button', { name: 'Compare draft' }).focus()
        await page.keyboard.press('Enter')
        const dialog = page.getByRole('dialog', { name: 'Compare' })
        await dialog.getByRole('tab', { name: 'login' }).click()
        await dialog.getByText('1 difference').waitFor()
        expect(page.url()).toContain('from=3&to=draft')

        await dialog.getByLabel('First').focus()
        await page.keyboard.press('Enter')
        await page.getByRole('option', { name: 'v1' }).waitFor()
        await page.keyboard.press('End')
        await page.keyboard.press('Enter')
        await page.waitForURL(/from=1&to=draft/)
        await page.reload()
        await dialog.getByText('2 differences').waitFor()
        await dialog.locator('.cm-content').last().focus()
        await page.keyboard.press('F7')
        await dialog.getByText(/^Difference 1 of 2, line 2/).waitFor({ state: 'attached' })
        await page.keyboard.press('F7')
        await dialog.getByText(/^Difference 2 of 2/).waitFor({ state: 'attached' })
      },
      { width },
    )
  }

  testDashboard(
    browser,
    'rolling back warns of missing keys and of another mode, restores scripts byte for byte, and can be undone',
    async (visit) => {
      const { page } = visit
      const id = await openHistory(visit)
      const before = await optionsOf(visit, id)
      await page.getByRole('button', { name: 'Roll back to v1' }).click()
      const dialog = page.getByRole('dialog', { name: 'Roll back to v1' })
      await dialog.getByText('Its scripts read configuration.GONE, which is not set').waitFor()
      await dialog.getByText('The mode changes from Legacy only to Importing').waitFor()
      await dialog.getByText('No user is locked out.').waitFor()
      await dialog.getByRole('button', { name: 'Roll back to v1' }).click()
      await page.getByText('v4 is live, with the scripts of v1.').waitFor()
      expect(await liveOf(visit, id)).toEqual({ login: READS_KEY, verify: 'x' })
      await page.getByRole('button', { name: 'Undo' }).click()
      await page.getByText('Undone: v5 is live.').waitFor()
      expect(await optionsOf(visit, id)).toEqual(before)
    },
  )

  testDashboard(
    browser,
    'rolling back does not overwrite a change that was made a moment ago',
    async (visit) => {
      const { page, server, expectAnswer } = visit
      const id = await openHistory(visit)
      await page.getByRole('button', { name: 'Roll back to v1' }).click()
      const dialog = page.getByRole('dialog', { name: 'Roll back to v1' })
      await dialog.getByText('No user is locked out.').waitFor()
      await server.api('PUT', `connections/${id}/configuration/GONE`, { value: 'back' })
      expectAnswer(412, `/api/v2/connections/${id}/versions/1/restore`)
      await dialog.getByRole('button', { name: 'Roll back to v1' }).click()
      await dialog.getByText('The connection was changed a moment ago.').waitFor()
      expect(await liveOf(visit, id)).toMatchObject({ login: FIRST })
    },
  )
})
