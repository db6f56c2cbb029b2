import { expect } from 'vitest'
import { describeBrowser } from '../support/browser.ts'
import { testDashboard } from '../support/browser-dashboard.ts'
import { draftOf, LOGIN, liveOf, openScripts, optionsOf, write } from '../support/scripts-page.ts'

const BETTER = `${LOGIN}\n// better`

describeBrowser('deploying', (browser) => {
  testDashboard(
    browser,
    'makes only the draft live, and can be undone byte for byte with the draft kept',
    async (visit) => {
      const { page } = visit
      const odd = `${LOGIN}\r\n\t// ünï 😀  `
      const id = await openScripts(visit, { customScripts: { login: odd, verify: 'x' } })
      const before = await optionsOf(visit, id)
      await write(page, BETTER)
      await page.getByRole('button', { name: 'Deploy v2' }).click()
      await page.getByText('v2 is live.').waitFor()
      expect(await optionsOf(visit, id)).toEqual({
        ...before,
        customScripts: { login: BETTER, verify: 'x' },
      })
      expect(await draftOf(visit, id)).toMatchObject({ exists: false })
      await page.getByText('v2 live', { exact: true }).waitFor()

      await page.getByRole('button', { name: 'Undo' }).click()
      await page.getByText('v3 is live, with the scripts of v1.').waitFor()
      expect(await optionsOf(visit, id)).toEqual(before)
      await page.getByText(/^v3 live · draft saved/).waitFor()
      expect(await draftOf(visit, id)).toMatchObject({ exists: true, scripts: { login: BETTER } })
      expect(await page.locator('.cm-content').textContent()).toContain('// better')
    },
  )

  testDashboard(
    browser,
    'is refused for a script that does not compile, with a link to the line, and allowed with type problems',
    async (visit) => {
      const { page, expectAnswer } = visit
      const id = await openScripts(visit)
      await page.keyboard.press('Alt+Digit2')
      await page.getByRole('textbox', { name: /^get_user script/ }).waitFor()
      await write(page, 'function getByEmail(email, callback) {\n  callback(null,, email)\n}')
      await page.keyboard.press('Alt+Digit1')
      await page
        .getByRole('textbox', { name: /^login script/ })
        .and(page.locator(':focus'))
        .waitFor()
      expectAnswer(400, `/api/v2/connections/${id}/versions`)
      await page.getByRole('button', { name: 'Deploy v2' }).click()
      await page.getByText('Not deployed: get_user does not compile (line 2)').waitFor()
      expect(await liveOf(visit, id)).toMatchObject({ login: LOGIN })
      await page.getByRole('button', { name: 'Go to line 2' }).click()
      await page.getByRole('textbox', { name: /^get_user script/ }).waitFor()
      await page.getByText('Ln 2, Col 17').waitFor()

      await write(page, 'function getByEmail(email, callback) {\n  callback(null, { emial: email })\n}')
      await page.locator('.cm-lintRange-error').first().waitFor()
      await page.locator('.cm-content').press('Control+Shift+Enter')
      await page.getByText('v2 is live.').waitFor()
    },
  )

  testDashboard(
    browser,
    'asks first when a key is missing, shows the changes, and stores a note',
    async (visit) => {
      const { page } = visit
      const id = await openScripts(visit)
      await write(page, LOGIN.replace('user_id: 1', 'user_id: configuration.DB_PORT'))
      await page.getByRole('button', { name: 'Deploy v2' }).click()
      const dialog = page.getByRole('dialog', { name: 'Deploy v2' })
      await dialog.getByText('The draft reads configuration.DB_PORT, which is not set').waitFor()
      await dialog.getByText('1 difference').waitFor()
      expect(await liveOf(visit, id)).toMatchObject({ login: LOGIN })
      await dialog.getByLabel('Note').fill('Port from outside')
      await dialog.getByRole('button', { name: 'Deploy v2' }).click()
      await page.getByText('v2 is live.').waitFor()
      const { body } = await visit.server.api('GET', `connections/${id}/versions?take=1`)
      expect(body).toMatchObject({
        versions: [
          {
            version: 2,
            note: 'Port from outside',
            actor_name: 'Mia',
            changed: { scripts: { login: { lines_added: 1, lines_removed: 1 } } },
          },
        ],
      })
    },
  )

  testDashboard(
    browser,
    'of a script over 100 kB is refused; the text stays in this browser until it is shorter',
    async (visit) => {
      const { page } = visit
      const id = await openScripts(visit)
      const long = `${LOGIN}\n// ${'x'.repeat(103_000)}`
      await write(page, long)
      await page.getByText('too long to deploy').waitFor()
      await page.getByText('too long to be saved, kept in this browser').waitFor()
      const deploy = page.getByRole('button', { name: 'Deploy v2' })
      expect(await deploy.getAttribute('aria-disabled')).toBe('true')
      expect(await deploy.getAttribute('title')).toBe('login is longer than 100 kB. Shorten it first.')
      await page.reload()
      await page.getByText('too long to deploy').waitFor()
      expect(await draftOf(visit, id)).toMatchObject({ exists: false })
      await write(page, BETTER)
      await page
        .getByText(/draft saved/)
        .first()
        .waitFor()
      expect(await draftOf(visit, id)).toMatchObject({ scripts: { login: BETTER } })
    },
  )

  testDashboard(
    browser,
    'by keyboard alone: edit, leave the editor, run, read the result, deploy',
    async (visit) => {
      const { page } = visit
      const id = await openScripts(visit)
      await page.locator('.cm-content').focus()
      await page.keyboard.type('// first\n')
      await page.keyboard.press('Escape')
      await page.keyboard.press('Escape')
      await page.keyboard.press('Tab')
      // The count of problems, if any, comes before the form.
      if ((await page.locator('button:focus').count()) > 0) await page.keyboard.press('Tab')
      await page.keyboard.type('ada@example.com')
      await page.keyboard.press('Enter')
      await page.getByText('Not signed in: wrong email or password. The script does not say which.').waitFor()
      await page.keyboard.press('Control+Shift+Enter')
      await page.getByText('v2 is live.').waitFor()
      expect((await liveOf(visit, id)).login).toContain('// first\n')
    },
  )
})
