import { expect } from 'vitest'
import { describeBrowser } from '../support/browser.ts'
import type { Visit } from '../support/browser-dashboard.ts'
import { testDashboard } from '../support/browser-dashboard.ts'

const SECRET = 'a-value-that-nobody-sees-again'

const LOGIN = `function login(email, password, callback) {
  const client = connect(configuration.DB_HOST)
  client.open(configuration.DB_HOST, configuration.DB_NAME)
}`

async function open(visit: Visit): Promise<string> {
  const { server, signIn, go, page } = visit
  const id = await server.connection('legacy-crm', { customScripts: { login: LOGIN } })
  await signIn()
  await go(`/t/default/connections/${id}/scripts/login`)
  await page.locator('.cm-content').waitFor()
  await openDrawer(visit)
  return id
}

async function openDrawer({ page }: Visit): Promise<void> {
  // On small screens the button is in a menu.
  const more = page.getByRole('button', { name: 'More', exact: true })
  if (await more.isVisible()) {
    await more.click()
    await page.getByRole('menuitem', { name: /^Configuration/ }).click()
  } else await page.getByRole('button', { name: /^Configuration/ }).click()
  await page.getByRole('dialog', { name: 'Configuration' }).waitFor()
}

async function keysOf({ server }: Visit, id: string): Promise<string[]> {
  const { body } = await server.api('GET', `connections/${id}/configuration`)
  return (body as { keys: { key: string }[] }).keys.map(({ key }) => key)
}

