import { expect } from 'vitest'
import { describeBrowser } from '../support/browser.ts'
import type { Visit } from '../support/browser-dashboard.ts'
import { testDashboard, toastOf } from '../support/browser-dashboard.ts'
import { signInPerson } from '../support/person-sessions.ts'

const ADA = 'users/auth0%7Cada'

/** Ada, who is signed in with as many browsers as wanted; an application has a refresh token from each. */
async function signInAda({ server }: Visit, times: number): Promise<void> {
  const connection_id = await server.connection('here', { enabledDatabaseCustomization: false })
  const { status, text } = await server.api('POST', 'users', {
    connection: 'here',
    email: 'ada@example.com',
    password: 'Long-and-strong-7!',
    user_id: 'ada',
  })
  if (status !== 201) throw new Error(text)
  const who = { user_id: 'auth0|ada', connection_id, client_id: server.admin.client_id, offline: true }
  for (let made = 0; made < times; made++) await signInPerson(server, who)
}

/** @returns how many sessions and refresh tokens Ada has */
async function left({ server }: Visit): Promise<[sessions: number, tokens: number]> {
  const { body: sessions } = await server.api('GET', `${ADA}/sessions`)
  const { body: tokens } = await server.api('GET', `${ADA}/refresh-tokens`)
  return [(sessions as { sessions: [] }).sessions.length, (tokens as { tokens: [] }).tokens.length]
}

describeBrowser('the tab “Sessions and tokens” of a user', (browser) => {
  testDashboard(
    browser,
    'ends one session with its refresh token, then revokes a token, then ends the other sessions and tokens',
    async (visit) => {
      const { go, page, server, signIn } = visit
      await signInAda(visit, 4)
      await signIn()
      await go(`/t/default/${ADA}`)
      await page.getByRole('tab', { name: 'Sessions and tokens' }).click()
      const sessions = page.getByRole('region', { name: 'Sessions' })
      const tokens = page.getByRole('region', { name: 'Refresh tokens' })
      await sessions
        .getByRole('row', { name: /Firefox 192\.0\.2\.1/ })
        .nth(3)
        .waitFor()
      await sessions
        .getByRole('row', { name: /Password Ferry administration/ })
        .first()
        .waitFor()
      await tokens
        .getByRole('row', { name: /https:\/\/api\.example openid offline_access/ })
        .first()
        .waitFor()

      await sessions.getByRole('button', { name: 'End session' }).first().click()
      const dialog = page.getByRole('dialog')
      await dialog.getByText('“End a session”').waitFor()
      await dialog.getByRole('switch', { name: 'Also revoke its refresh tokens' }).click()
      await dialog.getByText('“End a session and its refresh tokens”').waitFor()
      await toastOf(page, 'The session has ended.', () =>
        dialog.getByRole('button', { name: 'End session' }).click(),
      )
      expect(await left(visit)).toEqual([3, 3])

      await tokens.getByRole('button', { name: 'Revoke', exact: true }).first().click()
      await toastOf(page, 'The refresh token is revoked.', () =>
        page.getByRole('dialog').getByRole('button', { name: 'Revoke', exact: true }).click(),
      )
      expect(await left(visit)).toEqual([3, 2])

      await sessions.getByRole('button', { name: 'End all sessions' }).click()
      await toastOf(page, 'All sessions have ended.', () =>
        page.getByRole('dialog').getByRole('button', { name: 'End all sessions' }).click(),
      )
      expect(await left(visit)).toEqual([0, 2])

      await tokens.getByRole('button', { name: 'Revoke all' }).click()
      await toastOf(page, 'All refresh tokens are revoked.', () =>
        page.getByRole('dialog').getByRole('button', { name: 'Revoke all' }).click(),
      )
      expect(await left(visit)).toEqual([0, 0])
      await page.getByText('No application has a refresh token').waitFor()
      const { body } = await server.api('GET', 'logs?q=type:sapi')
      const names = (body as { description: string }[]).map(({ description }) => description)
      expect(names).toEqual(
        expect.arrayContaining([
          'End a session and its refresh tokens',
          'Revoke a refresh token',
          'End all sessions of a user',
          'Revoke all refresh tokens of a user',
        ]),
      )
    },
  )
})
