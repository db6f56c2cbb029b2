import { generateKeyPairSync } from 'node:crypto'
import { expect } from 'vitest'
import { describeBrowser } from '../support/browser.ts'
import type { Visit } from '../support/browser-dashboard.ts'
import { testDashboard, toastOf } from '../support/browser-dashboard.ts'
import type { FakeScript } from '../support/fake-runtime.ts'

const REALM_GRANT = 'http://auth0.com/oauth/grant-type/password-realm'
const MEMBER_PASSWORD = 'a sentence to keep in mind'
const HOSTILE = 'Shop \u202e"&\u0007 app'

const ann: FakeScript = ({ args: [email] }) => ({
  kind: 'value',
  value: { user_id: `${email}`, email: `${email}` },
})

interface Stored {
  client_id: string
  name: string
  grant_types: string[]
  [field: string]: unknown
}

async function makeClient({ server }: Visit, body: object): Promise<Stored & { client_secret: string }> {
  const { status, text, body: made } = await server.api('POST', 'clients', body)
  if (status !== 201) throw new Error(text)
  return made as Stored & { client_secret: string }
}

const stored = async ({ server }: Visit, id: string): Promise<Stored> =>
  (await server.api('GET', `clients/${id}`)).body as Stored

/** Creates an application and opens its page as the owner. */
async function open(visit: Visit, body: object = { name: 'Shop', app_type: 'regular_web' }) {
  const made = await makeClient(visit, body)
  await visit.signIn()
  await visit.go(`/t/default/applications/${made.client_id}`)
  await visit.page.getByRole('region', { name: 'Basics' }).waitFor()
  return made
}

/** Waits for the response to the write that is under way. */
async function saved({ page }: Visit, work: () => Promise<void>): Promise<void> {
  const answer = page.waitForResponse((response) => response.request().method() !== 'GET')
  await work()
  await answer
}

async function signInAs({ server, go, page }: Visit, role: string): Promise<void> {
  const member = { email: `${role}@example.test`, password: MEMBER_PASSWORD }
  const { status, text } = await server.api('POST', 'members', { ...member, role })
  if (status !== 201) throw new Error(text)
  await go('/sign-in')
  await page.getByLabel('Email').fill(member.email)
  await page.getByLabel('Password', { exact: true }).fill(member.password)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Connections' }).waitFor()
}

/** @returns status of a sign-in with this application, sent as the application's own program would send it */
async function signInWith(
  { server }: Visit,
  client: { client_id: string; client_secret?: string },
  realm: string,
): Promise<number> {
  const { status } = await server.call('/oauth/token', {
    method: 'POST',
    body: { grant_type: REALM_GRANT, realm, username: 'ann@example.com', password: 'p', ...client },
  })
  return status
}

/** The secret on the page, beside its name. */
async function shownSecret({ page }: Visit): Promise<string> {
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Copy the client secret now').waitFor()
  return await dialog.locator('dd').nth(1).innerText()
}

