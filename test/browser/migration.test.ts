import { expect } from 'vitest'
import { describeBrowser } from '../support/browser.ts'
import type { Visit } from '../support/browser-dashboard.ts'
import { testDashboard, toastOf } from '../support/browser-dashboard.ts'
import { playMigration, TROUBLED } from './states/migration.ts'

async function open(visit: Visit, query = ''): Promise<string> {
  const id = await playMigration(visit)
  await visit.signIn()
  await visit.go(`/t/default/connections/${id}/migration${query}`)
  await visit.page.getByRole('region', { name: 'Progress' }).waitFor()
  return id
}

/** @returns the figures of the card, such as `5 imported` */
const figures = async ({ page }: Visit): Promise<string[]> =>
  await page.getByRole('region', { name: 'Progress' }).locator('.migration-figure').allInnerTexts()

describeBrowser('the migration page', (browser) => {
  testDashboard(
    browser,
    'a percentage comes with the total, which is set by keyboard; the figures follow each sign-in without a reload',
    async (visit) => {
      const { page, server } = visit
      await open(visit)
      expect((await figures(visit)).map((text) => text.split('\n'))).toEqual([
        ['5', 'imported'],
        ['5', 'imported today'],
      ])
      await page.getByRole('button', { name: 'Set total' }).focus()
      await page.keyboard.press('Enter')
      await page.getByLabel('Number of people').fill('20')
      await toastOf(page, 'Saved: people in the legacy store', () => page.keyboard.press('Enter'))
      await page.getByText('25 %', { exact: true }).waitFor()
      expect((await server.login('legacy-crm', 'new@example.com', 'a long password')).status).toBe(200)
      await page.getByText('30 %', { exact: true }).waitFor()
      await page.getByText('14', { exact: true }).waitFor()
    },
    { script: TROUBLED },
  )

  testDashboard(
    browser,
    'a script counts the people: what is wrong with it is told beside it, and its number gives the percentage',
    async (visit) => {
      const { page } = visit
      await open(visit)
      await page.getByRole('button', { name: 'Set total' }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel('Or count them by a script').fill('count of nobody')
      await dialog.getByRole('button', { name: 'Save script and count' }).click()
      await dialog.getByText(/Make it a number/).waitFor()
      expect(await dialog.getByRole('link', { name: 'Open the run' }).getAttribute('href')).toMatch(
        /runs\/run_/,
      )
      await dialog.getByLabel('Or count them by a script').fill('count of 20')
      await toastOf(page, 'Counted: people in the legacy store', () =>
        dialog.getByRole('button', { name: 'Save script and count' }).click(),
      )
      await page.getByText('25 %', { exact: true }).waitFor()
      await page.getByText('total counted by the script').waitFor()
      await page.getByRole('button', { name: 'Set total' }).click()
      await dialog.getByRole('button', { name: 'Count now' }).waitFor()
      await dialog.getByLabel('Or count them by a script').fill('')
      await toastOf(page, 'Removed: script that counts', () =>
        dialog.getByRole('button', { name: 'Remove script' }).click(),
      )
      await page.getByText('25 %', { exact: true }).waitFor()
    },
    { script: TROUBLED },
  )

  testDashboard(
    browser,
    'the table has the numbers of the bars, and range and form are in the URL',
    async (visit) => {
      const { page } = visit
      await open(visit)
      await page
        .getByRole('img', { name: 'Bar chart of 30 days: 5 imported, 5 failed or refused.' })
        .waitFor()
      await page.getByRole('button', { name: 'Show as table' }).click()
      const table = page.getByRole('table', { name: 'Imported and failed' })
      await table.waitFor()
      expect(await table.getByRole('row').nth(1).getByRole('cell').allInnerTexts()).toMatchObject([
        expect.stringMatching(/^\d{4}-\d\d-\d\d 00:00$/),
        '5',
        '5',
      ])
      await page.reload()
      await table.waitFor()
    },
    { script: TROUBLED },
  )

  testDashboard(
    browser,
    'reasons lead to the log, a conflict to its solutions, and a person who is kept apart leaves the list',
    async (visit) => {
      const { page } = visit
      const id = await open(visit)
      const log = page.getByRole('link', { name: 'Log entries: The script threw an error' })
      expect(await log.getAttribute('href')).toContain(`/t/default/logs?connection=${id}&type=fmu`)
      await page.getByRole('button', { name: /^Resolve the conflict of .*twin@example.com/ }).click()
      const dialog = page.getByRole('dialog')
      const holder = dialog.getByRole('link', { name: 'See who has it' })
      expect(await holder.getAttribute('href')).toContain('/users/auth0%7Cof-ann0%40example.com')
      await toastOf(page, 'Taken off the list', () =>
        dialog.getByRole('button', { name: 'Take off the list' }).click(),
      )
      await page.getByRole('cell', { name: 'invalid@example.com', exact: true }).waitFor()
      await page.getByRole('cell', { name: 'twin@example.com', exact: true }).waitFor({ state: 'detached' })
    },
    { script: TROUBLED },
  )

  testDashboard(
    browser,
    'a person’s story says how the address came to be, and is found again by its URL',
    async (visit) => {
      const { page } = visit
      await open(visit)
      await page.getByLabel('Email or username', { exact: true }).fill('ann1@example.com')
      await page.keyboard.press('Enter')
      await page.getByText('Imported by sign-in, version 1').waitFor()
      await page.reload()
      await page.getByText('Imported by sign-in, version 1').waitFor()
    },
    { script: TROUBLED },
  )
})
