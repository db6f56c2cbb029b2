/** States of a connection’s scripts, and how to reach them. @module */
import { deployElsewhere, LOGIN, openScripts, saveElsewhere, write } from '../../support/scripts-page.ts'
import type { PageState } from './state.ts'

const MINE = LOGIN.replace('user_id: 1', 'user_id: String(1)')

/** In the order in which a person meets them. */
export const SCRIPTS_STATES: readonly PageState[] = [
  {
    name: 'scripts-empty',
    async reach({ signIn, go, server, page }) {
      const id = await server.connection('legacy-crm', { customScripts: {} })
      await signIn()
      await go(`/t/default/connections/${id}/scripts/login`)
      await page.getByText('No script yet').waitFor()
      await page.getByRole('button', { name: /^Use / }).waitFor()
    },
  },
  {
    name: 'scripts',
    async reach({ signIn, go, server, page }) {
      const id = await server.connection('legacy-crm', {
        customScripts: {
          login:
            'function login(email, password, callback) {\n  callback(null, { user_id: 1, emial: email })\n}',
        },
      })
      await signIn()
      await go(`/t/default/connections/${id}/scripts/login`)
      await page.locator('.cm-lintRange-error').waitFor()
      await page.getByRole('button', { name: 'Run login' }).click()
      await page.getByText('Not signed in: wrong email or password. The script does not say which.').waitFor()
    },
  },
  {
    name: 'scripts-problems',
    async reach(visit) {
      const { page } = visit
      await openScripts(visit)
      const broken = LOGIN.replace('email: email', "emial: email, age: require('left-pad')")
      await write(page, `// configuration.DB_HOSTS\n${broken}`)
      await page.getByRole('button', { name: /^2 errors/ }).click()
      await page.getByRole('list', { name: 'Problems' }).getByText('Line 3').first().waitFor()
      await page.getByText(/^v1 live · draft saved/).waitFor()
    },
  },
  {
    name: 'scripts-draft',
    async reach(visit) {
      const { page } = visit
      await openScripts(visit)
      await write(page, MINE)
      await page.getByText(/^v1 live · draft saved/).waitFor()
    },
  },
  {
    name: 'scripts-broken',
    async reach(visit) {
      const { page, expectAnswer } = visit
      const id = await openScripts(visit)
      await write(page, `${MINE}\n}`)
      await page.getByText(/^v1 live · draft saved/).waitFor()
      expectAnswer(400, `/api/v2/connections/${id}/versions`)
      await page.getByRole('button', { name: 'Deploy v2' }).click()
      await page.getByText('Not deployed: login does not compile').waitFor()
    },
  },
  {
    name: 'scripts-review',
    async reach(visit) {
      const { page } = visit
      await openScripts(visit)
      await write(page, MINE.replace('String(1)', 'configuration.DB_PORT'))
      await page.getByRole('button', { name: 'Deploy v2' }).click()
      const dialog = page.getByRole('dialog', { name: 'Deploy v2' })
      await dialog.getByText('1 difference').waitFor()
    },
  },
  {
    name: 'scripts-deployed',
    async reach(visit) {
      const { page } = visit
      await openScripts(visit)
      await write(page, MINE)
      await page.getByRole('button', { name: 'Deploy v2' }).click()
      await page.getByText('v2 is live.').waitFor()
      await page.getByRole('button', { name: 'Undo' }).waitFor()
    },
  },
  {
    name: 'scripts-conflict',
    async reach(visit) {
      const { page, expectAnswer } = visit
      const id = await openScripts(visit)
      await saveElsewhere(visit, id, { login: `// theirs\n${LOGIN}` })
      expectAnswer(412, `/api/v2/connections/${id}/draft`)
      await write(page, MINE)
      await page.getByRole('button', { name: 'Compare and merge' }).waitFor()
    },
  },
  {
    name: 'scripts-behind',
    async reach(visit) {
      const { page } = visit
      const id = await openScripts(visit)
      await saveElsewhere(visit, id, { login: MINE })
      await deployElsewhere(visit, id, { login: `// theirs\n${LOGIN}` })
      await page.reload()
      await page.getByRole('button', { name: 'Merge with v2' }).waitFor()
      await page.locator('.cm-content').waitFor()
    },
  },
  {
    name: 'scripts-merge',
    async reach(visit) {
      const { page, expectAnswer } = visit
      const id = await openScripts(visit)
      const theirs = `// theirs\n${LOGIN}\n\nfunction helper(value) {\n  return String(value)\n}`
      await saveElsewhere(visit, id, { login: theirs, get_user: '// theirs alone' })
      expectAnswer(412, `/api/v2/connections/${id}/draft`)
      await write(page, MINE)
      await page.getByRole('button', { name: 'Compare and merge' }).click()
      const dialog = page.getByRole('dialog', { name: 'Merge two changes' })
      await dialog.getByText(/differences/).waitFor()
    },
  },
  {
    name: 'scripts-too-long',
    async reach(visit) {
      const { page } = visit
      await openScripts(visit)
      await write(page, `${MINE}\n${'// old text that nobody reads\n'.repeat(3_600)}`)
      await page.getByText('too long to deploy').waitFor()
    },
  },
  {
    name: 'scripts-no-type-help',
    async reach(visit) {
      const { page } = visit
      await page.route(/worker.*\.js/, (route) => route.fulfill({ status: 200, body: 'throw new Error()' }))
      await openScripts(visit)
      await page.getByText('Type help is off').waitFor()
    },
  },
]
