import { expect } from 'vitest'
import { describeBrowser } from '../support/browser.ts'
import type { Visit } from '../support/browser-dashboard.ts'
import { testDashboard } from '../support/browser-dashboard.ts'

const PASSWORD = 'Long-and-strong-7!'
const HOSTILE = '</script><img src=x onerror=alert(1)>\u202e'

async function makeUser({ server }: Visit): Promise<void> {
  await server.connection('crm', {
    customScripts: { login: 'function login () {}', get_user: 'function g () {}' },
  })
  const { status, text } = await server.api('POST', 'users', {
    connection: 'crm',
    email: 'ada@example.com',
    password: PASSWORD,
    name: HOSTILE,
    user_id: '4711',
    user_metadata: { note: HOSTILE },
    app_metadata: { plan: 'gold', old: true },
  })
  if (status !== 201) throw new Error(text)
}

describeBrowser('the pages of users', (browser) => {
  for (const width of [360, 1440]) {
    testDashboard(
      browser,
      `a user is found, the query is in the address, and a wrong one is marked where it is wrong, at ${width} px`,
      async (visit) => {
        const { go, page, signIn, expectAnswer } = visit
        await makeUser(visit)
        await signIn()
        await go('/t/default/users')
        await page.getByRole('link', { name: 'ada@example.com' }).waitFor()
        expectAnswer(400, '/api/v2/users')
        await page.getByRole('searchbox').fill('email:"ada')
        await page.keyboard.press('Enter')
        await page.locator('.users-syntax mark').waitFor()
        expect(new URL(page.url()).searchParams.get('q')).toBe('email:"ada')
        await page.getByRole('searchbox').fill('nobody@example.com')
        await page.keyboard.press('Enter')
        await page.getByRole('button', { name: 'Ask the legacy store of crm' }).click()
        await page.getByText('Neither in Ferry nor in the legacy store.').waitFor()
      },
      { width },
    )
  }

  testDashboard(
    browser,
    'hostile names are text; metadata that somebody else has changed meanwhile is compared, not overwritten',
    async (visit) => {
      const { go, page, server, signIn } = visit
      await makeUser(visit)
      await signIn()
      await go('/t/default/users/auth0%7C4711?tab=metadata')
      const app = page.getByLabel('app_metadata')
      await app.fill('{"plan":"silver"}')
      await server.api('PATCH', 'users/auth0%7C4711', { app_metadata: { plan: 'theirs' } })
      await page.getByRole('button', { name: 'Save metadata' }).click()
      await page.getByRole('dialog', { name: 'Somebody else has changed this user' }).waitFor()
      await page.getByRole('button', { name: 'Save mine instead' }).click()
      await page.getByText('The metadata is saved.').waitFor()
      const { body } = await server.api('GET', 'users/auth0%7C4711')
      expect((body as { app_metadata: object }).app_metadata).toEqual({ plan: 'silver' })
      await page.getByRole('tab', { name: 'Raw' }).click()
      await page.locator('.user-raw').waitFor()
      expect(await page.locator('.user-raw').textContent()).toContain('<img src=x onerror')
    },
  )

  testDashboard(
    browser,
    'a user is blocked, and deleted with the promise that deleted people stay away',
    async (visit) => {
      const { go, page, server, signIn } = visit
      await makeUser(visit)
      await signIn()
      await go('/t/default/users/auth0%7C4711')
      await page.getByRole('button', { name: 'Block', exact: true }).click()
      await page.getByRole('button', { name: 'Unblock' }).waitFor()
      await page.getByRole('button', { name: 'Delete user' }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByText('the next sign-in imports them again').waitFor()
      await dialog.getByRole('switch').click()
      await dialog.getByRole('button', { name: 'Delete user' }).click()
      await page.getByRole('heading', { name: 'Users' }).waitFor()
      expect((await server.api('GET', 'users')).body).toEqual([])
      const connections = (await server.api('GET', 'connections')).body as { options: object }[]
      expect(connections[0]?.options).toMatchObject({ ferry_tombstones: true, import_mode: true })
    },
  )
})
