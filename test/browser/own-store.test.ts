/** The first run with the operator's own database: a real MariaDB, a real process, the template's own table. */
import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import { ensureDashboard } from '../../server/dashboard/ensure-build.ts'
import { describeBrowser, watchPage } from '../support/browser.ts'
import { startFerry } from '../support/ferry-process.ts'
import { describeMariaDb } from '../support/mariadb.ts'
import { freePort } from '../support/servers.ts'
import { statementsOf } from '../templates/support/sql-files.ts'
import { templateOf } from '../templates/support/use-template.ts'

const OWNER = { email: 'mia@example.test', password: 'a sentence to keep in mind' }
const WITHIN_MS = 120_000

/** Bcrypt of the sample user's password. */
const HASH = '$2b$10$xM0zv8FC6o3ITcaKszh7uOTQ/ER4jRMOe8xFdHXGOy/qXNgInINHK'

/** As from a clipboard. */
async function paste(field: Locator, text: string): Promise<void> {
  await field.focus()
  await field.evaluate((input, pasted) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text', pasted)
    input.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, text)
}

describeMariaDb('the operator’s own store', (mariadb) => {
  describeBrowser('in the first run', (browser) => {
    test(
      'an own store is connected with a template, corrected after a wrong port, previewed, and imports a user',
      async () => {
        const { sample, schema } = templateOf('mysql')
        const [person] = sample?.users ?? []
        if (!sample || !schema || !person) throw new Error('the template has no people')
        const { host, user, password, database, port, tls, query } = mariadb()
        for (const statement of [...statementsOf(schema.text), ...statementsOf(sample.text)])
          await query(statement)
        await ensureDashboard()
        const ferry = await startFerry()
        ferry.canaries.add('password of the database', password)
        const { page, check, close } = await watchPage(browser(), ferry.url)
        try {
          const link = () => /^http:\S+\/dashboard\/setup#token=\S+$/m.exec(ferry.output())?.[0]
          await expect.poll(link, { timeout: 10_000 }).toBeDefined()
          await page.goto(link() ?? '')
          await page.getByLabel('Email').fill(OWNER.email)
          await page.getByLabel('Password', { exact: true }).fill(OWNER.password)
          await page.getByRole('button', { name: 'Create the owner' }).click()
          await page.getByRole('radio', { name: 'MySQL', exact: true }).check()
          await page.getByRole('button', { name: 'Continue' }).click()
          const type = (key: string, value: string) => page.locator(`[name="${key}"]`).fill(value)
          await type('MYSQL_HOST', host)
          await type('MYSQL_PORT', String(await freePort()))
          await type('MYSQL_USER', user)
          await type('MYSQL_PASSWORD', password)
          await type('MYSQL_DATABASE', database)
          await page.getByRole('button', { name: 'Test connection' }).click()
          await page.getByText(`Nothing accepts connections at ${host}:`).waitFor()
          await page.getByRole('button', { name: 'Create connection' }).click()
          await page.getByLabel('Email or username').fill(person.email)
          await page.getByLabel('Password', { exact: true }).fill(person.password)
          await page.getByRole('button', { name: 'Preview sign-in' }).click()
          await page.getByText('The legacy store could not be reached.').waitFor()
          await check()

          await page.getByText('Change address and credentials').click()
          await type('MYSQL_PORT', String(port))
          if (tls) await type('MYSQL_CA', tls.ca)
          await page.getByRole('button', { name: 'Test connection' }).click()
          await page.getByText(/^The legacy store answers/).waitFor()
          await page.getByRole('button', { name: 'Save' }).click()
          await page.getByText('Saved. Try again.').waitFor()
          await page.getByRole('button', { name: 'Preview sign-in' }).click()
          await page.getByText('This would sign in and import the user.').waitFor()
          await page.getByRole('radio', { name: 'Real sign-in' }).check()
          await page.getByRole('button', { name: 'Sign in', exact: true }).click()
          await page.getByText('Signed in and imported.').waitFor()
          await page.getByRole('button', { name: 'Sign in again' }).click()
          await page.getByText('Signed in by Ferry. The script did not run.').waitFor()
          await check()

          const { body } = await ferry.api('GET', 'connections')
          const [connection] = body as { id: string; name: string }[]
          expect(connection).toMatchObject({ name: 'legacy-mysql' })
          if (connection) expect(await ferry.users(connection)).toMatchObject([{ logins_count: 2 }])
        } finally {
          await close()
          await ferry.close()
        }
      },
      WITHIN_MS,
    )

    test(
      'from the page of the set-up link to the first migrated user of a table without a username column takes at most 12 actions',
      async () => {
        const { host, user, password, database, port, query } = mariadb()
        const [person] = templateOf('mysql').sample?.users ?? []
        if (!person) throw new Error('the template has no people')
        // A table that somebody made by hand: id, email and password, and a nickname that it may have.
        await query('DROP TABLE IF EXISTS users')
        await query(
          'CREATE TABLE users (id INT AUTO_INCREMENT PRIMARY KEY, email VARCHAR(254) NOT NULL UNIQUE, nickname VARCHAR(99), password CHAR(60) NOT NULL, email_verified BOOLEAN NOT NULL DEFAULT TRUE)',
        )
        await query(
          `INSERT INTO users (email, nickname, password) VALUES ('${person.email}', 'Ann', '${HASH}')`,
        )
        await ensureDashboard()
        const ferry = await startFerry()
        ferry.canaries.add('password of the database', password)
        const { page, check, close } = await watchPage(browser(), ferry.url)
        let actions = 0
        /** What a person does: one click, one text typed or pasted, one link opened. */
        const act = async (work: Promise<unknown>): Promise<void> => {
          actions++
          await work
        }
        try {
          const link = () => /^http:\S+\/dashboard\/setup#token=\S+$/m.exec(ferry.output())?.[0]
          await expect.poll(link, { timeout: 10_000 }).toBeDefined()
          // Opening the link ends the commands in the terminal; the wizard begins with it.
          await page.goto(link() ?? '')
          await act(page.getByLabel('Email').fill(OWNER.email))
          await act(page.getByLabel('Password', { exact: true }).fill(OWNER.password))
          await act(page.getByRole('button', { name: 'Create the owner' }).click())
          await act(page.getByRole('radio', { name: 'MySQL', exact: true }).check())
          await act(page.getByRole('button', { name: 'Continue' }).click())
          await act(page.getByLabel('username of users is not in my table').check())
          const address = `mysql://${encodeURIComponent(user)}:${encodeURIComponent(password)}@${host}:${port}/${database}`
          await act(paste(page.locator('[name="MYSQL_HOST"]'), address))
          expect(await page.locator('[name="MYSQL_HOST"]').inputValue()).toBe(host)
          expect(await page.locator('[name="MYSQL_DATABASE"]').inputValue()).toBe(database)
          await act(page.getByRole('button', { name: 'Create connection' }).click())
          await act(page.getByLabel('Email or username').fill(person.email))
          await act(page.getByLabel('Password', { exact: true }).fill(person.password))
          await act(page.getByRole('radio', { name: 'Real sign-in' }).check())
          await act(page.getByRole('button', { name: 'Sign in', exact: true }).click())
          await page.getByText('Signed in and imported.').waitFor()
          await check()
          expect(actions).toBeLessThanOrEqual(12)

          const { body } = await ferry.api('GET', 'connections')
          const [connection] = body as { id: string; name: string; options: object }[]
          expect(connection && (await ferry.users(connection))).toMatchObject([
            { email: person.email.toLowerCase(), nickname: 'Ann', email_verified: true },
          ])
          expect(JSON.stringify(connection?.options)).not.toContain('row.username')
        } finally {
          await close()
          await ferry.close()
        }
      },
      WITHIN_MS,
    )
  })
})
