/** An application with one connection and a legacy store, for tests of the pages of a sign-in. @module */
import type { ScriptCall, ScriptOutcome } from '../../../../runtime/index.ts'
import { createFakeRuntime } from '../../../support/fake-runtime.ts'
import type { Answer } from '../../../support/http-call.ts'
import { linkIn, openOutbox } from '../../../support/outbox.ts'
import { startTestServer, temporaryFolder } from '../../../support/server-in-process.ts'
import type { TestBrowser } from '../../../support/sign-in.ts'
import { application, CALLBACK, stateOf } from '../../../support/sign-in.ts'

export const NEW_PASSWORD = 'Battery-Staple-7'

const source = 'function script () {}'
const customScripts = {
  login: source,
  get_user: source,
  create: source,
  change_password: source,
  verify: source,
}

/** A legacy store that can be changed, with one person. */
function legacyScripts() {
  const people = new Map([
    ['ann@example.com', { user_id: '7', email: 'ann@example.com', password: 'old-secret' }],
  ])
  return ({ script, args }: ScriptCall): ScriptOutcome => {
    const [first, second] = args
    const { password, ...profile } = people.get(String(first).toLowerCase()) ?? {}
    const known: ScriptOutcome =
      password === undefined ? { kind: 'none' } : { kind: 'value', value: { ...profile } }
    switch (script.action) {
      case 'login':
        return password === second ? known : { kind: 'none' }
      case 'get_user':
        return known
      case 'create': {
        const made = first as { email: string; password: string }
        people.set(made.email, { user_id: made.email, email: made.email, password: made.password })
        return { kind: 'none' }
      }
      case 'verify':
        return { kind: 'value', value: true }
      case 'change_password':
        people.set(String(first), { user_id: '7', email: String(first), password: String(second) })
        return { kind: 'value', value: true }
      default:
        return { kind: 'none' }
    }
  }
}

/** @param options of the connection, which is in import mode unless they say otherwise */
export async function shop(
  options: { [name: string]: unknown } = {},
  settings?: object,
  whenDone?: (work: () => unknown) => void,
) {
  const runtime = createFakeRuntime(legacyScripts())
  const data_dir = temporaryFolder(whenDone)
  const server = await startTestServer(runtime, { FERRY_DATA_DIR: data_dir }, whenDone)
  const connection_id = await server.connection('legacy', { customScripts, ...options })
  const client = await application(server, connection_id)
  if (settings) await server.api('PATCH', 'tenants/settings', settings)
  const request = { client_id: client.client_id, redirect_uri: CALLBACK, response_type: 'code', state: 'xyz' }
  const outbox = openOutbox(data_dir)
  /** The link of the next email, without the server's address. */
  const mailedPath = async (to: string): Promise<string> =>
    linkIn(await outbox.next(to)).slice(server.url.length)
  const tokens = (code: string | undefined): Promise<Answer> =>
    server.token({ grant_type: 'authorization_code', ...client, code, redirect_uri: CALLBACK })
  return { server, runtime, connection_id, client, request, outbox, mailedPath, tokens }
}

/** Opens a page of the flow by its link on the sign-in page. @returns its state and its text */
export async function openPage(
  browser: TestBrowser,
  request: { [name: string]: string },
  path: string,
): Promise<{ state: string; page: Answer }> {
  const state = stateOf(await browser.authorize(request))
  return { state, page: await browser.get(`${path}?state=${state}`) }
}

/** Asks for a new password in the flow. @returns the answer */
export async function askForReset(
  browser: TestBrowser,
  request: { [name: string]: string },
  username: string,
): Promise<Answer> {
  const path = '/u/reset-password/request'
  const { state } = await openPage(browser, request, path)
  return browser.post(path, { state, username })
}

/** Posts the form of a link. */
export function useLink(
  browser: TestBrowser,
  path: string,
  fields: { [name: string]: string } = {},
): Promise<Answer> {
  const url = new URL(path, 'http://localhost')
  return browser.post(url.pathname, { ticket: url.searchParams.get('ticket') ?? '', ...fields })
}

/** The fields that choose a new password. */
export const CHOSEN = { password: NEW_PASSWORD, password_again: NEW_PASSWORD }

/** @returns the page without what differs by its reader: the typed name and the sealed request */
export function pageOf({ status, text }: Answer, name: string): string {
  return `${status} ${text.replaceAll(name, 'NAME').replaceAll(/(?<=value="|state=)[\w-]{100,}/g, 'STATE')}`
}
