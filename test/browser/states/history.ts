/** States of the history of a connection, and how to reach them. @module */
import type { Visit } from '../../support/browser-dashboard.ts'
import { LOGIN } from '../../support/scripts-page.ts'
import type { PageState } from './state.ts'

/** Changes of every kind, and a draft. */
async function openHistory({ signIn, go, server, page }: Visit): Promise<void> {
  const login = LOGIN.replace('user_id: 1', 'user_id: configuration.PREFIX + email')
  const id = await server.connection('legacy-crm', {
    customScripts: { login },
    configuration: { PREFIX: 'crm-' },
  })
  const at = (method: string, path: string, body?: unknown) =>
    server.api(method, `connections/${id}${path}`, body)
  const get_user = LOGIN.replace('email, password', 'email').replace('login', 'getByEmail')
  await at('PUT', '/draft', { scripts: { login: LOGIN, get_user } })
  await at('POST', '/versions', { note: 'Ids without the prefix of the old system' })
  await at('DELETE', '/configuration/PREFIX')
  await at('PATCH', '', {
    options: {
      import_mode: false,
      enabledDatabaseCustomization: true,
      customScripts: { login: LOGIN, get_user },
    },
  })
  await at('PUT', '/draft', { scripts: { login: `// begun\n${LOGIN}`, get_user } })
  await signIn()
  await go(`/t/default/connections/${id}/history`)
  await page.getByRole('button', { name: 'Roll back to v1' }).waitFor()
}

/** In the order in which a person meets them. */
export const HISTORY_STATES: readonly PageState[] = [
  {
    name: 'history-first',
    async reach({ signIn, go, server, page }) {
      const id = await server.connection('legacy-crm', { customScripts: { login: LOGIN } })
      await signIn()
      await go(`/t/default/connections/${id}/history`)
      await page.getByRole('row').getByText('v1').waitFor()
    },
  },
  { name: 'history', reach: openHistory },
  {
    name: 'history-compare',
    async reach(visit) {
      await openHistory(visit)
      await visit.page.getByRole('button', { name: 'Compare v1' }).click()
      await visit.page
        .getByRole('dialog')
        .getByText(/^\d+ differences? ·/)
        .first()
        .waitFor()
    },
  },
  {
    name: 'history-roll-back',
    async reach(visit) {
      await openHistory(visit)
      await visit.page.getByRole('button', { name: 'Roll back to v1' }).click()
      await visit.page.getByText('No user is locked out.').waitFor()
      await visit.page
        .getByRole('dialog')
        .getByText(/^\d+ differences? ·/)
        .first()
        .waitFor()
    },
  },
]
