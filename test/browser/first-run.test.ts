/**
 * From an empty data folder, through the printed link, to a person whose second sign-in Ferry serves. A real process.
 */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { ensureDashboard } from '../../server/dashboard/ensure-build.ts'
import type { Browser, WatchedPage } from '../support/browser.ts'
import { describeBrowser, watchPage } from '../support/browser.ts'
import type { Ferry } from '../support/ferry-process.ts'
import { startFerry } from '../support/ferry-process.ts'

const OWNER = { email: 'mia@example.test', password: 'a sentence to keep in mind' }
const MOST_ACTIONS = 12
const MOST_MACHINE_MS = 60_000
const WITHIN_MS = 180_000

interface Newcomer extends WatchedPage {
  ferry: Ferry
  setup_url: string
  /** Actions of a person: one click, one typed text. */
  act(action: Promise<unknown>): Promise<void>
  actions(): number
}

describeBrowser('the first run', (browser) => {
  for (const [width, colorScheme] of [
    [360, 'dark'],
    [1440, 'light'],
  ] as const) {
    test(
      `leads from an empty folder to a second sign-in that Ferry serves, at ${width} px in the ${colorScheme} theme`,
      async () => {
        await asNewcomer(browser(), width, async (newcomer) => {
          const { page, act, check, setup_url } = newcomer
          await page.emulateMedia({ colorScheme })
          await act(page.goto(setup_url))
          await act(page.getByLabel('Email').fill(OWNER.email))
          await act(page.getByLabel('Password', { exact: true }).fill(OWNER.password))
          await check()
          await act(page.getByRole('button', { name: 'Create the owner' }).click())
          await page.getByRole('radio', { name: 'PostgreSQL' }).waitFor()
          await check()
          await act(page.getByRole('button', { name: 'Continue' }).click())
          await page.getByLabel('Email or username').waitFor()
          await check()
          await act(page.getByRole('button', { name: 'Sign in', exact: true }).click())
          await page.getByText('Signed in and imported.').waitFor()
          await check()
          await act(page.getByRole('button', { name: 'Sign in again' }).click())
          await page.getByText('Signed in by Ferry. The script did not run.').waitFor()
          await check()
          await act(page.getByRole('link', { name: 'Continue' }).click())
          await page.getByText('client_secret').waitFor()
          await check()
          await act(page.getByRole('link', { name: 'Users' }).click())
          await page.getByRole('link', { name: 'ada@sample.test' }).waitFor()
          await expectMigrated(newcomer)
        })
      },
      WITHIN_MS,
    )
  }

  test(
    'can be completed by keyboard alone',
    async () => {
      await asNewcomer(browser(), 1440, async (newcomer) => {
        const { page, act, setup_url } = newcomer
        const { keyboard } = page
        await act(page.goto(setup_url))
        await page.getByLabel('Email').waitFor()
        await tabTo(page, 'Email')
        await act(keyboard.type(OWNER.email))
        await tabTo(page, 'Password')
        await act(keyboard.type(OWNER.password))
        await act(keyboard.press('Enter'))
        await page.getByRole('radio', { name: 'PostgreSQL' }).waitFor()
        await tabTo(page, 'Sample legacy store')
        await act(keyboard.press('Enter'))
        await page.getByLabel('Email or username').waitFor()
        await tabTo(page, 'Sign in')
        await act(keyboard.press('Enter'))
        await page.getByText('Signed in and imported.').waitFor()
        await act(keyboard.press('Enter'))
        await page.getByText('Signed in by Ferry. The script did not run.').waitFor()
        await tabTo(page, 'Continue')
        await act(keyboard.press('Enter'))
        await page.getByRole('heading', { name: 'Done' }).waitFor()
        await expectMigrated(newcomer)
      })
    },
    WITHIN_MS,
  )
})

async function asNewcomer(
  browser: Browser,
  width: number,
  walk: (newcomer: Newcomer) => Promise<void>,
): Promise<void> {
  // Built once and not at every start; its time has its own budget.
  await ensureDashboard()
  const began = performance.now()
  // Scripts may reach no private address: the sample store is the only local one that they can reach.
  const ferry = await startFerry({ FERRY_SANDBOX_ALLOW: '' })
  try {
    ferry.canaries.add('password of the owner', OWNER.password)
    const setup_url = await printedLink(ferry)
    const watched = await watchPage(browser, ferry.url, { width, height: 900 })
    try {
      let count = 0
      let checking_ms = 0
      await walk({
        ...watched,
        // The accessibility check is not part of the measured time.
        async check() {
          const from = performance.now()
          await watched.check()
          checking_ms += performance.now() - from
        },
        ferry,
        setup_url,
        actions: () => count,
        async act(action) {
          count += 1
          await action
        },
      })
      expect(performance.now() - began - checking_ms).toBeLessThan(MOST_MACHINE_MS)
      await watched.check()
    } finally {
      await watched.close()
    }
  } finally {
    await ferry.close()
  }
}

/** The last line of the output comes after the first response. */
async function printedLink(ferry: Ferry): Promise<string> {
  const link = () => /^http:\S+\/dashboard\/setup#token=\S+$/m.exec(ferry.output())?.[0]
  await expect.poll(link, { timeout: 10_000 }).toBeDefined()
  return link() ?? ''
}

async function expectMigrated({ ferry, setup_url, actions }: Newcomer): Promise<void> {
  expect(actions()).toBeLessThanOrEqual(MOST_ACTIONS)
  const { body } = await ferry.api('GET', 'connections')
  const [connection, ...others] = body as { id: string; name: string }[]
  if (!connection) throw new Error('there is no connection')
  expect(others).toEqual([])
  const { runs } = (await ferry.api('GET', `connections/${connection.id}/runs`)).body as { runs: object[] }
  expect(runs).toMatchObject([{ action: 'login', outcome: 'value', purpose: 'login' }])
  expect(await ferry.users(connection)).toMatchObject([
    { user_id: 'auth0|sample|1', email: 'ada@sample.test', logins_count: 2 },
  ])
  const [, token = ''] = setup_url.split('#token=')
  expect((await ferry.call(`/api/v2/setup?token=${token}`)).status).toBe(404)
}

const MOST_TABS = 40

/** Presses Tab until the focused element has this name. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let press = 0; press < MOST_TABS; press++) {
    await page.keyboard.press('Tab')
    const called = await page.evaluate<string>(`(() => {
      const { activeElement: at } = document
      return (at.labels?.[0]?.textContent ?? at.textContent ?? '').trim()
    })()`)
    if (called.startsWith(name)) return
  }
  throw new Error(`${name} was not reached by ${MOST_TABS} presses of Tab`)
}
