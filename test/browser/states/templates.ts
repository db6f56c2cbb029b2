/** States of the template picker. @module */
import type { Visit } from '../../support/browser-dashboard.ts'
import type { PageState } from './state.ts'

async function open({ signIn, go, server, page }: Visit): Promise<void> {
  const id = await server.connection('legacy-crm')
  await signIn()
  await go(`/t/default/connections/${id}/scripts/login`)
  await page.locator('.cm-content').waitFor()
  // On small screens the button is in a menu.
  const more = page.getByRole('button', { name: 'More', exact: true })
  if (await more.isVisible()) {
    await more.click()
    await page.getByRole('menuitem', { name: 'Templates' }).click()
  } else await page.getByRole('button', { name: 'Templates', exact: true }).click()
  await page.getByRole('listbox', { name: 'Templates' }).waitFor()
  await page.getByText('Expected table').waitFor()
}

/** In the order in which a person meets them. */
export const TEMPLATES_STATES: readonly PageState[] = [
  { name: 'templates', reach: open },
  {
    name: 'templates-renamed',
    async reach(visit) {
      await open(visit)
      await visit.page.getByLabel('Table users').fill('wp_users')
      await visit.page.getByLabel('Name of email in users').fill('user_email')
      await visit.page.getByRole('tab', { name: 'Preview scripts' }).click()
      await visit.page.getByText('FROM `wp_users`').waitFor()
    },
  },
  {
    name: 'templates-without-columns',
    async reach(visit) {
      await open(visit)
      await visit.page.getByLabel('username of users is not in my table').check()
      await visit.page.getByLabel('nickname of users is not in my table').check()
      await visit.page.getByLabel('Name of email in users').fill('mail')
      await visit.page.getByText('Schema with your names').click()
      await visit.page.getByText('`mail` VARCHAR(254)').waitFor()
      await visit.page.getByText('username VARCHAR').waitFor({ state: 'detached' })
    },
  },
  {
    name: 'templates-wrong-name',
    async reach(visit) {
      visit.expectAnswer(400, '/api/v2/templates/mysql/rename')
      await open(visit)
      await visit.page.getByLabel('Name of email in users').fill('user`email')
      await visit.page.getByText('The name may have letters').waitFor()
    },
  },
  {
    name: 'templates-many-tables',
    async reach(visit) {
      await open(visit)
      await visit.page.getByRole('option', { name: /Simple Membership/ }).click()
      await visit.page.getByText('Expected tables').waitFor()
    },
  },
  {
    name: 'templates-service',
    async reach(visit) {
      await open(visit)
      await visit.page.getByRole('option', { name: 'JSON web service' }).click()
      await visit.page.getByText('"openapi"').waitFor()
    },
  },
]
