import { expect } from 'vitest'
import { describeBrowser } from '../support/browser.ts'
import type { Visit } from '../support/browser-dashboard.ts'
import { testDashboard } from '../support/browser-dashboard.ts'

const LOGIN = `function login(email, password, callback) {
  callback(null, { user_id: 1, email: email });
}`

/** Opens the login script of a connection that has a key, a script and an option that no page knows. */
async function openScripts({ server, signIn, go, page }: Visit): Promise<string> {
  const id = await server.connection('legacy-crm', {
    import_mode: true,
    enabledDatabaseCustomization: true,
    configuration: { DB_HOST: 'db.example' },
    customScripts: {
      login: LOGIN,
      change_email: 'function changeEmail(e, n, v, callback) { callback(null) }',
    },
    an_option_of_tomorrow: { kept: true },
  })
  await signIn()
  await go(`/t/default/connections/${id}/scripts/login`)
  await page.locator('.cm-content').waitFor()
  return id
}

/** Replaces the text as a person does. */
async function write({ page }: Visit, text: string): Promise<void> {
  await page.locator('.cm-content').click()
  await page.keyboard.press('Control+a')
  await page.keyboard.insertText(text)
}

async function optionsOf({ server }: Visit, id: string): Promise<{ [name: string]: unknown }> {
  const { body } = await server.api('GET', `connections/${id}`)
  return (body as { options: { [name: string]: unknown } }).options
}

describeBrowser('the page of a connection’s scripts', (browser) => {
  testDashboard(
    browser,
    'a script is mended, run as it stands on the screen, and saved; nothing else of the connection changes',
    async (visit) => {
      const { page } = visit
      const id = await openScripts(visit)
      const before = await optionsOf(visit, id)
      await write(visit, LOGIN.replace('email: email', 'emial: configuration.DBHOST'))
      await page.locator('.cm-lintRange-error').nth(1).waitFor()
      expect(await page.locator('.cm-lintRange-error').allTextContents()).toEqual(['emial', 'DBHOST'])

      await page.getByLabel('Email or username').fill('ada@example.com')
      await page.getByLabel('Password', { exact: true }).fill('canary password')
      await page.locator('.cm-content').press('Control+Enter')
      await page.getByText('Not signed in: the script found no such user.').waitFor()

      await write(visit, `${LOGIN}\n// better`)
      await page.getByRole('button', { name: 'Save login' }).click()
      await page.getByText('login is saved and live.').waitFor()
      const scripts = before.customScripts as object
      expect(await optionsOf(visit, id)).toEqual({
        ...before,
        customScripts: { ...scripts, login: `${LOGIN}\n// better` },
      })
      expect(await page.evaluate('JSON.stringify(localStorage) + location.href')).not.toContain('canary')
    },
  )

  testDashboard(browser, 'an unsaved text is there again after a reload', async (visit) => {
    const { page } = visit
    await openScripts(visit)
    await write(visit, '// not finished')
    await page.reload()
    await page.getByText('Your unsaved text is back.').waitFor()
    expect(await page.locator('.cm-content').textContent()).toContain('// not finished')
    await page.getByRole('button', { name: 'Go back to the saved text' }).click()
    expect(await page.locator('.cm-content').textContent()).toContain('function login')
  })

  testDashboard(
    browser,
    'what somebody else has saved meanwhile is compared, and not overwritten',
    async (visit) => {
      const { page, server } = visit
      const id = await openScripts(visit)
      await write(visit, `${LOGIN}\n// mine`)
      const options = await optionsOf(visit, id)
      const theirs = { ...(options.customScripts as object), login: `${LOGIN}\n// theirs` }
      await server.api('PATCH', `connections/${id}`, { options: { ...options, customScripts: theirs } })
      await page.getByRole('button', { name: 'Save login' }).click()
      await page.getByRole('dialog', { name: 'Somebody else has changed login' }).waitFor()
      expect((await optionsOf(visit, id)).customScripts).toEqual(theirs)
      await page.getByRole('button', { name: 'Save mine instead' }).click()
      await page.getByText('login is saved and live.').waitFor()
      expect((await optionsOf(visit, id)).customScripts).toEqual({ ...theirs, login: `${LOGIN}\n// mine` })
    },
  )

  for (const width of [360, 1440]) {
    testDashboard(
      browser,
      `the comparison with what somebody else has saved has no finding at ${width} px`,
      async (visit) => {
        const { page, server } = visit
        const id = await openScripts(visit)
        await write(visit, `${LOGIN}\n// mine`)
        const options = await optionsOf(visit, id)
        await server.api('PATCH', `connections/${id}`, {
          options: { ...options, customScripts: { login: `${LOGIN}\n// theirs` } },
        })
        await page.locator('.cm-content').press('Control+s')
        await page.getByRole('dialog', { name: 'Somebody else has changed login' }).waitFor()
        await page.getByText('1 difference').waitFor()
      },
      { width },
    )
  }

  testDashboard(
    browser,
    'by keyboard alone: edit, leave the editor, fill the form, run, and go to another script',
    async (visit) => {
      const { page } = visit
      await openScripts(visit)
      await page.locator('.cm-content').focus()
      await page.keyboard.type('// ')
      await page.keyboard.press('Escape')
      await page.keyboard.press('Escape')
      await page.keyboard.press('Tab')
      // The count of problems, when there are some, comes before the form.
      if ((await page.locator('button:focus').count()) > 0) await page.keyboard.press('Tab')
      await page.keyboard.type('ada@example.com')
      await page.keyboard.press('Enter')
      await page.getByText('Not signed in: the script found no such user.').waitFor()
      await page.locator('.cm-content').focus()
      await page.keyboard.press('Alt+2')
      await page.getByRole('textbox', { name: /^get_user script/ }).waitFor()
    },
    { width: 1440 },
  )

  testDashboard(
    browser,
    'on a phone the editor, the form and the result stand one below the other',
    async (visit) => {
      const { page } = visit
      await openScripts(visit)
      await page.getByRole('button', { name: 'Run login' }).click()
      await page.getByText('Not signed in: the script found no such user.').waitFor()
    },
    { width: 360 },
  )
})
