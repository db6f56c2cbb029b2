import { expect } from 'vitest'
import { describeBrowser } from '../support/browser.ts'
import { testDashboard } from '../support/browser-dashboard.ts'

const MYSQL = "function login () { const mysql = require('mysql2') }"
const PG = "function login () { const { Pool } = require('pg') }"
const MANY = 500
const AT_ONCE = 50

const inNames = "[...document.querySelectorAll('.row-link')].map((link) => link.textContent)"

describeBrowser('the list of connections', (browser) => {
  testDashboard(
    browser,
    'shows each connection, can be filtered by keyboard, keeps its filter in the URL, and opens a connection by its row',
    async ({ go, page, server, signIn }) => {
      await server.connection('legacy-crm', { customScripts: { login: MYSQL } })
      await server.connection('members', { customScripts: { login: PG }, import_mode: false })
      await server.connection('staff', { enabledDatabaseCustomization: false, customScripts: {} })
      await server.login('legacy-crm', 'ann@example.com', 'p')
      await server.login('legacy-crm', 'broken@example.com', 'p')
      await signIn()
      await go('/t/default/connections')
      const rows = page.getByRole('row')
      await rows.nth(3).waitFor()
      const cells = async (row: number): Promise<string[]> =>
        (await rows.nth(row).getByRole('cell').allInnerTexts()).slice(0, 5)
      expect(await cells(1)).toEqual(['legacy-crm', 'MySQL', 'Importing', '1', '1'])
      expect(await cells(2)).toEqual(['members', 'PostgreSQL', 'Legacy only', '–', '0'])
      expect(await cells(3)).toEqual(['staff', '–', 'Ferry only', '–', '0'])

      await page.keyboard.press('/')
      await page.keyboard.type('postgres')
      await page.getByText('1 of 3').waitFor()
      expect(await page.evaluate(inNames)).toEqual(['members'])
      expect(new URL(page.url()).searchParams.get('filter')).toBe('postgres')
      await page.reload()
      await page.getByRole('searchbox').waitFor()
      expect(await page.getByRole('searchbox').inputValue()).toBe('postgres')
      expect(await page.evaluate(inNames)).toEqual(['members'])
      await page.getByRole('searchbox').fill('nothing of this')
      await page.getByText('No connection matches “nothing of this”.').waitFor()
      await page.getByRole('button', { name: 'Clear filter' }).click()
      await rows.nth(3).waitFor()
      const number = await rows.nth(3).getByRole('cell').nth(3).boundingBox()
      await page.mouse.click((number?.x ?? 0) + 5, (number?.y ?? 0) + 5)
      await page.getByRole('heading', { name: 'staff' }).waitFor()
    },
    {
      script: ({ args: [email] }) =>
        `${email}`.startsWith('broken')
          ? { kind: 'failure', code: 'script_error', message: 'ECONNREFUSED' }
          : { kind: 'value', value: { user_id: 1, email: `${email}` } },
    },
  )

  testDashboard(
    browser,
    `the filter shows the right rows of ${MANY} connections after each letter`,
    async ({ go, page, server, signIn }) => {
      for (let made = 0; made < MANY; made += 50) {
        const names = Array.from({ length: 50 }, (_, n) => `store-${made + n}`)
        await Promise.all(names.map((name) => server.connection(name, { customScripts: { login: MYSQL } })))
      }
      await signIn()
      await go('/t/default/connections')
      await page
        .locator('.row-link')
        .nth(AT_ONCE - 1)
        .waitFor()
      await page.keyboard.press('/')
      const times: number[] = []
      for (const [letters, matches] of [
        ['store-4', 111],
        ['store-49', 11],
        ['store-499', 1],
        ['store-49', 11],
        ['store-4', 111],
        ['', MANY],
      ] as const) {
        const count = letters === '' ? '' : `${matches} of ${MANY}`
        // Measured in the page, from the keystroke to the filtered rows, so that the time to the browser does not
        // count.
        const within = await page.evaluate<number>(`new Promise((resolve) => {
          const box = document.querySelector('main input[type="search"]')
          const begun = performance.now()
          Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(box, ${JSON.stringify(letters)})
          box.dispatchEvent(new Event('input', { bubbles: true }))
          const look = () => document.querySelector('.filter-row [role="status"]').textContent === ${JSON.stringify(count)}
            ? resolve(performance.now() - begun) : requestAnimationFrame(look)
          look()
        })`)
        times.push(within)
        expect(await page.locator('.row-link').count()).toBe(Math.min(matches, AT_ONCE))
        expect(new URL(page.url()).searchParams.get('filter') ?? '').toBe(letters)
      }
      console.info(`filter of ${MANY} connections: ${times.map((ms) => `${ms.toFixed(0)} ms`).join(', ')}`)
      await page.getByRole('button', { name: `Show all ${MANY}` }).click()
      await page
        .locator('.row-link')
        .nth(MANY - 1)
        .waitFor()
      await page.getByRole('searchbox').fill('store-4')
    },
  )

  testDashboard(
    browser,
    'a connection can be created from a template by keyboard alone; a taken or wrong name is reported while it is typed',
    async ({ go, page, server, signIn }) => {
      await server.connection('crm')
      await signIn()
      await go('/t/default/connections')
      await page.getByText('crm').waitFor()
      await page.getByRole('button', { name: 'New connection' }).press('Enter')
      const name = page.getByLabel('Name')
      await name.fill('crm')
      await page.getByText('A connection with this name exists already. Choose another name.').waitFor()
      await name.fill('-')
      await page.getByText('Start and end with a letter or digit').waitFor()
      await name.fill('members')
      await page.getByRole('combobox', { name: 'Template' }).press('Enter')
      await page.getByRole('option', { name: 'PostgreSQL', exact: true }).waitFor()
      await page.keyboard.type('PostgreSQL')
      await page.keyboard.press('Enter')
      await page.getByRole('button', { name: 'Create connection' }).press('Enter')
      await page.getByRole('heading', { name: 'members' }).waitFor()
      const { body } = await server.api('GET', 'connections')
      const [, made] = body as { name: string; options: { customScripts: { [name: string]: string } } }[]
      expect(made?.name).toBe('members')
      const { body: template } = await server.api('GET', 'templates/postgresql')
      expect(made?.options.customScripts).toEqual((template as { customScripts: object }).customScripts)
    },
  )

  testDashboard(
    browser,
    'a new connection can be used by the selected applications; one without applications links to the setting that turns them on',
    async ({ go, page, server, signIn }) => {
      const made = async (name: string) =>
        ((await server.api('POST', 'clients', { name })).body as { client_id: string }).client_id
      const [shop, job] = [await made('Shop'), await made('Job')]
      await signIn()
      await go('/t/default/connections')
      await page.getByRole('button', { name: 'New connection' }).first().click()
      const dialog = page.getByRole('dialog', { name: 'New connection' })
      await dialog.getByRole('radio', { name: 'Empty scripts' }).click()
      await dialog.getByLabel('Name').fill('used')
      await dialog.getByRole('switch', { name: 'Shop' }).press('Space')
      await dialog.getByRole('button', { name: 'Create connection' }).click()
      await page.getByRole('heading', { name: 'used' }).waitFor()
      await go('/t/default/connections')
      await page.getByRole('button', { name: 'New connection' }).click()
      await dialog.getByRole('radio', { name: 'Empty scripts' }).click()
      await dialog.getByLabel('Name').fill('unused')
      await dialog.getByRole('button', { name: 'Create connection' }).click()
      await page.getByRole('heading', { name: 'unused' }).waitFor()
      const { body } = await server.api('GET', 'connections')
      const enabled = (body as { enabled_clients: string[] }[]).map(({ enabled_clients }) => enabled_clients)
      expect(enabled).toEqual([[shop], []])

      await go('/t/default/connections')
      await page.getByRole('link', { name: 'no application' }).click()
      const group = page.getByRole('region', { name: 'Applications' })
      await group.getByText('No application can use this connection').waitFor()
      expect(new URL(page.url()).hash).toBe('#applications')
      await group.getByRole('switch', { name: 'Job' }).click()
      await page.getByText('Job can use it').waitFor()
      const after = (await server.api('GET', 'connections?name=unused')).body
      expect(after).toMatchObject([{ enabled_clients: [job] }])
      await group.getByRole('link', { name: 'Create or change applications' }).click()
      await page.getByRole('heading', { name: 'Applications' }).waitFor()
    },
  )

  testDashboard(
    browser,
    'a connection can start empty, or with the sample legacy store',
    async ({ go, page, server, signIn }) => {
      await signIn()
      await go('/t/default/connections')
      await page.getByRole('button', { name: 'New connection' }).first().click()
      await page.getByRole('radio', { name: 'Empty scripts' }).click()
      await page.getByLabel('Name').fill('bare')
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { name: 'bare' }).waitFor()
      await go('/t/default/connections')
      await page.getByRole('button', { name: 'New connection' }).first().click()
      await page.getByRole('radio', { name: 'The sample legacy store' }).click()
      await page.getByRole('button', { name: 'Open the sample store' }).click()
      await page.getByRole('heading', { name: 'sample-legacy-store' }).waitFor()
      const { body } = await server.api('GET', 'connections')
      const [bare, sample] = body as { name: string; options: object }[]
      expect(bare?.options).toMatchObject({ enabledDatabaseCustomization: true, import_mode: true })
      expect(bare?.options).not.toHaveProperty('customScripts')
      expect(sample?.name).toBe('sample-legacy-store')
    },
  )
})
