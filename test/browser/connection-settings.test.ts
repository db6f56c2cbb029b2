import { expect } from 'vitest'
import { describeBrowser } from '../support/browser.ts'
import type { Visit } from '../support/browser-dashboard.ts'
import { testDashboard, toastOf } from '../support/browser-dashboard.ts'

const PASSWORD = 'Long-and-strong-7!'

/** Options of future versions, of other products, and of unusual shapes; all of them must come back unchanged. */
const ODD = {
  an_option_of_tomorrow: { kept: [1, null, 'ü', { deep: -0.5 }], 'a.b': '' },
  upstream_params: null,
  zero: 0,
  password_dictionary: { enable: false },
  customScripts: {
    login: 'function login (email, password, callback) { callback(null) }',
    change_email: 'function changeEmail () { /* \r\n\t"ünï 😀" </script> */ }  ',
  },
}

interface Stored {
  options: { [name: string]: unknown }
  enabled_clients: string[]
}

/** @returns the connection's ID, and a function that reads what is stored */
async function open(
  { server, signIn, go, page }: Visit,
  options: object = ODD,
): Promise<{ id: string; now: () => Promise<Stored> }> {
  const id = await server.connection('crm', options)
  await signIn()
  await go(`/t/default/connections/${id}/settings`)
  // The title appears before the connection was read.
  await page.getByRole('heading', { name: 'crm' }).waitFor()
  return { id, now: async () => (await server.api('GET', `connections/${id}`)).body as Stored }
}

/** The server puts the options that it knows first; each option is compared byte for byte. */
const bytes = (options: object): [string, string][] =>
  Object.entries(options)
    .map(([name, value]): [string, string] => [name, JSON.stringify(value)])
    .toSorted(([a], [b]) => (a < b ? -1 : 1))

/** Waits for the response to the write that is under way. */
async function saved({ page }: Visit, work: () => Promise<void>): Promise<void> {
  const answer = page.waitForResponse((response) => response.request().method() !== 'GET')
  await work()
  await answer
}