describeBrowser('the list of applications', (browser) => {
  testDashboard(
    browser,
    'shows the type of each application, keeps its filter in the URL, and opens an application by its row',
    async (visit) => {
      const { go, page, server, signIn } = visit
      const shop = await makeClient(visit, { name: 'Shop', app_type: 'spa' })
      const id = await server.connection('crm')
      await server.api('PATCH', `connections/${id}/clients`, [{ client_id: shop.client_id, status: true }])
      await signIn()
      await go('/t/default/applications')
      const rows = page.getByRole('row')
      await rows.nth(2).waitFor()
      await rows.nth(2).getByRole('cell', { name: '1', exact: true }).waitFor()
      expect(await page.title()).toBe('Applications · Ferry')
      const cells = async (row: number) => (await rows.nth(row).getByRole('cell').allInnerTexts()).slice(0, 5)
      expect(await cells(2)).toEqual([
        'Shop',
        shop.client_id,
        'Single-page application',
        'Authorization code, Refresh token, Implicit',
        '1',
      ])
      expect((await cells(1))[0]).toContain('administration')
      await rows.nth(2).getByRole('button', { name: 'Copy client ID' }).click()
      expect(new URL(page.url()).pathname).toBe('/dashboard/t/default/applications')
      await page.keyboard.press('/')
      await page.keyboard.type('single')
      await page.getByText('1 of 2').waitFor()
      expect(new URL(page.url()).searchParams.get('filter')).toBe('single')
      await page.reload()
      await page.getByText('1 of 2').waitFor()
      await page.getByRole('searchbox').fill('nothing of this')
      await page.getByText('No application matches “nothing of this”.').waitFor()
      await page.getByRole('button', { name: 'Clear filter' }).click()
      await page.getByRole('link', { name: 'Shop' }).click()
      await page.getByRole('heading', { name: 'Shop', exact: true }).waitFor()
      expect(new URL(page.url()).pathname).toBe(`/dashboard/t/default/applications/${shop.client_id}`)
    },
  )

  testDashboard(
    browser,
    'an application created by keyboard alone shows its secret once, and signs people in with it',
    async (visit) => {
      const { go, page, server, signIn } = visit
      await server.connection('crm')
      await signIn()
      await go('/t/default/connections')
      await page.keyboard.press('g')
      await page.keyboard.press('a')
      await page.getByRole('heading', { name: 'Applications' }).waitFor()
      await page.getByText('You have no application of your own yet').waitFor()
      await page.getByRole('button', { name: 'New application' }).press('Enter')
      const dialog = page.getByRole('dialog', { name: 'New application' })
      await dialog.getByLabel('Name').fill('<b>')
      await dialog.getByText('without < and >').waitFor()
      await dialog.getByLabel('Name').fill('Shop')
      await page.keyboard.press('Enter')
      const client_secret = await shownSecret(visit)
      expect(client_secret).toMatch(/^[\w-]{43}$/)
      await page.getByRole('button', { name: 'I have copied it' }).press('Enter')
      await page.getByRole('heading', { name: 'Shop', exact: true }).waitFor()
      const client_id = new URL(page.url()).pathname.split('/').at(-1) ?? ''
      expect(await page.content()).not.toContain(client_secret)
      await page.getByText('No connection lets this application sign people in').waitFor()
      expect(await signInWith(visit, { client_id, client_secret }, 'crm')).not.toBe(200)
      await saved(visit, () => page.getByRole('switch', { name: 'crm' }).press('Space'))
      await page.getByText('crm is turned on').waitFor()
      expect((await stored(visit, client_id)).grant_types).toEqual([
        'authorization_code',
        'refresh_token',
        'client_credentials',
      ])
      await saved(visit, () =>
        page.getByRole('switch', { name: 'Password at one connection' }).press('Space'),
      )
      await page
        .getByText('No connection lets this application sign people in')
        .waitFor({ state: 'detached' })
      expect(await signInWith(visit, { client_id, client_secret }, 'crm')).toBe(200)
      await page.reload()
      await page.getByText('Shown once, when it was created.').waitFor()
      expect(await page.content()).not.toContain(client_secret)
      expect(await stored(visit, client_id)).toMatchObject({ app_type: 'regular_web' })
    },
    { script: ann },
  )

  testDashboard(
    browser,
    'a native application has no secret, until the administrator creates one',
    async (visit) => {
      const { go, page, signIn } = visit
      await signIn()
      await go('/t/default/applications')
      await page.getByRole('button', { name: 'New application' }).click()
      await page.getByLabel('Name').fill('Phone')
      await page.getByRole('radio', { name: 'Native application' }).check()
      await page.getByRole('button', { name: 'Create application' }).click()
      await page.getByRole('heading', { name: 'Phone', exact: true }).waitFor()
      await page.getByText('This application is public').waitFor()
      const client_id = new URL(page.url()).pathname.split('/').at(-1) ?? ''
      expect((await stored(visit, client_id)).grant_types).toEqual(['authorization_code', 'refresh_token'])
      await page.getByRole('button', { name: 'Create a secret' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Create a secret' }).click()
      expect(await shownSecret(visit)).toMatch(/^[\w-]{43}$/)
      await page.getByRole('button', { name: 'I have copied it' }).click()
      await page.getByRole('button', { name: 'Rotate secret' }).waitFor()
      expect((await stored(visit, client_id)).token_endpoint_auth_method).toBe('client_secret_post')
    },
  )

  testDashboard(
    browser,
    'a single-page application that is created with its address can sign people in there at once',
    async (visit) => {
      const { go, page, signIn } = visit
      await signIn()
      await go('/t/default/applications')
      await page.getByRole('button', { name: 'New application' }).click()
      await page.getByLabel('Name').fill('Page')
      await page.getByRole('radio', { name: 'Single-page application' }).check()
      await page.getByLabel('Address of the application').fill('localhost:3000')
      await page.getByText('Enter a scheme and a host, such as http://localhost:3000').waitFor()
      await page.getByLabel('Address of the application').fill('http://localhost:3000/start')
      await page.getByRole('button', { name: 'Create application' }).click()
      await page.getByRole('heading', { name: 'Page', exact: true }).waitFor()
      const client_id = new URL(page.url()).pathname.split('/').at(-1) ?? ''
      const origin = 'http://localhost:3000'
      expect(await stored(visit, client_id)).toMatchObject({
        app_type: 'spa',
        token_endpoint_auth_method: 'none',
        callbacks: [origin],
        allowed_logout_urls: [origin],
        web_origins: [origin],
      })
    },
  )
})

describeBrowser('the page of an application', (browser) => {
  testDashboard(
    browser,
    'every control, by keyboard alone, writes the field in its label, and a save can be undone',
    async (visit) => {
      const { page } = visit
      const { client_id } = await open(visit, {
        name: 'Shop',
        app_type: 'regular_web',
        logo_uri: 'https://x.example',
      })
      const type = (name: string, text: string) =>
        saved(visit, async () => {
          await page.getByRole('textbox', { name, exact: true }).fill(text)
          await page.getByRole('textbox', { name, exact: true }).press('Enter')
        })
      const typeLines = (name: string, text: string) =>
        saved(visit, async () => {
          await page.getByRole('textbox', { name, exact: true }).fill(text)
          await page.keyboard.press('Control+Enter')
        })
      await type('Name', 'Web shop')
      await page.getByRole('heading', { name: 'Web shop', exact: true }).waitFor()
      await type('Description', 'Sells things')
      await typeLines('Callback URLs', 'https://shop.example/callback\ncom.shop:/callback')
      await typeLines('Web origins', 'https://shop.example')
      await typeLines('Allowed origins (CORS)', 'https://*.shop.example')
      await typeLines('Sign-out URLs', 'https://shop.example/bye')
      await page.getByRole('textbox', { name: 'Callback URLs' }).fill('https://shop.example/callback')
      await saved(visit, () => page.getByRole('button', { name: 'Save callback URLs' }).press('Enter'))
      await saved(visit, () =>
        page.getByRole('switch', { name: 'Refresh token', exact: true }).press('Space'),
      )
      await page.getByRole('combobox', { name: 'Type' }).press('Enter')
      await page.getByRole('option', { name: 'Single-page application' }).waitFor()
      await page.keyboard.type('Single')
      await saved(visit, () => page.keyboard.press('Enter'))
      await page.getByText('Saved: Type').waitFor()
      const now = await stored(visit, client_id)
      expect(now).toMatchObject({
        name: 'Web shop',
        description: 'Sells things',
        app_type: 'spa',
        callbacks: ['https://shop.example/callback'],
        web_origins: ['https://shop.example'],
        allowed_origins: ['https://*.shop.example'],
        allowed_logout_urls: ['https://shop.example/bye'],
        logo_uri: 'https://x.example',
      })
      expect(now.grant_types).not.toContain('refresh_token')
      const toast = await toastOf(page, 'Saved: Description', () => type('Description', ''))
      expect(await stored(visit, client_id)).not.toHaveProperty('description')
      await saved(visit, () => toast.getByRole('button', { name: 'Undo' }).click())
      expect(await stored(visit, client_id)).toMatchObject({ description: 'Sells things' })
    },
  )

  testDashboard(
    browser,
    'two switches in quick succession are both saved, and the page says when the last password grant is removed',
    async (visit) => {
      const { page } = visit
      const { client_id } = await open(visit, {
        name: 'Shop',
        app_type: 'regular_web',
        grant_types: ['password', 'http://auth0.com/oauth/grant-type/mfa-otp', 'refresh_token', REALM_GRANT],
      })
      await page.getByRole('switch', { name: 'Password at one connection' }).click()
      await page.getByRole('switch', { name: 'Password', exact: true }).click()
      await page.getByRole('switch', { name: 'Client credentials' }).click()
      await page.getByText('Saved: Client credentials').waitFor()
      await page.getByText('This application cannot sign people in yet').waitFor()
      expect((await stored(visit, client_id)).grant_types).toEqual([
        'http://auth0.com/oauth/grant-type/mfa-otp',
        'refresh_token',
        'client_credentials',
      ])
      await page.getByText('does not serve them: http://auth0.com/oauth/grant-type/mfa-otp.').waitFor()
      // The first of the three is undone: a later save must not be overwritten without a question.
      await page.getByRole('button', { name: 'Undo' }).last().click()
      const dialog = page.getByRole('dialog', { name: 'Someone else has changed this application' })
      await dialog.getByRole('button', { name: 'Keep what is stored' }).click()
      expect((await stored(visit, client_id)).grant_types).toHaveLength(3)
    },
  )

  testDashboard(
    browser,
    'each wrong address is explained with its line before anything is saved, and a refusal of the server is shown at its field',
    async (visit) => {
      const { page, expectAnswer } = visit
      const { client_id } = await open(visit)
      const group = page.getByRole('region', { name: 'Addresses' })
      const field = group.getByRole('textbox', { name: 'Callback URLs' })
      await field.fill('https://shop.example/back\nshop.example/back\nhttps://shop.example/#part')
      await group.getByText('Line 2: This is not a complete address.').waitFor()
      await group.getByText('Line 3: Remove the # and what follows it.').waitFor()
      const save = group.getByRole('button', { name: 'Save callback URLs' })
      expect(await save.getAttribute('aria-disabled')).toBe('true')
      expect(await save.getAttribute('title')).toBe('Correct 2 addresses first.')
      await page.keyboard.press('Escape')
      expect(await field.inputValue()).toBe('')
      await group.getByRole('textbox', { name: 'Web origins' }).fill('https://Shop.example/')
      await group.getByText('This is not an origin. Use https://shop.example.').waitFor()
      await page.keyboard.press('Escape')
      expectAnswer(400, `/api/v2/clients/${client_id}`)
      await page.route(`**/api/v2/clients/${client_id}`, (route) =>
        route.request().method() === 'PATCH'
          ? route.fulfill({
              status: 400,
              json: { message: 'must be an absolute URL', errorCode: 'invalid_body' },
            })
          : route.continue(),
      )
      await field.fill('https://shop.example/back')
      await page.keyboard.press('Control+Enter')
      await group.getByRole('alert').getByText('must be an absolute URL').waitFor()
      expect(await field.inputValue()).toBe('')
      expect(await stored(visit, client_id)).not.toHaveProperty('callbacks')
    },
  )

  testDashboard(
    browser,
    'lifetimes of tokens are saved one by one, an empty field means no limit, and what is stored only is listed',
    async (visit) => {
      const { page } = visit
      const { client_id } = await open(visit, {
        name: 'Shop',
        app_type: 'spa',
        addons: { samlp: { audience: 'x' } },
      })
      const group = page.getByRole('region', { name: 'Tokens' })
      const enter = (name: string, text: string) =>
        saved(visit, async () => {
          await group.getByRole('textbox', { name }).fill(text)
          await page.keyboard.press('Enter')
        })
      await enter('ID token lifetime', '600')
      await enter('Leeway', '5')
      await group.getByRole('textbox', { name: 'Longest lifetime' }).fill('60')
      await group.getByText('Enter at least 1,296,000, the longest time without use.').waitFor()
      await page.keyboard.press('Escape')
      await enter('Longest time without use', '')
      await enter('Longest lifetime', '86400')
      expect(await stored(visit, client_id)).toMatchObject({
        jwt_configuration: { lifetime_in_seconds: 600 },
        refresh_token: {
          rotation_type: 'rotating',
          leeway: 5,
          token_lifetime: 86_400,
          infinite_token_lifetime: false,
          infinite_idle_token_lifetime: true,
        },
      })
      await enter('ID token lifetime', '')
      expect((await stored(visit, client_id)).jwt_configuration).toEqual({})
      await saved(visit, () => group.getByRole('switch', { name: 'Refresh tokens expire' }).press('Space'))
      expect(await group.getByRole('textbox', { name: 'Longest lifetime' }).count()).toBe(0)
      const kept = page.getByRole('region', { name: 'Stored only' })
      await kept.getByText('addons').waitFor()
    },
  )

  testDashboard(
    browser,
    'a value that another person saved in the meantime is shown beside mine; a change of another field is no conflict',
    async (visit) => {
      const { page, server } = visit
      const { client_id } = await open(visit)
      await server.api('PATCH', `clients/${client_id}`, { description: 'Of Sam' })
      await page.getByLabel('Name', { exact: true }).fill('Of Mia')
      await saved(visit, () => page.keyboard.press('Enter'))
      expect(await stored(visit, client_id)).toMatchObject({ name: 'Of Mia', description: 'Of Sam' })

      await page.getByText('Saved: Name').waitFor()
      await server.api('PATCH', `clients/${client_id}`, { callbacks: ['https://sam.example/back'] })
      await page.getByRole('textbox', { name: 'Callback URLs' }).fill('https://mia.example/back')
      await page.keyboard.press('Control+Enter')
      const dialog = page.getByRole('dialog', { name: 'Someone else has changed this application' })
      await dialog.waitFor()
      expect(await dialog.getByRole('row').nth(1).innerText()).toBe(
        'callbacks\tnot set\t["https://sam.example/back"]\t["https://mia.example/back"]',
      )
      expect((await stored(visit, client_id)).callbacks).toEqual(['https://sam.example/back'])
      await dialog.getByRole('button', { name: 'Keep what is stored' }).click()
      await page.getByText('https://sam.example/back').waitFor()

      await server.api('PATCH', `clients/${client_id}`, { callbacks: [] })
      await page
        .getByRole('textbox', { name: 'Callback URLs' })
        .fill('https://sam.example/back\nhttps://mia.example/back')
      await page.keyboard.press('Control+Enter')
      await saved(visit, () => dialog.getByRole('button', { name: 'Save mine instead' }).click())
      expect((await stored(visit, client_id)).callbacks).toEqual([
        'https://sam.example/back',
        'https://mia.example/back',
      ])
    },
  )

  testDashboard(
    browser,
    'rotating the secret says what stops working: the old secret is refused, the new one is shown once',
    async (visit) => {
      const { page, server } = visit
      const id = await server.connection('crm')
      const { client_id, client_secret: old } = await open(visit)
      await server.api('PATCH', `connections/${id}/clients`, [{ client_id, status: true }])
      expect(await signInWith(visit, { client_id, client_secret: old }, 'crm')).toBe(200)
      await page.getByRole('button', { name: 'Rotate secret' }).press('Enter')
      const dialog = page.getByRole('dialog', { name: 'Rotate the secret of Shop' })
      await dialog.getByText('The current secret stops working at once.').waitFor()
      await dialog.getByRole('button', { name: 'Cancel' }).click()
      expect(await signInWith(visit, { client_id, client_secret: old }, 'crm')).toBe(200)
      await page.getByRole('button', { name: 'Rotate secret' }).click()
      await dialog.getByRole('button', { name: 'Rotate secret' }).click()
      const client_secret = await shownSecret(visit)
      await page.keyboard.press('Escape')
      await dialog.waitFor({ state: 'detached' })
      expect(await page.content()).not.toContain(client_secret)
      expect(await signInWith(visit, { client_id, client_secret: old }, 'crm')).toBe(401)
      expect(await signInWith(visit, { client_id, client_secret }, 'crm')).toBe(200)
    },
    { script: ann },
  )

  testDashboard(
    browser,
    'scopes of the Management API and of other APIs can be allowed, changed, removed and restored',
    async (visit) => {
      const { page, server } = visit
      await server.api('POST', 'resource-servers', {
        name: 'Orders',
        identifier: 'https://orders.example',
        scopes: [{ value: 'read:orders', description: 'Read orders' }],
      })
      const { client_id } = await open(visit, { name: 'Job', app_type: 'non_interactive' })
      const grants = async () =>
        (await server.api('GET', `client-grants?client_id=${client_id}`)).body as {
          id: string
          scope: string[]
        }[]
      const group = page.getByRole('region', { name: 'APIs' })
      await group.getByText('This application has no client grant yet.').waitFor()
      await group.getByRole('button', { name: 'Allow scopes' }).press('Enter')
      const dialog = page.getByRole('dialog', { name: 'Scopes of Job' })
      await dialog.getByLabel('Filter scopes').fill('read:users')
      await dialog.getByRole('checkbox', { name: 'read:users' }).press('Space')
      await dialog.getByLabel('Filter scopes').fill('')
      await dialog.getByRole('checkbox', { name: 'read:logs' }).check()
      await dialog.getByText('2 scopes selected').waitFor()
      await saved(visit, () => dialog.getByRole('button', { name: 'Save scopes' }).click())
      await dialog.waitFor({ state: 'detached' })
      await group.getByText('read:logs').waitFor()
      const [grant] = await grants()
      expect(grant).toMatchObject({ audience: `${server.url}/api/v2/`, scope: ['read:users', 'read:logs'] })

      await group.getByRole('button', { name: 'Change scopes' }).click()
      await dialog.getByRole('checkbox', { name: 'read:users' }).uncheck()
      await server.api('PATCH', `client-grants/${grant?.id}`, { scope: ['read:users'] })
      await dialog.getByRole('button', { name: 'Save scopes' }).click()
      await dialog.getByText('Someone else has changed this grant').waitFor()
      expect(await grants()).toMatchObject([{ scope: ['read:users'] }])
      await page.keyboard.press('Escape')
      await group.getByText('read:logs').waitFor({ state: 'detached' })

      await saved(visit, () => group.getByRole('button', { name: 'Remove grant' }).click())
      await group.getByText('This application has no client grant yet.').waitFor()
      expect(await grants()).toEqual([])
      await saved(visit, () => page.getByRole('button', { name: 'Undo' }).click())
      await group.getByText('read:users').waitFor()
      expect(await grants()).toMatchObject([{ scope: ['read:users'] }])

      await group.getByRole('combobox', { name: 'API' }).press('Enter')
      await page.getByRole('option', { name: 'Orders' }).click()
      await group.getByRole('button', { name: 'Allow scopes' }).click()
      await dialog.getByText('Select what the application needs of “Orders”').waitFor()
      await dialog.getByRole('checkbox', { name: 'read:orders' }).check()
      await saved(visit, () => dialog.getByRole('button', { name: 'Save scopes' }).click())
      await group.getByText('https://orders.example').waitFor()
      expect((await grants()).map(({ scope }) => scope)).toContainEqual(['read:orders'])
    },
  )

  testDashboard(
    browser,
    'deleting an application shows the effect and requires its name, with any characters in the name',
    async (visit) => {
      const { page, server } = visit
      const id = await server.connection('crm')
      const { client_id } = await makeClient(visit, { name: HOSTILE })
      await server.api('PATCH', `connections/${id}/clients`, [{ client_id, status: true }])
      await visit.signIn()
      await visit.go(`/t/default/applications/${client_id}`)
      await page.getByRole('button', { name: 'Delete application' }).press('Enter')
      const dialog = page.getByRole('dialog')
      await dialog.getByText('1 connection can no longer be used by it.').waitFor()
      const name = dialog.getByRole('textbox')
      await name.fill('Shop x')
      await dialog.getByText('This is not the name of the application.').waitFor()
      expect(
        await dialog.getByRole('button', { name: 'Delete application' }).getAttribute('aria-disabled'),
      ).toBe('true')
      await name.fill(HOSTILE)
      await saved(visit, () => name.press('Enter'))
      await page.getByRole('heading', { name: 'Applications' }).waitFor()
      expect((await server.api('GET', `clients/${client_id}`)).status).toBe(404)
      const { body } = await server.api('GET', `connections/${id}`)
      expect((body as { enabled_clients: string[] }).enabled_clients).toEqual([server.admin.client_id])
    },
  )

  testDashboard(
    browser,
    'the administration application cannot be deleted here; only an owner can change it, and the page says why',
    async (visit) => {
      const { page, server } = visit
      await visit.makeOwner()
      await signInAs(visit, 'admin')
      await visit.go(`/t/default/applications/${server.admin.client_id}`)
      await page.getByText('The administration application cannot be deleted here.').waitFor()
      await page.getByText('Only an owner can change it.').first().waitFor()
      expect(await page.getByRole('button', { name: 'Delete application' }).count()).toBe(0)
      expect(await page.getByLabel('Name', { exact: true }).isDisabled()).toBe(true)
      expect(await page.getByRole('button', { name: 'Rotate secret' }).getAttribute('title')).toContain(
        'owner',
      )
      await page.getByText('This application can do everything, without a client grant.').waitFor()
    },
  )

  testDashboard(
    browser,
    'a viewer sees every field and can change none; an editor can only turn connections on and off',
    async (visit) => {
      const { page, server, go } = visit
      await server.connection('crm')
      const { client_id } = await makeClient(visit, { name: 'Shop', app_type: 'regular_web' })
      await signInAs(visit, 'viewer')
      await go('/t/default/applications')
      const create = page.getByRole('button', { name: 'New application' })
      expect(await create.getAttribute('aria-disabled')).toBe('true')
      expect(await create.getAttribute('title')).toContain('owner or admin')
      await go(`/t/default/applications/${client_id}`)
      await page.getByText('This needs the role owner or admin.').first().waitFor()
      await page.getByText('This application has no client grant yet.').waitFor()
      for (const name of ['crm', 'Refresh token'])
        expect(await page.getByRole('switch', { name, exact: true }).isDisabled()).toBe(true)
      for (const name of ['Rotate secret', 'Allow scopes', 'Delete application'])
        expect(await page.getByRole('button', { name }).getAttribute('aria-disabled')).toBe('true')

      await page.context().clearCookies()
      await signInAs(visit, 'editor')
      await go(`/t/default/applications/${client_id}`)
      await page.getByText('This needs the role owner, admin or viewer.').first().waitFor()
      await saved(visit, () => page.getByRole('switch', { name: 'crm' }).click())
      await page.getByText('crm is turned on').waitFor()
    },
  )

  testDashboard(
    browser,
    'an unknown application is a page that was not found; the palette finds existing ones by name',
    async (visit) => {
      const { page, go, signIn, expectAnswer } = visit
      const { client_id } = await makeClient(visit, { name: 'Corner shop' })
      await signIn()
      expectAnswer(404, '/api/v2/clients/nothing')
      await go('/t/default/applications/nothing')
      await page.getByRole('heading', { name: 'Not found' }).waitFor()
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox').waitFor()
      await page.keyboard.type('corner')
      await page.getByText('1 result', { exact: true }).waitFor()
      await page
        .getByRole('group', { name: 'Applications' })
        .getByRole('option', { name: 'Corner shop' })
        .waitFor()
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { name: 'Corner shop', exact: true }).waitFor()
      expect(page.url()).toContain(client_id)
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox').first().waitFor()
      await page.keyboard.type('applications')
      await page.getByRole('group', { name: 'Pages' }).getByRole('option', { name: 'Applications' }).waitFor()
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { name: 'Applications' }).waitFor()
    },
  )

  testDashboard(
    browser,
    'without a network nothing can be changed, and the page explains why',
    async (visit) => {
      const { page, expectNoNetwork } = visit
      await open(visit)
      await page.getByText('This application has no client grant yet.').waitFor()
      expectNoNetwork()
      await page.context().setOffline(true)
      try {
        await page.getByText('You are offline.', { exact: true }).waitFor()
        expect(await page.getByLabel('Name', { exact: true }).isDisabled()).toBe(true)
        const rotate = page.getByRole('button', { name: 'Rotate secret' })
        expect(await rotate.getAttribute('aria-disabled')).toBe('true')
      } finally {
        await page.context().setOffline(false)
      }
    },
  )
})

