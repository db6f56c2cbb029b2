import { expect } from 'vitest'
import { describeBrowser } from '../support/browser.ts'
import type { Visit } from '../support/browser-dashboard.ts'
import { testDashboard, toastOf } from '../support/browser-dashboard.ts'
import type { FakeScript } from '../support/fake-runtime.ts'

const PASSWORD = 'Long-and-strong-7!'
const IMPORT = {
  customScripts: { login: 'function login () {}', get_user: 'function g () {}' },
}
const LOCAL = { enabledDatabaseCustomization: false }
const ADA = '/t/default/users/auth0%7C4711'

/** Accepts Ada with the password `old`; `get_user` returns another plan for her than `login`. */
const adasStore: FakeScript = ({ args: [email, password], script: { action } }) => {
  if (email !== 'ada@example.com' || (action === 'login' && password !== 'old')) return { kind: 'none' }
  return {
    kind: 'value',
    value: {
      user_id: '4711',
      email: 'ada@example.com',
      name: 'Ada',
      app_metadata: { plan: action === 'login' ? 'gold' : 'silver' },
      ...(action === 'get_user' && { team: 'blue' }),
    },
  }
}

async function importAda({ server }: Visit): Promise<string> {
  const id = await server.connection('crm', IMPORT)
  const { status, text } = await server.login('crm', 'ada@example.com', 'old')
  if (status !== 200) throw new Error(text)
  return id
}

async function makeUser({ server }: Visit, more: object = {}): Promise<void> {
  const { status, text } = await server.api('POST', 'users', {
    connection: 'here',
    email: 'ada@example.com',
    password: PASSWORD,
    user_id: '4711',
    ...more,
  })
  if (status !== 201) throw new Error(text)
}

const ada = async ({ server }: Visit) =>
  (await server.api('GET', 'users/auth0%7C4711')).body as { [field: string]: unknown }

