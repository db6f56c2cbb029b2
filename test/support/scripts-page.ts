/** The page of a connection's scripts, as tests work with it. @module */
import type { Page } from 'playwright-core'
import type { Visit } from './browser-dashboard.ts'

/** A login script that finds somebody. */
export const LOGIN = `function login(email, password, callback) {
  callback(null, { user_id: 1, email: email });
}`

/** What a connection has that no page knows. */
const CHANGE_EMAIL = 'function changeEmail(e, n, v, callback) { callback(null) }'

/** Opens the login script of a connection that has a key, scripts, and an option that no page knows. */
export async function openScripts(
  { server, signIn, go, page }: Visit,
  options: object = {},
  script = 'login',
): Promise<string> {
  const id = await server.connection('legacy-crm', {
    import_mode: true,
    enabledDatabaseCustomization: true,
    configuration: { DB_HOST: 'db.example' },
    customScripts: {
      login: LOGIN,
      change_email: CHANGE_EMAIL,
    },
    an_option_of_tomorrow: { kept: true },
    ...options,
  })
  await signIn()
  await go(`/t/default/connections/${id}/scripts/${script}`)
  await page.locator('.scripts .cm-content').waitFor()
  return id
}

/** Replaces the text as a person does. */
export async function write(page: Page, text: string): Promise<void> {
  await page.locator('.scripts .cm-content').click()
  await page.keyboard.press('Control+a')
  await page.keyboard.insertText(text)
}

/** @returns the options of a connection, its live scripts among them */
export async function optionsOf({ server }: Visit, id: string): Promise<{ [name: string]: unknown }> {
  const { body } = await server.api('GET', `connections/${id}`)
  return (body as { options: { [name: string]: unknown } }).options
}

/** @returns texts that are live, by script */
export async function liveOf(visit: Visit, id: string): Promise<{ [name: string]: string }> {
  return (await optionsOf(visit, id)).customScripts as { [name: string]: string }
}

/** @returns the draft as another one would read it */
export async function draftOf(
  { server }: Visit,
  id: string,
): Promise<{ exists: boolean; revision: number; scripts: { [name: string]: string } }> {
  const { body } = await server.api('GET', `connections/${id}/draft`)
  return body as { exists: boolean; revision: number; scripts: { [name: string]: string } }
}

/** Somebody else deploys: a draft of their own becomes live. */
export async function deployElsewhere(visit: Visit, id: string, change: object): Promise<void> {
  const options = await optionsOf(visit, id)
  const { status, text } = await visit.server.api('PATCH', `connections/${id}`, {
    options: { ...options, customScripts: { ...(options.customScripts as object), ...change } },
  })
  if (status !== 200) throw new Error(text)
}

/** Somebody else saves a draft, over whatever there is. */
export async function saveElsewhere(visit: Visit, id: string, change: object): Promise<void> {
  const { scripts } = await draftOf(visit, id)
  const { status, text } = await visit.server.api('PUT', `connections/${id}/draft`, {
    scripts: { ...scripts, ...change },
  })
  if (status !== 200) throw new Error(text)
}