describeBrowser('how an application proves itself, and what it hears', (browser) => {
  testDashboard(
    browser,
    'an application of someone else asks for consent: the switch is saved, and Undo makes it ours again',
    async (visit) => {
      const { page } = visit
      const { client_id } = await open(visit)
      const toast = await toastOf(page, 'Saved: This application is ours', () =>
        page.getByRole('switch', { name: 'This application is ours' }).click(),
      )
      expect(await stored(visit, client_id)).toMatchObject({ is_first_party: false })
      await toast.getByRole('button', { name: 'Undo' }).click()
      await expect.poll(() => stored(visit, client_id)).toMatchObject({ is_first_party: true })
      await toastOf(page, 'Saved: Pushed requests only', () =>
        page.getByRole('switch', { name: 'Pushed requests only' }).click(),
      )
      await toastOf(page, 'Saved: Password forms of its own', () =>
        page.getByRole('switch', { name: 'Password forms of its own' }).click(),
      )
      expect(await stored(visit, client_id)).toMatchObject({
        require_pushed_authorization_requests: true,
        cross_origin_authentication: true,
      })
    },
  )

  testDashboard(
    browser,
    'the server of an application hears of the ends of sessions that are chosen; a wrong address is not saved',
    async (visit) => {
      const { page } = visit
      const { client_id } = await open(visit)
      const address = page.getByLabel('Address to call')
      await address.fill('https://shop.example.com/out#top')
      await page.getByText('without # and without a name').waitFor()
      await address.fill('https://shop.example.com/out')
      await toastOf(page, 'Saved: Address to call', () => page.keyboard.press('Enter'))
      await toastOf(page, 'Saved: Tell it of every end', () =>
        page.getByRole('switch', { name: 'Tell it of every end' }).click(),
      )
      await toastOf(page, 'Saved: Sign-out', () => page.getByRole('switch', { name: 'Sign-out' }).click())
      expect((await stored(visit, client_id)).oidc_logout).toEqual({
        backchannel_logout_urls: ['https://shop.example.com/out'],
        backchannel_logout_initiators: {
          mode: 'custom',
          selected_initiators: [
            'session-revoked',
            'session-expired',
            'password-changed',
            'account-deactivated',
            'account-deleted',
          ],
        },
      })
    },
  )

  testDashboard(
    browser,
    'a public key takes the place of the secret after a question; a new secret takes the place of the keys',
    async (visit) => {
      const { page } = visit
      const made = await open(visit)
      const keys = page.getByRole('region', { name: 'Public keys' })
      const dialog = page.getByRole('dialog')
      await keys.getByRole('button', { name: 'Add a public key' }).click()
      const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 })
      await dialog.getByLabel('Name').fill('Server 1')
      await dialog.getByLabel('Public key').fill(String(publicKey.export({ type: 'spki', format: 'pem' })))
      await toastOf(page, 'The public key is added.', () =>
        dialog.getByRole('button', { name: 'Add a public key' }).click(),
      )
      const row = keys.getByRole('row', { name: /Server 1/ })
      await row.getByText('not used').waitFor()
      await row.getByRole('button', { name: 'Use' }).click()
      await dialog.getByText('Its secret stops working at once').waitFor()
      await toastOf(page, 'The key counts now.', () =>
        dialog.getByRole('button', { name: 'Use', exact: true }).click(),
      )
      const after = await stored(visit, made.client_id)
      expect(after).not.toHaveProperty('token_endpoint_auth_method')
      expect(after).toHaveProperty('client_authentication_methods.private_key_jwt.credentials.0.id')
      expect(await row.getByRole('button', { name: 'Stop using' }).getAttribute('aria-disabled')).toBe('true')
      await page.getByText('None. This application proves itself with its public keys.').waitFor()
      await page.getByRole('button', { name: 'Create a secret' }).click()
      await dialog.getByText('Its public keys stop counting at once.').waitFor()
      await dialog.getByRole('button', { name: 'Create a secret' }).click()
      expect(await shownSecret(visit)).not.toBe(made.client_secret)
      await dialog.getByRole('button', { name: 'I have copied it' }).click()
      await row.getByRole('button', { name: 'Delete' }).click()
      await toastOf(page, 'The public key is deleted.', () =>
        dialog.getByRole('button', { name: 'Delete' }).click(),
      )
      await keys.getByText('No public key yet.').waitFor()
    },
  )
})
