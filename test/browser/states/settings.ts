/** States of the settings of a connection, and how to reach them. @module */
import type { Page } from 'playwright-core'
import type { Visit } from '../../support/browser-dashboard.ts'
import type { PageState } from './state.ts'

/** Opens the settings of a new connection. @returns its ID */
async function openSettings({ server, signIn, go, page }: Visit, options: object = {}): Promise<string> {
  const id = await server.connection('legacy-crm', {
    customScripts: { login: 'function login () {}', get_user: 'function getUser () {}' },
    ...options,
  })
  for (const email of ['ada@example.com', 'ben@example.com']) {
    await server.api('POST', 'users', { connection: 'legacy-crm', email, password: 'Long-and-strong-7!' })
  }
  await server.api('POST', 'clients', { name: 'Customer portal', app_type: 'spa' })
  await signIn()
  await go(`/t/default/connections/${id}/settings`)
  await page.getByText('Customer portal').waitFor()
  return id
}

const FULL = {
  requires_username: true,
  non_persistent_attrs: ['ssn', 'salary', 'a_field_with_a_name_that_is_rather_long_for_a_chip'],
  password_history: { enable: true, size: 5 },
  password_dictionary: { enable: true, dictionary: ['ferry', 'acme'] },
}

/** In the order in which a person meets them. */
export const SETTINGS_STATES: readonly PageState[] = [
  {
    name: 'settings',
    async reach(visit) {
      await openSettings(visit, FULL)
    },
  },
  {
    name: 'settings-below',
    async reach(visit) {
      await openSettings(visit, FULL)
      await show(visit.page, 'Password policy')
    },
  },
  {
    name: 'settings-profiles',
    async reach(visit) {
      await openSettings(visit, { ...FULL, import_mode: false })
      await show(visit.page, 'Sign-up and sign-in')
    },
  },
  {
    name: 'settings-no-application',
    async reach(visit) {
      const { server, page } = visit
      const id = await openSettings(visit)
      await server.api('PATCH', `connections/${id}`, { enabled_clients: [] })
      await page.reload()
      await page.getByText('No application can use this connection').waitFor()
      await show(page, 'Applications')
    },
  },
  {
    name: 'settings-mode',
    async reach(visit) {
      await openSettings(visit)
      await visit.page.getByRole('radio', { name: 'Legacy only' }).click()
      await visit.page.getByRole('dialog').waitFor()
    },
  },
  {
    name: 'settings-complete',
    async reach(visit) {
      await openSettings(visit)
      await visit.page.getByRole('radio', { name: 'Ferry only' }).click()
      await visit.page.getByRole('dialog').waitFor()
    },
  },
  {
    name: 'settings-conflict',
    async reach(visit) {
      const { server, page, expectAnswer } = visit
      const id = await openSettings(visit)
      const { body } = await server.api('GET', `connections/${id}`)
      const { options } = body as { options: object }
      await server.api('PATCH', `connections/${id}`, { options: { ...options, passwordPolicy: 'excellent' } })
      expectAnswer(412, `/api/v2/connections/${id}`)
      await page.getByRole('switch', { name: 'Sign-ups' }).click()
      await page.getByRole('dialog').waitFor()
    },
  },
  {
    name: 'settings-saved',
    async reach(visit) {
      await openSettings(visit)
      await visit.page.getByRole('switch', { name: 'Brute-force protection' }).click()
      await visit.page.getByText('Saved: Brute-force protection').waitFor()
    },
  },
  {
    name: 'settings-refused',
    async reach(visit) {
      const { page, expectAnswer } = visit
      const id = await openSettings(visit)
      expectAnswer(400, `/api/v2/connections/${id}`)
      await page.route(`**/api/v2/connections/${id}`, (route) =>
        route.request().method() === 'PATCH'
          ? route.fulfill({
              status: 400,
              json: {
                statusCode: 400,
                error: 'Bad Request',
                message: "Payload validation error: 'is wrong' on property options.",
                errorCode: 'invalid_body',
                log_id: 'err_4k2JqXw1ZbR4tY7m',
              },
            })
          : route.fallback(),
      )
      await page.getByRole('switch', { name: 'Sign-ups' }).click()
      await page.getByRole('alert').waitFor()
      await show(page, 'Sign-up and sign-in')
    },
  },
  {
    name: 'settings-offline',
    async reach(visit) {
      const { page, expectNoNetwork } = visit
      await openSettings(visit)
      expectNoNetwork()
      await page.evaluate(
        `Object.defineProperty(navigator, 'onLine', { value: false }); dispatchEvent(new Event('offline'))`,
      )
      await page.getByText('Your role can read these settings but cannot change them.').waitFor()
    },
  },
  {
    name: 'settings-context',
    async reach(visit) {
      await openSettings(visit)
      await visit.page.getByRole('switch', { name: 'Pass the context to scripts' }).click()
      await visit.page.getByRole('dialog').waitFor()
    },
  },
  {
    name: 'settings-delete',
    async reach(visit) {
      const { page } = visit
      await openSettings(visit)
      await page.getByRole('button', { name: 'Delete connection' }).click()
      await page.getByText('with profile, password, metadata and sign-in history').waitFor()
      await page.getByRole('dialog').getByRole('textbox').fill('legacy')
    },
  },
]

/** Scrolls to a group of settings. */
async function show(page: Page, title: string): Promise<void> {
  await page.evaluate(
    `[...document.querySelectorAll('h2')].find((one) => one.textContent === '${title}').scrollIntoView()`,
  )
}
