import { expect } from 'vitest'
import { describeBrowser } from '../support/browser.ts'
import { OWNER, testDashboard } from '../support/browser-dashboard.ts'

describeBrowser('the setup', (browser) => {
  testDashboard(
    browser,
    'a reload stays on the screen, every screen can be skipped, and an existing connection is offered',
    async ({ go, page, server, expectAnswer }) => {
      await go(`/setup#token=${server.setup_token}`)
      await page.getByLabel('Email').fill(OWNER.email)
      // A password that is easy to guess is refused at its field.
      expectAnswer(400, '/api/v2/setup')
      await page.getByLabel('Password', { exact: true }).fill('passwordpassword')
      await page.getByRole('button', { name: 'Create the owner' }).click()
      await page.getByText('Password is too easy to guess').waitFor()
      expect(await page.getByLabel('Password', { exact: true }).getAttribute('aria-invalid')).toBe('true')
      await page.getByLabel('Password', { exact: true }).fill(OWNER.password)
      await page.getByRole('button', { name: 'Create the owner' }).click()
      const store = page.getByRole('heading', { name: 'Where are your users stored today?' })
      await store.waitFor()
      await page.reload()
      await store.waitFor()
      await page.getByRole('link', { name: 'Skip setup' }).click()
      await page.getByText('There is no connection yet').waitFor()

      await page.getByRole('link', { name: 'Set up the first connection' }).click()
      await page.getByRole('button', { name: 'Continue' }).click()
      const identifier = page.getByLabel('Email or username')
      await identifier.waitFor()
      await page.reload()
      await identifier.waitFor()
      expect(await identifier.inputValue()).toBe('ada@sample.test')

      await go('/setup/store')
      await page.getByText('There is a connection already: sample-legacy-store').waitFor()
      await page.getByRole('link', { name: 'Continue with this connection' }).click()
      await identifier.waitFor()
      await page.getByRole('link', { name: 'Skip setup' }).click()
      await page.getByRole('heading', { name: 'Done' }).waitFor()
      await page.reload()
      await page.getByRole('region', { name: 'Command' }).getByText('client_secret').waitFor()

      await go('/')
      await page.getByRole('link', { name: 'sample-legacy-store' }).waitFor()
      expect(new URL(page.url()).pathname).toBe('/dashboard/t/default/connections')
    },
  )

  testDashboard(
    browser,
    'the setup ends with the connection’s own application: its secret is shown once, and its command signs people in',
    async ({ go, page, server, signIn }) => {
      await signIn()
      await go('/setup/store')
      await page.getByRole('button', { name: 'Continue' }).click()
      await page.getByLabel('Email or username').waitFor()
      await page.getByRole('link', { name: 'Continue' }).click()
      await page.getByText('Copy the client secret now').waitFor()
      const command = await page.getByRole('region', { name: 'Command' }).innerText()
      expect(command).not.toContain(server.admin.client_id)
      const [, client_secret = ''] = /^CLIENT_SECRET=(\S+)$/m.exec(command) ?? []
      const [, client_id = ''] = /client_id=(\S+)/.exec(command) ?? []
      const [, realm = ''] = /realm=(\S+)/.exec(command) ?? []
      const { body } = await server.api('GET', `connections?name=${realm}`)
      expect(body).toMatchObject([{ enabled_clients: [client_id] }])
      const { status } = await server.call('/oauth/token', {
        method: 'POST',
        body: {
          grant_type: 'http://auth0.com/oauth/grant-type/password-realm',
          realm,
          client_id,
          client_secret,
          username: 'ada@sample.test',
          password: 'p',
        },
      })
      expect(status).toBe(200)

      // After a return to the page, the command is still there, but not the secret.
      await page.getByRole('link', { name: 'Users', exact: true }).click()
      await page.getByRole('heading', { name: 'Users' }).waitFor()
      await page.goBack()
      await page.getByText('cannot show it again').waitFor()
      expect(await page.content()).not.toContain(client_secret)
      await page.reload()
      await page.getByRole('link', { name: 'Open this application to rotate its secret' }).click()
      await page.getByRole('heading', { name: 'Sample application', exact: true }).waitFor()

      // The sample exists already: no second application is created for it.
      await go('/setup/store')
      await page.getByRole('radio', { name: 'Sample legacy store' }).check()
      await page.getByRole('button', { name: 'Continue' }).click()
      await page.getByLabel('Email or username').waitFor()
      expect((await server.api('GET', 'clients')).body).toHaveLength(2)
    },
    {
      script: ({ args: [email] }) => ({ kind: 'value', value: { user_id: 1, email: `${email}` } }),
    },
  )

  testDashboard(
    browser,
    'a connection that only the administration may use gets an application at the end, never the administration’s command',
    async ({ go, page, server, signIn }) => {
      const id = await server.connection('crm')
      await signIn()
      await go(`/setup/done/${id}`)
      await page.getByText('None of your applications can use this connection yet').waitFor()
      expect(await page.getByText(server.admin.client_id).count()).toBe(0)
      await page.getByRole('button', { name: 'Create an application' }).click()
      await page.getByText('Copy the client secret now').waitFor()
      const { body } = await server.api('GET', 'clients')
      const [, made] = body as { client_id: string; name: string }[]
      expect(made?.name).toBe('crm app')
      const connection = (await server.api('GET', `connections/${id}`)).body
      expect((connection as { enabled_clients: string[] }).enabled_clients).toContain(made?.client_id)
    },
  )

  testDashboard(
    browser,
    'a used link leads the owner to the dashboard, and others to sign-in',
    async ({ go, page, server, makeOwner, signIn, expectAnswer }) => {
      await makeOwner()
      expectAnswer(404, '/api/v2/setup')
      await go(`/setup#token=${server.setup_token}`)
      await page.getByRole('link', { name: 'Go to sign-in' }).click()
      await page.getByRole('heading', { name: 'Sign in' }).waitFor()
      await signIn()
      await go('/_elsewhere')
      await go(`/setup#token=${server.setup_token}`)
      await page.getByRole('link', { name: 'Go to the dashboard' }).click()
      await page.getByText('There is no connection yet').waitFor()
    },
  )

  testDashboard(
    browser,
    'the people of the sample store are listed with their passwords and what is unusual, and one can be chosen',
    async ({ go, page, server, signIn }) => {
      await signIn()
      await go('/setup/store')
      await page.getByRole('button', { name: 'Continue' }).click()
      await page.getByText('People of the sample store').click()
      await page.getByText('200 fictional people').waitFor()
      await page.getByLabel('Filter people').fill('plain text')
      const rows = page.getByRole('table', { name: 'People of the sample store' }).getByRole('row')
      await expect.poll(() => rows.count()).toBe(2)
      expect(await rows.nth(1).innerText()).toContain('never-hashed')
      await page.getByRole('button', { name: 'Sign in as Plain' }).click()
      expect(await page.getByLabel('Email or username').inputValue()).toBe('plain@sample.test')
      expect(await page.getByLabel('Password', { exact: true }).inputValue()).toBe('never-hashed')

      // From the connection, too.
      const { body } = await server.api('GET', 'sample-store/people')
      const { connection_id, people } = body as { connection_id: string; people: object[] }
      expect(people).toHaveLength(200)
      await go(`/t/default/connections/${connection_id}/try`)
      await page.getByText('People of the sample store').click()
      await page.getByRole('button', { name: 'Sign in as Grace', exact: true }).click()
      expect(await page.getByLabel('Email or username').inputValue()).toBe('GRACE@Sample.Test')
      await server.api('DELETE', 'sample-store')
      expect(await server.api('GET', 'sample-store/people')).toMatchObject({ status: 404 })
    },
  )

  testDashboard(
    browser,
    'an own store becomes a connection with the template’s scripts and the typed values, and wrong values can be corrected',
    async ({ go, page, server, signIn }) => {
      await signIn()
      await server.connection('legacy-postgresql')
      await go('/setup/store')
      await page.getByRole('radio', { name: 'PostgreSQL' }).check()
      await page.getByRole('button', { name: 'Continue' }).click()
      const name = page.getByLabel('Connection name')
      await name.waitFor()
      expect(await name.inputValue()).toBe('legacy-postgresql-2')
      await name.fill('crm')
      await page.getByRole('button', { name: 'Create connection' }).click()
      await page.getByText('The scripts of this template need this value.').first().waitFor()
      const template = (await server.api('GET', 'templates/postgresql')).body as {
        configuration: { key: string; required: boolean }[]
        customScripts: { [name: string]: string }
      }
      const needed = template.configuration.filter(({ required }) => required).map(({ key }) => key)
      for (const key of needed) await page.locator(`[name="${key}"]`).fill(`first ${key}`)
      await page.getByText('The application “crm app” is created too').waitFor()
      await page.getByRole('button', { name: 'Create connection' }).click()
      await page.getByLabel('Email or username').fill('ann@example.com')
      await page.getByLabel('Password', { exact: true }).fill('hunter2')
      await page.getByRole('button', { name: 'Preview sign-in' }).click()
      await page.getByText('Not signed in: wrong email or password').first().waitFor()

      await page.getByText('Change address and credentials').click()
      const [key = ''] = needed
      await page.locator(`[name="${key}"]`).fill('mended')
      await page.getByRole('button', { name: 'Save' }).click()
      await page.getByText('Saved. Try again.').waitFor()
      const { body } = await server.api('GET', 'connections?name=crm')
      const [made] = body as { id: string; enabled_clients: string[]; options: { customScripts: object } }[]
      expect(made?.options.customScripts).toEqual(template.customScripts)
      const [, application] = (await server.api('GET', 'clients')).body as {
        client_id: string
        name: string
      }[]
      expect(application?.name).toBe('crm app')
      expect(made?.enabled_clients).toEqual([application?.client_id])
      const keys = (await server.api('GET', `connections/${made?.id}/configuration`)).body as {
        keys: { key: string }[]
      }
      expect(keys.keys.map((one) => one.key).toSorted()).toEqual(needed.toSorted())
      expect((await server.api('GET', 'users')).body).toEqual([])
    },
  )
})
