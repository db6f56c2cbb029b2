import { expect } from 'vitest'
import { renameTemplate } from '../../templates/in-worker.ts'
import { TEMPLATE_SCRIPTS, templates } from '../../templates/index.ts'
import { describeBrowser } from '../support/browser.ts'
import type { Visit } from '../support/browser-dashboard.ts'
import { testDashboard } from '../support/browser-dashboard.ts'

const FIRST = 'function login(email, password, callback) { /* what was there */ }'

async function open(visit: Visit): Promise<void> {
  const { server, signIn, go, page } = visit
  const id = await server.connection('legacy-crm', {
    // Then all seven scripts are used and filled in.
    import_mode: false,
    customScripts: { login: FIRST },
  })
  await signIn()
  await go(`/t/default/connections/${id}/scripts/login`)
  await page.locator('.cm-content').waitFor()
  await openPicker(visit)
}

async function openPicker({ page }: Visit): Promise<void> {
  await page.getByRole('button', { name: 'Templates', exact: true }).click()
  await page.getByRole('listbox', { name: 'Templates' }).waitFor()
}

/** The whole text: the editor draws only the visible lines. */
async function textOf({ page }: Visit): Promise<string> {
  return await page.evaluate<string>(
    `document.querySelector('.code-editor-text').shadowRoot.querySelector('.cm-content').cmTile.view.state.doc.toString()`,
  )
}

describeBrowser('the template picker', (browser) => {
  const part = Math.ceil(templates.length / 5)
  for (const some of [0, 1, 2, 3, 4].map((nth) => templates.slice(nth * part, (nth + 1) * part))) {
    testDashboard(
      browser,
      `the editor gets exactly the scripts that the preview shows: ${some.map(({ id }) => id).join(', ')}`,
      async (visit) => {
        const { page } = visit
        await open(visit)
        for (const [index, { id, name, scripts }] of some.entries()) {
          await page.getByRole('option', { name, exact: true }).click()
          const use = page.getByRole('button', { name: `Use ${name}`, exact: true })
          await use.waitFor()
          await page.getByRole('tab', { name: 'Preview scripts' }).click()
          const there = TEMPLATE_SCRIPTS.filter((script) => scripts[script] !== undefined)
          for (const script of there) {
            await page.getByRole('combobox', { name: 'Script' }).click()
            await page.getByRole('option', { name: script, exact: true }).click()
            const shown = page.getByRole('region', { name: `Text of ${script}` })
            await shown.waitFor()
            expect(await shown.locator('pre').textContent(), `${id}/${script}`).toBe(scripts[script])
          }
          await use.click()
          await page.getByRole('dialog', { name: 'Start with a template' }).waitFor({ state: 'detached' })
          // Every page with an editor costs a second: the other five scripts take turns, one for each template.
          const other = there[2 + (index % 5)] ?? 'login'
          for (const script of ['login', 'get_user', other] as const) {
            await page.getByRole('link', { name: new RegExp(`^${script}\\b`) }).click()
            await page.getByRole('textbox', { name: new RegExp(`^${script} script`) }).waitFor()
            expect(await textOf(visit), `${id}/${script}`).toBe(scripts[script])
          }
          await openPicker(visit)
        }
      },
    )
  }

  testDashboard(
    browser,
    'by keyboard alone: select a template, rename tables and columns, use it, and undo it',
    async (visit) => {
      const { page, expectAnswer } = visit
      expectAnswer(400, '/api/v2/templates/postgresql/rename')
      await open(visit)
      await page.getByRole('listbox', { name: 'Templates' }).focus()
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('End')
      await page.getByRole('button', { name: 'Use Blank' }).waitFor()
      await page.keyboard.press('p')
      await page.getByRole('button', { name: 'Use PostgreSQL' }).waitFor()
      await page.getByLabel('Table users').fill('shop.People')
      await page.getByLabel('Name of email in users').fill('mail"')
      await page.getByText('The name may have letters').waitFor()
      const use = page.getByRole('button', { name: 'Use PostgreSQL' })
      expect(await use.getAttribute('aria-disabled')).toBe('true')
      await page.getByLabel('Name of email in users').fill('mail')
      await page.locator('[aria-invalid]').waitFor({ state: 'detached' })
      await page
        .locator('.button[aria-disabled]', { hasText: 'Use PostgreSQL' })
        .waitFor({ state: 'detached' })
      await use.focus()
      await page.keyboard.press('Enter')
      await page.getByRole('dialog', { name: 'Start with a template' }).waitFor({ state: 'detached' })
      const expected = renameTemplate(
        templates.find(({ id }) => id === 'postgresql') as (typeof templates)[0],
        {
          users: { name: 'shop.People', columns: { email: 'mail' } },
        },
      )
      if (expected.kind !== 'renamed') throw new Error(expected.kind)
      expect(await textOf(visit)).toBe(expected.template.scripts.login)
      expect(await textOf(visit)).toContain('"mail" AS email')
      await page.getByRole('button', { name: 'Undo' }).press('Enter')
      await page.getByText('what was there').waitFor()
      expect(await textOf(visit)).toBe(FIRST)
    },
  )
})