describeBrowser('the drawer of configuration', (browser) => {
  testDashboard(
    browser,
    'a value can be set, used, changed and removed; no response after a reload contains it',
    async (visit) => {
      const { page } = visit
      const id = await open(visit)
      const drawer = page.getByRole('dialog', { name: 'Configuration' })
      await drawer.getByText('No key is set yet').waitFor()
      await drawer.getByRole('button', { name: 'Add DB_HOST' }).click()
      expect(await drawer.getByLabel('Key', { exact: true }).inputValue()).toBe('DB_HOST')
      const value = drawer.getByLabel('Value', { exact: true })
      expect(await value.getAttribute('autocomplete')).toBe('off')
      await value.fill(SECRET)
      await drawer.getByRole('button', { name: 'Set key' }).click()
      const row = drawer.getByRole('listitem').filter({ hasText: 'DB_HOST' })
      await row.getByText('lines 2, 3').waitFor()
      await row.getByText('by you').waitFor()
      expect(await value.inputValue()).toBe('')

      const answers: Promise<string>[] = []
      page.on('response', (response) => {
        if (response.url().includes('/api/')) answers.push(response.text().catch(() => ''))
      })
      await page.reload()
      await page.locator('.cm-content').waitFor()
      await openDrawer(visit)
      await row.getByText('by you').waitFor()
      expect((await Promise.all(answers)).join('\n')).not.toContain(SECRET)
      expect(await page.evaluate<string>('document.documentElement.outerHTML')).not.toContain(SECRET)

      await row.getByRole('button', { name: 'Change DB_HOST' }).click()
      await row.getByLabel('New value of DB_HOST').fill('another')
      await row.getByRole('button', { name: 'Save value' }).click()
      await row.getByLabel('New value of DB_HOST').waitFor({ state: 'detached' })
      await row.getByRole('button', { name: 'Remove DB_HOST' }).click()
      const warning = row.getByRole('status')
      await warning.getByText('DB_HOST is read by a script').waitFor()
      expect((await warning.innerText()).replace(/\s+/g, ' ')).toContain('login lines 2, 3')
      expect(await keysOf(visit, id)).toEqual(['DB_HOST'])
      await warning.getByRole('button', { name: 'Remove DB_HOST anyway' }).click()
      await drawer.getByText('No key is set yet').waitFor()
      expect(await keysOf(visit, id)).toEqual([])
    },
  )

  testDashboard(
    browser,
    'a .env block is previewed line by line, and is not saved while a line is wrong',
    async (visit) => {
      const { page, server } = visit
      const id = await open(visit)
      await server.api('PUT', `connections/${id}/configuration/DB_HOST`, { value: 'old' })
      const drawer = page.getByRole('dialog', { name: 'Configuration' })
      await drawer.getByText('Paste a .env block').click()
      const block = drawer.getByLabel('Lines of KEY=value')
      await block.fill('DB_HOST=new\nnot a line\n2ND=x')
      await drawer.getByText('Lines 2, 3 are not KEY=value.').waitFor()
      await drawer.getByRole('button', { name: 'Set 1 key' }).press('Enter')
      expect(await keysOf(visit, id)).toEqual(['DB_HOST'])
      await block.fill('# ours\nexport DB_HOST="new"\nDB_NAME=shop\nOLD_KEY=')
      const preview = drawer.getByRole('list', { name: 'What would be set' })
      expect((await preview.innerText()).replace(/\s+/g, ' ')).toMatch(
        /DB_HOST .*DB_NAME new OLD_KEY new empty/,
      )
      await drawer.getByRole('button', { name: 'Set 3 keys' }).click()
      await drawer.getByRole('list', { name: 'Keys' }).getByText('OLD_KEY').waitFor()
      await drawer.getByText('not used').waitFor()
      expect(await block.inputValue()).toBe('')
      expect((await keysOf(visit, id)).toSorted()).toEqual(['DB_HOST', 'DB_NAME', 'OLD_KEY'])
      // One for the connection, one for the key that was set, one for the whole block.
      const { body } = await server.api('GET', `connections/${id}/versions`)
      expect((body as { live_version: number }).live_version).toBe(3)
      // No script reads this key: it is removed without a question.
      await drawer.getByRole('button', { name: 'Remove OLD_KEY' }).click()
      await drawer.getByText('not used').waitFor({ state: 'detached' })
    },
    { width: 360 },
  )

  testDashboard(
    browser,
    'hosts, users and databases are proposed to be shown in errors; showing a key or keeping it secret asks first',
    async (visit) => {
      const { page, server } = visit
      const id = await open(visit)
      const path = `connections/${id}/configuration`
      const shown = async (): Promise<string[]> => {
        const { body } = await server.api('GET', path)
        const { keys } = body as { keys: { key: string; secret: boolean }[] }
        return keys.filter(({ secret }) => !secret).map(({ key }) => key)
      }
      const drawer = page.getByRole('dialog', { name: 'Configuration' })
      await drawer.getByText('Paste a .env block').click()
      await drawer
        .getByLabel('Lines of KEY=value')
        .fill('DB_HOST=db.example\nDB_USER=legacy\nDB_PASSWORD=sesame\nDB_URL=postgres://a:b@c/d')
      await drawer.getByRole('button', { name: 'Set 4 keys' }).click()
      await drawer.getByText('These values do not look like secrets').waitFor()
      expect(await shown()).toEqual([])
      await drawer.getByRole('button', { name: 'Show 2 values in errors' }).click()
      await drawer.getByText('These values do not look like secrets').waitFor({ state: 'detached' })
      expect(await shown()).toEqual(['DB_HOST', 'DB_USER'])
      const row = drawer.getByRole('listitem').filter({ hasText: 'DB_USER' })
      await row.getByText('shown in errors and logs').waitFor()
      await row.getByRole('button', { name: 'Keep DB_USER secret' }).click()
      await row.getByText('shown in errors and logs').waitFor({ state: 'detached' })
      expect(await shown()).toEqual(['DB_HOST'])
      const url = drawer.getByRole('listitem').filter({ hasText: 'DB_URL' })
      await url.getByRole('button', { name: 'Show DB_URL in errors' }).click()
      await url.getByText('Show the value of DB_URL in errors?').waitFor()
      expect(await shown()).toEqual(['DB_HOST'])
      await url.getByRole('button', { name: 'Show the value' }).click()
      await url.getByText('shown in errors and logs').waitFor()
      expect(await shown()).toEqual(['DB_HOST', 'DB_URL'])
    },
    { width: 360 },
  )

  testDashboard(browser, 'a key that scripts cannot read is refused while it is typed', async (visit) => {
    const { page } = visit
    await open(visit)
    const drawer = page.getByRole('dialog', { name: 'Configuration' })
    const key = drawer.getByLabel('Key', { exact: true })
    await key.fill('2ND')
    await drawer.getByText('A key starts with a letter or _.').waitFor()
    await key.fill('DB-HOST')
    await drawer.getByText('A key contains only letters, digits and _.').waitFor()
    const set = drawer.getByRole('button', { name: 'Set key' })
    expect(await set.getAttribute('aria-disabled')).toBe('true')
    await key.fill('DB_HOST')
    expect(await set.getAttribute('aria-disabled')).toBe(null)
  })
})
