import { expect } from 'vitest'
import { describeBrowser } from '../support/browser.ts'
import { testDashboard } from '../support/browser-dashboard.ts'
import {
  deployElsewhere,
  draftOf,
  LOGIN,
  liveOf,
  openScripts,
  saveElsewhere,
  write,
} from '../support/scripts-page.ts'

const THEIRS = `// theirs\n${LOGIN}`
const MINE = `${LOGIN}\n// mine`
const GET_USER = 'function getByEmail(email, callback) { callback(null) }'

describeBrowser('two administrators', (browser) => {
  testDashboard(
    browser,
    'who change different scripts both keep their changes, and a notice says so',
    async (visit) => {
      const { page, expectAnswer } = visit
      const id = await openScripts(visit)
      await saveElsewhere(visit, id, { get_user: GET_USER })
      expectAnswer(412, `/api/v2/connections/${id}/draft`)
      await write(page, MINE)
      await page.getByText('Those changes are in your draft now').waitFor()
      await page.getByText(/^v1 live · draft saved/).waitFor()
      expect((await draftOf(visit, id)).scripts).toMatchObject({ login: MINE, get_user: GET_USER })
    },
  )

  for (const width of [360, 1440]) {
    testDashboard(
      browser,
      `who change the same script get both texts side by side, and merge single changes, at ${width} px`,
      async (visit) => {
        const { page, expectAnswer } = visit
        const id = await openScripts(visit)
        await saveElsewhere(visit, id, { login: THEIRS })
        expectAnswer(412, `/api/v2/connections/${id}/draft`)
        await write(page, MINE)
        await page.getByText(/saved another draft/).waitFor()
        expect((await draftOf(visit, id)).scripts.login).toBe(THEIRS)
        // A reload in between loses nothing and writes nothing.
        await page.reload()
        await page.getByRole('button', { name: 'Compare and merge' }).click()
        const dialog = page.getByRole('dialog', { name: 'Merge two changes' })
        await dialog.getByText('2 differences').waitFor()
        const done = dialog.getByRole('button', { name: 'Save the merged draft' })
        expect(await done.getAttribute('title')).toBe('Decide on login first.')

        // By keyboard: the button of the first difference.
        await dialog.getByRole('button', { name: 'Use theirs', exact: true }).first().focus()
        await page.keyboard.press('Enter')
        await dialog.getByText('1 difference', { exact: false }).waitFor()
        if (width < 1100) {
          await dialog.getByRole('button', { name: 'Keep mine', exact: true }).click()
          await dialog.getByText('The texts are the same').waitFor()
        }
        await done.click()
        await dialog.waitFor({ state: 'detached' })
        await page.getByText(/^v1 live · draft saved/).waitFor()
        expect((await draftOf(visit, id)).scripts.login).toBe(`// theirs\n${MINE}`)
        expect(await liveOf(visit, id)).toMatchObject({ login: LOGIN })
      },
      { width },
    )
  }

  for (const [side, text] of [
    ['Use theirs', THEIRS],
    ['Keep mine', MINE],
  ] as const) {
    testDashboard(browser, `${side}: the whole script of one side`, async (visit) => {
      const { page, expectAnswer } = visit
      const id = await openScripts(visit)
      await saveElsewhere(visit, id, { login: THEIRS })
      expectAnswer(412, `/api/v2/connections/${id}/draft`)
      await write(page, MINE)
      await page.getByRole('button', { name: 'Compare and merge' }).click()
      await page.getByRole('button', { name: `${side} for login` }).click()
      await page.getByRole('button', { name: 'Save the merged draft' }).click()
      await page.getByText(/^v1 live · draft saved/).waitFor()
      expect((await draftOf(visit, id)).scripts.login).toBe(text)
      expect(await page.locator('.scripts .cm-content').textContent()).toContain(text.split('\n').at(-1))
    })
  }

  testDashboard(
    browser,
    'of whom one deploys: the other compares before deploying, and neither change is lost',
    async (visit) => {
      const { page, expectAnswer } = visit
      const id = await openScripts(visit)
      await write(page, MINE)
      await page.getByText(/^v1 live · draft saved/).waitFor()
      await deployElsewhere(visit, id, { login: THEIRS, get_user: GET_USER })
      expectAnswer(409, `/api/v2/connections/${id}/versions`)
      await page.getByRole('button', { name: 'Deploy v2' }).click()
      const review = page.getByRole('dialog', { name: 'Deploy v3' })
      await review.getByText('v2 was deployed after this draft was started from v1').waitFor()
      expect(await liveOf(visit, id)).toMatchObject({ login: THEIRS })
      await review.getByRole('button', { name: 'Merge with v2' }).click()
      const dialog = page.getByRole('dialog', { name: 'Merge two changes' })
      await dialog.getByText('Changed elsewhere only, and included: get_user.').waitFor()
      await dialog.getByRole('button', { name: 'Keep mine for login' }).click()
      await dialog.getByRole('button', { name: 'Save the merged draft' }).click()
      await page.getByText(/^v2 live · draft saved/).waitFor()
      await page.getByRole('button', { name: 'Deploy v3' }).click()
      await page.getByText('v3 is live.').waitFor()
      expect(await liveOf(visit, id)).toMatchObject({ login: MINE, get_user: GET_USER })
    },
  )

  testDashboard(
    browser,
    'of whom one deploys while the other’s text is unsaved: the text keeps its parent version',
    async (visit) => {
      const { page } = visit
      const id = await openScripts(visit)
      await deployElsewhere(visit, id, { login: THEIRS })
      await write(page, MINE)
      await page
        .getByRole('button', { name: 'Compare and merge' })
        .or(page.getByRole('button', { name: 'Merge with v2' }))
        .waitFor()
      expect(await liveOf(visit, id)).toMatchObject({ login: THEIRS })
    },
  )

  testDashboard(browser, 'a deployment cannot be undone after a newer version', async (visit) => {
    const { page, expectAnswer } = visit
    const id = await openScripts(visit)
    await write(page, MINE)
    await page.getByRole('button', { name: 'Deploy v2' }).click()
    await page.getByText('v2 is live.').waitFor()
    await deployElsewhere(visit, id, { get_user: GET_USER })
    expectAnswer(412, `/api/v2/connections/${id}/versions/1/restore`)
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByText('Not undone').waitFor()
    expect(await liveOf(visit, id)).toMatchObject({ login: MINE, get_user: GET_USER })
  })
})
