/** The global client, which stands for all applications. It is no client that can sign in: deploy tools read and write the login page by it. @module */
import type * as z from 'zod'
import type { LoginPage, Tenant } from '../../../store/contract.ts'
import type { Deps } from '../../http/deps.ts'
import { invalidField } from '../../http/invalid-field.ts'
import { CONFIG_PLACE, MOST_CONFIG_PLACES, MOST_PAGE_BYTES } from '../../shapes/login-page.ts'
import type { ClientChange, ManagementClient } from './client.ts'

/** No other client can have it: theirs are 32 characters. */
const GLOBAL_CLIENT_ID = 'global'

const PAGE_FIELDS = ['custom_login_page', 'custom_login_page_on']

/** @returns the global client, if the ID names it */
export async function findGlobalClient(
  { store, tenant }: Pick<Deps, 'store' | 'tenant'>,
  id: string,
): Promise<z.input<typeof ManagementClient> | undefined> {
  return id === GLOBAL_CLIENT_ID
    ? toGlobalClient(tenant, await store.findLoginPage(tenant.tenant_id))
    : undefined
}

/** @returns the global client alone, as the list of all global clients */
export async function listGlobalClients(
  deps: Pick<Deps, 'store' | 'tenant'>,
): Promise<z.input<typeof ManagementClient>[]> {
  const client = await findGlobalClient(deps, GLOBAL_CLIENT_ID)
  return client ? [client] : []
}

function toGlobalClient({ name }: Tenant, page: LoginPage | undefined): z.input<typeof ManagementClient> {
  return {
    client_id: GLOBAL_CLIENT_ID,
    name: 'All Applications',
    tenant: name,
    global: true,
    is_first_party: true,
    grant_types: [],
    token_endpoint_auth_method: 'none',
    refresh_token: { rotation_type: 'non-rotating' },
    callbacks: [],
    ...(page ? { custom_login_page: page.html } : {}),
    custom_login_page_on: page?.is_on ?? true,
  }
}

/**
 * Changes the login page of the tenant, which is all that the global client has.
 *
 * @returns undefined when the ID names another client
 * @throws {ApiError} invalid_body
 */
export async function changeGlobalClient(
  { store, tenant }: Pick<Deps, 'store' | 'tenant'>,
  id: string,
  body: z.output<typeof ClientChange>,
): Promise<z.input<typeof ManagementClient> | undefined> {
  if (id !== GLOBAL_CLIENT_ID) return undefined
  const sent = Object.entries(body).filter(([, value]) => value !== undefined)
  const other = sent.find(([name]) => !PAGE_FIELDS.includes(name))
  if (other) throw invalidField(other[0], 'is not of the global client, which has only the login page')
  const { custom_login_page: html, custom_login_page_on: is_on } = body
  const page = await store.saveLoginPage(tenant.tenant_id, {
    ...(html === undefined ? {} : { html: html === null ? '' : htmlOf(html) }),
    ...(is_on === undefined ? {} : { is_on: switchOf(is_on) }),
  })
  return toGlobalClient(tenant, page)
}

/** @returns members that are obeyed on the global client, where the operator allows the tenant a page of its own */
export function obeyedOfGlobalClient(
  { mayHaveClassicPage, tenant }: Pick<Deps, 'mayHaveClassicPage' | 'tenant'>,
  id: string,
): readonly string[] {
  return id === GLOBAL_CLIENT_ID && mayHaveClassicPage(tenant.name) ? PAGE_FIELDS : []
}

function htmlOf(html: unknown): string {
  if (typeof html !== 'string' || Buffer.byteLength(html) > MOST_PAGE_BYTES) {
    throw invalidField('custom_login_page', `must be a text of at most ${MOST_PAGE_BYTES} bytes`)
  }
  if (html.split(CONFIG_PLACE, MOST_CONFIG_PLACES + 2).length > MOST_CONFIG_PLACES + 1) {
    throw invalidField('custom_login_page', `must have ${CONFIG_PLACE} at most ${MOST_CONFIG_PLACES} times`)
  }
  return html
}

function switchOf(is_on: unknown): boolean {
  if (typeof is_on === 'boolean' || is_on === null) return is_on === true
  throw invalidField('custom_login_page_on', 'must be true or false')
}
