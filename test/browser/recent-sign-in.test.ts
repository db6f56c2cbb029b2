import { expect } from 'vitest'
import { describeBrowser } from '../support/browser.ts'
import type { Visit } from '../support/browser-dashboard.ts'
import { OWNER, testDashboard } from '../support/browser-dashboard.ts'
import { ageSessions } from '../support/members.ts'
import { LOGIN, liveOf, openScripts, write } from '../support/scripts-page.ts'

const BETTER = `${LOGIN}\n// better`

/** The page of the scripts, with a sign-in of long ago at a tenant that minds. */
async function openLate(visit: Visit): Promise<string> {
  const id = await openScripts(visit)
  await visit.server.api('PATCH', 'tenants/settings', { ferry_recent_sign_in: true })
  ageSessions(visit.server, 16)
  visit.expectAnswer(403, `/api/v2/connections/${id}/versions`)
  return id
}

const confirmation = ({ page }: Visit) => page.getByRole('dialog', { name: 'Confirm that it is you' })
const password = (visit: Visit) => confirmation(visit).getByLabel(`Password of ${OWNER.email}`)

describeBrowser('a sign-in of long ago', (browser) => {
  testDashboard(
    browser,
    'is confirmed by the password alone, by keyboard, and the deployment that asked for it goes on',
    async (visit) => {
      const { page, expectAnswer } = visit
      const id = await openLate(visit)
      expectAnswer(400, '/api/v2/session/confirm')
      await write(page, BETTER)
      await page.locator('.cm-content').press('Control+Shift+Enter')
      await password(visit).and(page.locator(':focus')).waitFor()
      await page.keyboard.press('Enter')
      await page.getByText('Enter the password that you use now.').waitFor()
      await page.keyboard.type('not the one')
      await page.keyboard.press('Enter')
      await page.getByText('This is not your current password.').waitFor()
      expect(await liveOf(visit, id)).toMatchObject({ login: LOGIN })
      await password(visit).fill(OWNER.password)
      await page.keyboard.press('Enter')
      await page.getByText('v2 is live.').waitFor()
      await confirmation(visit).waitFor({ state: 'detached' })
      expect(await liveOf(visit, id)).toMatchObject({ login: BETTER })
      // For a while nobody is asked again.
      await page.getByRole('button', { name: 'Undo' }).click()
      await page.getByText('v3 is live, with the scripts of v1.').waitFor()
      expect(await confirmation(visit).count()).toBe(0)
    },
  )

  testDashboard(browser, 'who does not confirm it has changed nothing and lost nothing', async (visit) => {
    const { page } = visit
    const id = await openLate(visit)
    await write(page, BETTER)
    await page.getByRole('button', { name: 'Deploy v2' }).click()
    await confirmation(visit).waitFor()
    await page.keyboard.press('Escape')
    await confirmation(visit).waitFor({ state: 'detached' })
    await page.getByText('Confirm your password, or sign in again.').waitFor()
    expect(await liveOf(visit, id)).toMatchObject({ login: LOGIN })
    expect(await page.locator('.cm-content').textContent()).toContain('// better')
  })

  testDashboard(
    browser,
    'a dialog of the page that asked for it stays open below, whatever is pressed above',
    async (visit) => {
      const { go, page, server } = visit
      const id = await openLate(visit)
      await server.api('PATCH', `connections/${id}`, { options: { customScripts: { login: BETTER } } })
      await go(`/t/default/connections/${id}/history`)
      await page.getByRole('button', { name: 'Roll back to v1' }).click()
      const below = page.getByRole('dialog', { name: 'Roll back to v1' })
      await below.getByRole('button', { name: 'Roll back to v1' }).click()
      await password(visit).click()
      await password(visit).fill('x')
      await page.keyboard.press('Escape')
      await confirmation(visit).waitFor({ state: 'detached' })
      await below.getByText('Confirm your password, or sign in again.').waitFor()
      await below.getByRole('button', { name: 'Roll back to v1' }).click()
      await password(visit).fill(OWNER.password)
      await confirmation(visit).getByRole('button', { name: 'Go on' }).click()
      await page.getByText(/^v3 is live/).waitFor()
    },
  )
})