async function choose({ page }: Visit, item: string): Promise<void> {
  await page.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

describeBrowser('the page of a user', (browser) => {
  testDashboard(
    browser,
    'a block says what it ends and can be undone; a second Undo is not offered',
    async (visit) => {
      const { go, page, server, signIn } = visit
      await server.connection('here', LOCAL)
      await makeUser(visit, { picture: 'https://pictures.example.com/ada.png?s=1' })
      await signIn()
      await go(ADA)
      await page.getByRole('link', { name: 'Open at pictures.example.com' }).waitFor()
      const toast = await toastOf(page, 'ada@example.com is blocked.', () =>
        page.getByRole('button', { name: 'Block', exact: true }).click(),
      )
      await toast.getByText('sessions and refresh tokens have ended').waitFor()
      expect(await ada(visit)).toMatchObject({ blocked: true })
      await toast.getByRole('button', { name: 'Undo' }).click()
      const undone = page.locator('.toast').filter({ hasText: 'ada@example.com is unblocked.' })
      await undone.waitFor()
      expect(await undone.getByRole('button', { name: 'Undo' }).count()).toBe(0)
      expect(await ada(visit)).not.toMatchObject({ blocked: true })
      await page.getByRole('button', { name: 'Block', exact: true }).waitFor()
    },
  )

  testDashboard(
    browser,
    'the list of users shows who is blocked beside the email, and its menu blocks with Undo, too',
    async (visit) => {
      const { go, page, server, signIn } = visit
      await server.connection('here', LOCAL)
      await makeUser(visit, { blocked: true })
      await signIn()
      await go('/t/default/users')
      const cell = page.getByRole('cell', { name: 'ada@example.com' })
      await cell.getByText('blocked').waitFor()
      await page.getByRole('button', { name: /^Actions/ }).click()
      const toast = await toastOf(page, 'ada@example.com is unblocked.', () =>
        page.getByRole('menuitem', { name: 'Unblock' }).click(),
      )
      await toast.getByRole('button', { name: 'Undo' }).click()
      await expect.poll(() => ada(visit)).toMatchObject({ blocked: true })
    },
  )

  testDashboard(
    browser,
    'lists the further sign-in names of a user, and removes one',
    async (visit) => {
      const { go, page, server, signIn } = visit
      await server.connection('crm', { ...IMPORT, ferry_identifier: 'alias' })
      for (const name of ['card-4711', 'former@example.com']) {
        expect((await server.login('crm', name, 'old')).status).toBe(200)
      }
      await signIn()
      await go(ADA)
      await page.getByRole('heading', { name: 'Further sign-in names' }).waitFor()
      await page.getByRole('button', { name: 'Remove card-4711' }).click()
      await page.getByText('card-4711 no longer finds this user in Ferry.').waitFor()
      await page.getByRole('row', { name: 'card-4711' }).waitFor({ state: 'detached' })
      await page.getByRole('row', { name: 'former@example.com' }).waitFor()
      const { body } = await server.api('GET', 'users/auth0%7C4711/login-names')
      expect(body).toEqual([expect.objectContaining({ name: 'former@example.com' })])
    },
    { script: () => ({ kind: 'value', value: { user_id: '4711', email: 'ada@example.com', name: 'Ada' } }) },
  )

  testDashboard(
    browser,
    'shows the origin of a user and the stored password hash, and compares with the legacy store without writing',
    async (visit) => {
      const { go, page, server, signIn } = visit
      await importAda(visit)
      await signIn()
      await go(ADA)
      await page.getByText('Imported from the legacy store at a sign-in, version 1').waitFor()
      await page.getByText('argon2id, 19 MiB, 2 passes, 1 lane').waitFor()
      const before = await ada(visit)
      await page.getByRole('button', { name: 'Run get_user' }).click()
      await page.getByText('2 fields differ.').waitFor()
      await page.getByRole('row', { name: 'app_metadata.plan "gold" "silver"' }).waitFor()
      await page.getByRole('row', { name: 'team missing "blue"' }).waitFor()
      expect(await ada(visit)).toEqual(before)
      await page.getByRole('tab', { name: 'Activity' }).click()
      await page.getByRole('row', { name: /Imported smu/ }).waitFor()
      await page.getByText('Show the whole log entry').first().click()
      await page.getByText('"log_id"').first().waitFor()
      expect(new URL(page.url()).searchParams.get('tab')).toBe('activity')
      expect(server.logLines.join('\n')).not.toContain('request_failed')
    },
    { script: adasStore },
  )

  for (const keepsAway of [false, true]) {
    testDashboard(
      browser,
      keepsAway
        ? 'deleting a user without a new import is kept at the next sign-in'
        : 'a deletion that promises the next sign-in imports again keeps its word',
      async (visit) => {
        const { go, page, server, signIn } = visit
        await importAda(visit)
        await signIn()
        await go(ADA)
        await choose(visit, 'Delete user')
        const dialog = page.getByRole('dialog', { name: 'Delete ada@example.com' })
        await dialog.getByText('The next sign-in imports them again').waitFor()
        if (keepsAway) {
          await dialog.getByRole('switch', { name: 'Also prevent a new import' }).click()
          await dialog.getByText('This person is not imported again').waitFor()
        }
        await dialog.getByRole('button', { name: 'Delete user' }).click()
        await page.getByRole('heading', { name: 'Users' }).waitFor()
        expect((await server.api('GET', 'users')).body).toEqual([])
        const { status } = await server.login('crm', 'ada@example.com', 'old')
        expect(status).toBe(keepsAway ? 403 : 200)
        expect((await server.api('GET', 'users')).body).toHaveLength(keepsAway ? 0 : 1)
      },
      { script: adasStore },
    )
  }

  testDashboard(
    browser,
    'names can be changed, and a refusal is shown at its field, which keeps the typed text',
    async (visit) => {
      const { go, page, server, signIn, expectAnswer } = visit
      await server.connection('here', LOCAL)
      await makeUser(visit)
      await makeUser(visit, { email: 'bob@example.com', user_id: '4712' })
      await signIn()
      await go(ADA)
      expectAnswer(400, '/api/v2/users/auth0%7C4711')
      await page.getByRole('button', { name: 'Edit profile' }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel('Email', { exact: true }).fill('bob@example.com')
      await dialog.getByLabel('Given name').fill('Ada Augusta')
      await dialog.getByRole('button', { name: 'Save' }).click()
      await dialog.getByText('The specified new email already exists').waitFor()
      expect(await dialog.getByLabel('Given name').inputValue()).toBe('Ada Augusta')
      await dialog.getByLabel('Email', { exact: true }).fill('countess@example.com')
      await dialog.getByRole('switch', { name: 'The email address is verified' }).click()
      await dialog.getByRole('button', { name: 'Save' }).click()
      await page.getByRole('heading', { name: 'countess@example.com' }).waitFor()
      expect(await ada(visit)).toMatchObject({
        email: 'countess@example.com',
        email_verified: true,
        given_name: 'Ada Augusta',
      })

      await choose(visit, 'Set password')
      await dialog.getByLabel('New password').fill('short')
      await dialog.getByRole('button', { name: 'Set password' }).click()
      await dialog.getByText('At least 8 characters in length').waitFor()
      await dialog.getByLabel('New password').fill('Another-strong-8!')
      await dialog.getByRole('button', { name: 'Set password' }).click()
      await page.getByText('The password is set.').waitFor()
      expect((await server.login('here', 'countess@example.com', 'Another-strong-8!')).status).toBe(200)
    },
  )

  testDashboard(
    browser,
    'a reset says what the server will do and what it did; a link can be created',
    async (visit) => {
      const { go, page, server, signIn } = visit
      await server.connection('here', LOCAL)
      await makeUser(visit)
      await signIn()
      await go(ADA)
      await page.getByRole('button', { name: 'Send reset' }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByText('The old password works until then.').waitFor()
      await dialog.getByRole('button', { name: 'Send an email' }).click()
      await dialog.getByText('An email to ada@example.com is on its way.').waitFor()
      await dialog.getByRole('button', { name: 'Create a link' }).click()
      const link = await dialog.locator('.copy-text code').textContent()
      expect(link).toContain(`${server.url}/u/reset-password`)
      await dialog.getByRole('button', { name: 'Close' }).click()
      await choose(visit, 'Send verification email')
      await page.getByText('A verification email is on its way to ada@example.com.').waitFor()
    },
  )

  testDashboard(
    browser,
    'a block after too many wrong passwords can be lifted; a linked identity can be unlinked',
    async (visit) => {
      const { go, page, server, signIn } = visit
      await server.connection('here', LOCAL)
      await makeUser(visit)
      await makeUser(visit, { email: 'bob@example.com', user_id: '4712' })
      await server.api('POST', 'users/auth0%7C4711/identities', { provider: 'auth0', user_id: '4712' })
      for (let attempt = 0; attempt < 10; attempt++) await server.login('here', 'ada@example.com', 'wrong')
      await signIn()
      await go(ADA)
      await page.getByText('Sign-ins of this person are refused').waitFor()
      await page.getByRole('button', { name: 'Lift the block' }).click()
      await page.getByText('Sign-ins of this person are refused').waitFor({ state: 'detached' })
      expect((await server.login('here', 'ada@example.com', PASSWORD)).status).toBe(200)
      await page.getByRole('button', { name: 'Unlink' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Unlink' }).click()
      await page.getByText('The identity is a separate user now.').waitFor()
      expect((await server.api('GET', 'users')).body).toHaveLength(2)
    },
  )

  testDashboard(
    browser,
    'metadata that another person changed in the meantime is compared, not overwritten',
    async (visit) => {
      const { go, page, server, signIn } = visit
      await server.connection('here', LOCAL)
      await makeUser(visit, { app_metadata: { plan: 'gold', old: true } })
      await signIn()
      await go(`${ADA}?tab=metadata`)
      const editor = page.getByRole('region', { name: 'app_metadata' }).getByRole('textbox')
      await editor.fill('{"plan":')
      await page.getByText('This is not a JSON object.').waitFor()
      await editor.fill('{"plan":"silver"}')
      await server.api('PATCH', 'users/auth0%7C4711', { app_metadata: { plan: 'theirs' } })
      await page.getByRole('button', { name: 'Save metadata' }).click()
      await page.getByRole('dialog', { name: 'Someone else changed this user' }).waitFor()
      expect(await ada(visit)).toMatchObject({ app_metadata: { plan: 'theirs', old: true } })
      await page.getByRole('button', { name: 'Save my change instead' }).click()
      await page.getByText('The metadata is saved.').waitFor()
      expect((await ada(visit)).app_metadata).toEqual({ plan: 'silver' })
    },
  )
})