describeBrowser('the settings of a connection', (browser) => {
  testDashboard(
    browser,
    'the mode changes after a dialog shows the effect; completing the migration can be undone',
    async (visit) => {
      const { page } = visit
      const { now } = await open(visit)
      const before = (await now()).options
      await page.getByRole('radio', { name: 'Legacy only' }).press('Space')
      const dialog = page.getByRole('dialog', { name: 'Change to “Legacy only”' })
      await dialog.getByText('No user in Ferry is locked out.').waitFor()
      await saved(visit, () => dialog.getByRole('button', { name: 'Change to Legacy only' }).press('Enter'))
      await page.getByText('Saved: Legacy only').waitFor()
      expect((await now()).options).toEqual({ ...before, import_mode: false })
      await saved(visit, () => page.getByRole('button', { name: 'Undo' }).click())
      await page.getByText('Saved: Legacy only').nth(1).waitFor()
      expect((await now()).options).toEqual(before)

      await page.getByRole('radio', { name: 'Ferry only' }).click()
      const end = page.getByRole('dialog', { name: 'Complete the migration' })
      // Numbers first; nothing green where people of the legacy store are locked out.
      expect(await end.locator('.banner').allTextContents()).toEqual([
        '0 users of Ferry can sign in afterwardsEveryone else in the legacy store can no longer sign in. Ferry does not know how many people that are.',
      ])
      const toast = await toastOf(page, 'Saved: Ferry only', () =>
        saved(visit, () => end.getByRole('button', { name: 'Complete the migration' }).click()),
      )
      expect((await now()).options).toMatchObject({ enabledDatabaseCustomization: false, import_mode: false })
      await saved(visit, () => toast.getByRole('button', { name: 'Undo' }).click())
      await page.getByRole('radio', { name: 'Import', checked: true }).waitFor()
      expect((await now()).options).toEqual(before)
    },
  )

  testDashboard(browser, 'each group has an address of its own, and a link to it', async (visit) => {
    const { page, go } = visit
    const { id } = await open(visit)
    const links = page.getByRole('navigation', { name: 'On this page' }).getByRole('link')
    const inView = (anchor: string) =>
      page.evaluate<boolean>(`(() => {
        const { top } = document.getElementById('${anchor}').getBoundingClientRect()
        return top >= -1 && top < innerHeight / 2
      })()`)
    const anchors = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''))
    expect(anchors).toHaveLength(6)
    expect(await page.locator(anchors.join(', ')).count()).toBe(6)
    await links.filter({ hasText: 'Profiles' }).click()
    await expect.poll(() => inView('profiles')).toBe(true)
    await go('/t/default/users')
    await page.getByRole('heading', { name: 'Users' }).waitFor()
    await go(`/t/default/connections/${id}/settings#sign-in`)
    await expect.poll(() => inView('sign-in')).toBe(true)
  })

  testDashboard(
    browser,
    'the dialog for another mode says how many users it locks out',
    async (visit) => {
      const { page, server } = visit
      await open(visit, { ...ODD, import_mode: false })
      await server.login('crm', 'ann@example.com', 'p')
      await server.login('crm', 'ben@example.com', 'p')
      await page.getByRole('radio', { name: 'Ferry only' }).click()
      const dialog = page.getByRole('dialog')
      await dialog.waitFor()
      expect(await dialog.textContent()).toContain('2 users in Ferry can no longer sign in.')
      await page.getByRole('button', { name: 'Cancel' }).click()
      await page.getByRole('radio', { name: 'Legacy only', checked: true }).waitFor()
    },
    { script: ({ args: [email] }) => ({ kind: 'value', value: { user_id: `${email}`, email: `${email}` } }) },
  )

  testDashboard(
    browser,
    'a switch saves and undoes only its own option: unknown options and change_email stay byte for byte',
    async (visit) => {
      const { page } = visit
      const { now } = await open(visit)
      const before = bytes((await now()).options)
      const sent = page.waitForRequest((request) => request.method() === 'PATCH')
      await saved(visit, () => page.getByRole('switch', { name: 'Sign-ups' }).press('Space'))
      const body = (await sent).postDataJSON() as Stored
      const after = (await now()).options
      for (const options of [body.options, after]) {
        const { disable_signup, ...rest } = options
        expect(disable_signup).toBe(true)
        expect(bytes(rest)).toEqual(before)
      }
      expect(after.customScripts).toEqual(ODD.customScripts)
      await saved(visit, () => page.getByRole('button', { name: 'Undo' }).click())
      await page.getByRole('switch', { name: 'Sign-ups', checked: true }).waitFor()
      expect(bytes((await now()).options)).toEqual(before)
    },
  )

  testDashboard(
    browser,
    'two switches right after each other are both saved without a conflict',
    async (visit) => {
      const { page } = visit
      const { now } = await open(visit)
      await page.getByRole('switch', { name: 'Sign-ups' }).click()
      await page.getByRole('switch', { name: 'Brute-force protection' }).click()
      await page.getByRole('switch', { name: 'Keep deleted users out' }).click()
      await page.getByText('Saved: Keep deleted users out').waitFor()
      expect((await now()).options).toMatchObject({
        disable_signup: true,
        brute_force_protection: false,
        ferry_tombstones: true,
      })
    },
  )

  testDashboard(
    browser,
    'another person’s change is shown beside mine, and neither is lost',
    async (visit) => {
      const { page, server, expectAnswer } = visit
      const { id, now } = await open(visit)
      const theirs = async (change: object) =>
        server.api('PATCH', `connections/${id}`, { options: { ...(await now()).options, ...change } })
      expectAnswer(412, `/api/v2/connections/${id}`)
      await theirs({ disable_signup: true })
      await page.getByRole('switch', { name: 'Require a username' }).click()
      const dialog = page.getByRole('dialog', { name: 'Someone else changed this connection' })
      await dialog.waitFor()
      expect(await dialog.getByRole('row').allInnerTexts()).toEqual([
        'Option\tWhen you opened it\tSaved now\tYour change',
        'requires_username\tnot set\tnot set\ttrue',
        'disable_signup\tnot set\ttrue\tnot changed',
      ])
      expect((await now()).options).not.toHaveProperty('requires_username')
      await saved(visit, () => dialog.getByRole('button', { name: 'Save my change too' }).click())
      expect((await now()).options).toMatchObject({ requires_username: true, disable_signup: true })

      await theirs({ passwordPolicy: 'excellent' })
      await page.getByRole('combobox', { name: 'Level' }).click()
      await page.getByRole('option', { name: 'Low' }).click()
      await dialog.getByRole('button', { name: 'Save my change instead' }).waitFor()
      expect(await dialog.getByRole('row').nth(1).innerText()).toBe('passwordPolicy\tgood\texcellent\tlow')
      await dialog.getByRole('button', { name: 'Keep what is saved' }).click()
      await page.getByText('At least 10 characters').waitFor()
      expect((await now()).options.passwordPolicy).toBe('excellent')
    },
  )

  testDashboard(browser, 'every control writes its own option, by keyboard alone', async (visit) => {
    const { page } = visit
    const { now } = await open(visit)
    const press = (name: string) => saved(visit, () => page.getByRole('switch', { name }).press('Space'))
    const type = (name: string, text: string) =>
      saved(visit, async () => {
        await page.getByLabel(name, { exact: true }).fill(text)
        await page.getByLabel(name, { exact: true }).press('Enter')
      })
    await press('Require a username')
    await type('Minimum', '3')
    await press('Password reset by email')
    await press('Validate before import')
    await type('Fields that are never stored', 'ssn, salary')
    await saved(visit, () => page.getByRole('button', { name: 'Remove salary' }).press('Enter'))
    await type('Minimum length', '14')
    await press('No old passwords')
    await type('Number of passwords', '9')
    await press('No common passwords')
    await type('Your own words', 'ferry')
    await press('No personal data')
    await page.getByRole('combobox', { name: 'Level' }).press('Enter')
    await page.getByRole('option', { name: 'Fair' }).waitFor()
    await page.keyboard.type('Fair')
    await saved(visit, () => page.keyboard.press('Enter'))
    await page.getByRole('combobox', { name: 'Oldest TLS of the legacy store' }).press('Enter')
    await page.getByRole('option', { name: 'TLS 1.0' }).waitFor()
    await page.keyboard.type('TLS 1.0')
    await saved(visit, () => page.keyboard.press('Enter'))
    await page.getByRole('switch', { name: 'Pass the context to scripts' }).press('Space')
    await saved(visit, () => page.getByRole('button', { name: 'Turn on permanently' }).press('Enter'))
    await page.getByText('This cannot be turned off: scripts').waitFor()
    expect((await now()).options).toMatchObject({
      requires_username: true,
      validation: { username: { min: 3, max: 15 } },
      disable_self_service_change_password: true,
      strategy_version: 1,
      non_persistent_attrs: ['ssn'],
      passwordPolicy: 'fair',
      password_complexity_options: { min_length: 14 },
      password_history: { enable: true, size: 9 },
      password_dictionary: { enable: true, dictionary: ['ferry'] },
      password_no_personal_info: { enable: true },
      enable_script_context: true,
      ferry_tls_min_version: 'TLSv1',
      an_option_of_tomorrow: ODD.an_option_of_tomorrow,
    })
    expect(await page.getByRole('switch', { name: 'Pass the context to scripts' }).isDisabled()).toBe(true)
  })

  testDashboard(
    browser,
    'a wrong number is reported while it is typed and never sent; an error of the server is shown at its control',
    async (visit) => {
      const { page, expectAnswer } = visit
      const { id, now } = await open(visit, { ...ODD, requires_username: true })
      await page.getByLabel('Maximum', { exact: true }).fill('0')
      await page.getByText('Enter a whole number from 1 to 128.').waitFor()
      await page.getByLabel('Maximum', { exact: true }).press('Enter')
      await page.getByLabel('Maximum', { exact: true }).press('Escape')
      expect(await page.getByLabel('Maximum', { exact: true }).inputValue()).toBe('15')
      await page.getByLabel('Minimum', { exact: true }).fill('16')
      await page.getByText('The minimum, 16, must not be greater than the maximum, 15.').waitFor()
      await page.getByLabel('Minimum', { exact: true }).press('Escape')
      expect((await now()).options).not.toHaveProperty('validation')

      expectAnswer(400, `/api/v2/connections/${id}`)
      await page.route(`**/api/v2/connections/${id}`, (route) =>
        route.request().method() === 'PATCH'
          ? route.fulfill({
              status: 400,
              json: { statusCode: 400, error: 'Bad Request', message: 'Not <b>this</b>.', errorCode: 'no' },
            })
          : route.fallback(),
      )
      await page.getByRole('switch', { name: 'No personal data' }).click()
      const group = page.getByRole('region', { name: 'Password policy' })
      await group.getByText('Not <b>this</b>.').waitFor()
      await page.getByRole('switch', { name: 'No personal data', checked: false }).waitFor()
    },
  )

  testDashboard(
    browser,
    'newer options are named, and hide the controls of the older options',
    async (visit) => {
      const { page } = visit
      await open(visit, {
        ...ODD,
        attributes: { username: { identifier: { active: true } } },
        password_options: { complexity: { min_length: 20 }, history: { active: true } },
      })
      await page
        .getByText('password_options of this connection sets: level and length and old passwords.')
        .waitFor()
      await page.getByText('The option attributes of this connection sets its identifiers.').waitFor()
      expect(await page.getByRole('combobox', { name: 'Level' }).count()).toBe(0)
      expect(await page.getByRole('switch', { name: 'Require a username' }).count()).toBe(0)
      expect(await page.getByRole('switch', { name: 'No personal data' }).count()).toBe(1)
    },
  )

  testDashboard(
    browser,
    'the page says that nobody can sign in without an application, and a switch allows one',
    async (visit) => {
      const { page, server } = visit
      const { id, now } = await open(visit)
      await server.api('PATCH', `connections/${id}`, { enabled_clients: [] })
      await page.reload()
      const group = page.getByRole('region', { name: 'Applications' })
      await group.getByText('No application can use this connection').waitFor()
      expect((await server.login('crm', 'ann@example.com', 'p')).status).not.toBe(200)
      const client = (await server.api('GET', `clients/${server.admin.client_id}`)).body as { name: string }
      await saved(visit, () => group.getByRole('switch', { name: client.name }).press('Space'))
      await page
        .getByText(`Saved`)
        .or(page.getByText(`${client.name} can use it`))
        .first()
        .waitFor()
      expect((await now()).enabled_clients).toEqual([server.admin.client_id])
      expect((await server.login('crm', 'ann@example.com', 'p')).status).toBe(200)
      // The switch wrote the connection: the next setting must cause no conflict.
      await saved(visit, () => page.getByRole('switch', { name: 'Sign-ups' }).click())
      await page.getByText('Saved: Sign-ups').waitFor()
    },
    { script: ({ args: [email] }) => ({ kind: 'value', value: { user_id: 1, email: `${email}` } }) },
  )

  testDashboard(
    browser,
    'deleting a connection shows the effect in numbers and requires the connection’s name',
    async (visit) => {
      const { page, server } = visit
      const { id } = await open(visit, {
        customScripts: { ...ODD.customScripts, get_user: 'function g () {}' },
      })
      for (const email of ['ann@example.com', 'ben@example.com']) {
        const { status, text } = await server.api('POST', 'users', {
          connection: 'crm',
          email,
          password: PASSWORD,
        })
        if (status !== 201) throw new Error(text)
      }
      await page.getByRole('button', { name: 'Delete connection' }).press('Enter')
      const dialog = page.getByRole('dialog', { name: 'Delete crm' })
      await dialog.getByText('2 users are deleted, with profile').waitFor()
      await dialog.getByText('2 users signed up in Ferry and are in no other store.').waitFor()
      await dialog.getByText('1 application can no longer sign people in').waitFor()
      const name = dialog.getByLabel('Type crm to confirm')
      await name.fill('crn')
      await dialog.getByText('This is not the name of the connection.').waitFor()
      await name.press('Enter')
      expect((await server.api('GET', `connections/${id}`)).status).toBe(200)
      await name.fill('crm')
      await name.press('Enter')
      await page.getByRole('heading', { name: 'Connections' }).waitFor()
      await page.getByText('crm is deleted').waitFor()
      await page.getByText('There is no connection yet').waitFor()
      expect((await server.api('GET', `connections/${id}`)).status).toBe(404)
    },
  )

  testDashboard(
    browser,
    'a viewer sees every setting, can change none, and reads which role can',
    async ({ go, page, server }) => {
      const id = await server.connection('crm')
      const viewer = { email: 'vera@example.test', password: 'a sentence to keep in mind' }
      await server.api('POST', 'members', { ...viewer, role: 'viewer' })
      await go('/sign-in')
      await page.getByLabel('Email').fill(viewer.email)
      await page.getByLabel('Password', { exact: true }).fill(viewer.password)
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { name: 'Connections' }).waitFor()
      await go(`/t/default/connections/${id}/settings`)
      await page.getByText('This needs the role owner, admin or editor.').waitFor()
      expect(await page.getByRole('switch', { name: 'Sign-ups' }).isDisabled()).toBe(true)
      expect(await page.getByRole('radio', { name: 'Legacy only' }).isDisabled()).toBe(true)
      const remove = page.getByRole('button', { name: 'Delete connection' })
      expect(await remove.getAttribute('aria-disabled')).toBe('true')
      expect(await remove.getAttribute('title')).toContain('owner or admin')
    },
  )
})
