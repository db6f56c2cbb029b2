import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { describeBrowser } from '../support/browser.ts'
import type { Visit } from '../support/browser-dashboard.ts'
import { testDashboard } from '../support/browser-dashboard.ts'

const CANARY = 'canary-password-of-a-test'

/** The page of one script of a connection. */
async function open(visit: Visit, script: string, options: object = {}): Promise<void> {
  const { server, signIn, go, page } = visit
  const texts = ['login', 'get_user', 'create', 'verify', 'change_password', 'delete', 'change_email']
  const customScripts = Object.fromEntries(texts.map((one) => [one, `function (callback) { /* ${one} */ }`]))
  const id = await server.connection('legacy-crm', { import_mode: false, customScripts, ...options })
  await signIn()
  await go(`/t/default/connections/${id}/scripts/${script}`)
  await page.locator('.cm-content').waitFor()
}

const panelOf = ({ page }: Visit) => page.getByRole('complementary', { name: 'Test run' })

/** The sentence above the figures; the list of runs has the same one. */
const headline = (visit: Visit, text: string) =>
  panelOf(visit).locator('.banner strong', { hasText: text }).first().waitFor()

describeBrowser('a test run in the dashboard', (browser) => {
  const calls: unknown[][] = []

  testDashboard(
    browser,
    'each script has a form for its arguments, and is called with the typed values',
    async (visit) => {
      const { page } = visit
      await open(visit, 'login', { enable_script_context: true })
      const panel = panelOf(visit)
      const run = async (action: string, fill: () => Promise<void>): Promise<unknown[] | undefined> => {
        await page.getByRole('link', { name: new RegExp(`^${action}\\b`) }).click()
        const button = panel.getByRole('button', { name: `Run ${action}` })
        await button.waitFor()
        await fill()
        await button.click()
        await panel
          .getByRole('status')
          .filter({ hasText: /ms · CPU/ })
          .waitFor()
        return calls.at(-1)
      }
      const type = (label: string, value: string) => panel.getByLabel(label, { exact: true }).fill(value)
      const context = { ip: '203.0.113.7' }
      const login = await run('login', async () => {
        await type('Email or username', 'ada@example.com')
        await type('Password', 'pw')
        await type('Context, as JSON', JSON.stringify(context))
      })
      expect(login).toEqual(['ada@example.com', 'pw', context])
      // An argument that was typed once is still there.
      expect(await run('get_user', async () => undefined)).toEqual([
        'ada@example.com',
        { identifierType: 'email', ...context },
      ])
      const user = { email: 'new@example.com', password: 'x' }
      expect(await run('create', () => type('User, as JSON', JSON.stringify(user)))).toEqual([user, context])
      expect(await run('verify', async () => undefined)).toEqual(['ada@example.com', context])
      expect(await run('change_password', () => type('New password', 'np'))).toEqual([
        'ada@example.com',
        'np',
        context,
      ])
      expect(await run('delete', () => type('User ID', '7'))).toEqual(['7', context])
      const changed = await run('change_email', async () => {
        await type('New email', 'ada@new.example')
        await panel.getByRole('switch', { name: 'Verified' }).click()
      })
      expect(changed).toEqual(['ada@example.com', 'ada@new.example', true, context])
      await page.getByText('Runs in this tab (7)').click()
      await panel.getByRole('button', { name: /^1 login/ }).click()
    },
    {
      script: ({ args }) => {
        // Ferry adds its own key to the context for members who can write.
        calls.push(
          JSON.parse(JSON.stringify(args, (key, value) => (key === 'idempotency_key' ? undefined : value))),
        )
        return { kind: 'none' }
      },
    },
  )

  testDashboard(
    browser,
    'wrong JSON is reported with its place and not sent; Ctrl Enter runs the script from every field',
    async (visit) => {
      const { page } = visit
      await open(visit, 'create')
      const panel = panelOf(visit)
      const json = panel.getByLabel('User, as JSON')
      await json.fill('{ "email": }')
      await json.press('Control+Enter')
      await panel.getByText(/^Not JSON: /).waitFor()
      await json.fill('[1]')
      await json.press('Control+Enter')
      await panel.getByText('Enter a JSON object').waitFor()
      await json.fill('{ "email": "a@b.example" }')
      await json.press('Control+Enter')
      await headline(visit, 'Done.')
      await page.locator('.cm-content').press('Control+Enter')
      await page.getByText('Runs in this tab (2)').waitFor()
    },
    { script: () => ({ kind: 'value', value: true }) },
  )

  testDashboard(
    browser,
    'a long run shows its time and the server’s limit and can be cancelled; the next run works',
    async (visit) => {
      await open(visit, 'login')
      const panel = panelOf(visit)
      await panel.getByRole('button', { name: 'Run login' }).click()
      await panel.getByText(/^[12] s of 7 s$/).waitFor()
      await panel.getByRole('button', { name: 'Cancel' }).click()
      await panel.getByText('Cancelled. The script was stopped.').waitFor()
      await panel.getByLabel('Email or username').fill('quick')
      await panel.getByRole('button', { name: 'Run login' }).click()
      await headline(visit, 'Not signed in: wrong email or password')
    },
    {
      environment: { FERRY_SCRIPT_TIMEOUT_MS: '7000' },
      script: ({ args, signal }) =>
        args[0] === 'quick'
          ? { kind: 'none' }
          : new Promise((resolve) => signal?.addEventListener('abort', () => resolve({ kind: 'none' }))),
    },
  )

  testDashboard(
    browser,
    'an error links to its line; two runs can be compared; a profile is shown beside its stored form',
    async (visit) => {
      const { page } = visit
      await open(visit, 'login', {
        import_mode: true,
        customScripts: { login: 'function login(email, password, callback) {\n\n  nowhere()\n}' },
      })
      const panel = panelOf(visit)
      await panel.getByLabel('Email or username').fill('bad')
      await panel.getByRole('button', { name: 'Run login' }).click()
      await headline(visit, 'The script failed: ReferenceError: nowhere is not defined')
      await panel.getByRole('button', { name: 'Go to line 3' }).click()
      await page.getByText('Ln 3, Col 3').waitFor()

      await panel.getByLabel('Email or username').fill('Ada@Example.com')
      await panel.getByRole('button', { name: 'Run login' }).click()
      await headline(visit, 'Signed in. The user would be imported.')
      const rows = await panel.getByRole('table').getByRole('row').allInnerTexts()
      const text = rows.map((row) => row.replace(/\s+/g, ' ')).join('\n')
      expect(text).toContain('id 7 number user_id auth0|7 string renamed')
      expect(text).toMatch(/email Ada@Example.com string email ada@example.com string lower-cased/)
      expect(text).toMatch(/nick_name ada string nick_name ada string did you mean nickname\?/)
      await page.getByText('Runs in this tab (2)').click()
      await panel.getByRole('button', { name: 'Compare with previous' }).click()
      const dialog = page.getByRole('dialog', { name: 'Run 2 compared with run 1' })
      await dialog.getByText('→ Signed in.').waitFor()
      await dialog.getByText('1 difference').waitFor()
    },
    {
      script: ({ args: [identifier] }) =>
        identifier === 'bad'
          ? {
              kind: 'failure',
              code: 'script_error',
              name: 'ReferenceError',
              message: 'nowhere is not defined',
              line: 3,
              column: 3,
            }
          : { kind: 'value', value: { id: 7, email: identifier ?? null, nick_name: 'ada' } },
    },
  )

  testDashboard(
    browser,
    'typed passwords are in no URL, storage or query, and are gone when the page is left',
    async (visit) => {
      const { page } = visit
      const addresses: string[] = []
      page.on('request', (request) => addresses.push(request.url()))
      await open(visit, 'login', { import_mode: true })
      const panel = panelOf(visit)
      const password = panel.getByLabel('Password', { exact: true })
      expect(await password.getAttribute('autocomplete')).toBe('off')
      await panel.getByLabel('Email or username').fill('ada@example.com')
      await password.fill(CANARY)
      await panel.getByRole('button', { name: 'Run login' }).click()
      await headline(visit, 'Signed in.')
      await panel.getByRole('tab', { name: 'Drift' }).click()
      await panel.getByRole('button', { name: 'Compare login with get_user' }).click()
      await panel.getByText('No drift: both scripts return the same profile.').waitFor()
      const kept = await page.evaluate<string>(
        'JSON.stringify([localStorage, sessionStorage, location.href, history.state]) + document.body.innerText',
      )
      expect(kept).not.toContain(CANARY)
      expect(addresses.join('\n')).not.toContain(CANARY)

      await page.getByRole('link', { name: 'History' }).click()
      await page.goBack()
      await panel.getByRole('button', { name: 'Run login' }).waitFor()
      expect(await password.inputValue()).toBe('')
      expect(await panel.getByText(/Runs in this tab/).count()).toBe(0)
    },
    {
      script: ({ args: [identifier] }) => ({
        kind: 'value',
        value: { user_id: 7, email: identifier ?? null, note: 'of a login' },
      }),
    },
  )

  const EVIL = `</script><img src=x onerror=alert(1)>\u0000\u202e ${'x'.repeat(70_000)}`
  testDashboard(
    browser,
    'output of a script is shown as text in profile, logs, error and trace; long output is cut with a note',
    async (visit) => {
      await open(visit, 'login')
      const panel = panelOf(visit)
      await panel.getByLabel('Email or username').fill('profile')
      await panel.getByRole('button', { name: 'Run login' }).click()
      await panel.getByText('onerror').first().waitFor()
      await panel.getByRole('switch', { name: 'As JSON' }).click()
      await panel
        .getByText(/^Only the first 64 of \d+ KB are shown/)
        .first()
        .waitFor()
      await panel.getByRole('tab', { name: 'Logs' }).click()
      await panel.getByText('onerror').first().waitFor()
      await panel.getByRole('tab', { name: 'Trace' }).click()
      await panel.getByText('onerror').first().waitFor()
      await panel.getByLabel('Email or username').fill('error')
      await panel.getByRole('button', { name: 'Run login' }).click()
      await headline(visit, 'The script failed: </script>')
      expect(await panel.locator('img').count()).toBe(0)
    },
    {
      script: ({ args: [identifier] }) => ({
        outcome:
          identifier === 'error'
            ? {
                kind: 'failure',
                code: 'script_error',
                message: EVIL.slice(0, 2_000),
                stack: EVIL.slice(0, 2_000),
              }
            : { kind: 'value', value: { user_id: 1, email: 'profile', [EVIL.slice(0, 60)]: EVIL } },
        logs: [{ at_ms: 1, level: 'log', text: EVIL.slice(0, 3_000) }],
        trace: [
          { at_ms: 1, kind: 'dns', host: EVIL.slice(0, 100), duration_ms: 1, outcome: EVIL.slice(0, 60) },
        ],
      }),
    },
  )

  testDashboard(
    browser,
    'on a small screen Run is always visible, covers no focused element, and the result scrolls into view',
    async (visit) => {
      const { page } = visit
      await page.setViewportSize({ width: 360, height: 640 })
      await open(visit, 'login')
      const button = page.getByRole('button', { name: 'Run login' })
      const bottom = async (element: ReturnType<Page['locator']>): Promise<number> => {
        const box = await element.boundingBox()
        return box ? box.y + box.height : Number.NaN
      }
      // The page is scrolled to the top, with the script on the screen.
      expect(await page.locator('.cm-content').isVisible()).toBe(true)
      expect(await bottom(button)).toBeLessThanOrEqual(640)
      const bar_top = (await button.boundingBox())?.y ?? 0
      for (const field of await page.locator('.run-form input').all()) {
        await field.focus()
        expect(await bottom(field)).toBeLessThan(bar_top)
      }
      await page.getByLabel('Email or username').fill('ada@example.com')
      await page.getByLabel('Password', { exact: true }).fill('typed')
      await page.evaluate(`document.querySelector('.main').scrollTo(0, 0)`)
      await button.click()
      await headline(visit, 'Signed in.')
      const told = panelOf(visit).locator('.banner').first()
      expect(await bottom(told)).toBeLessThanOrEqual(bar_top)
      expect(await bottom(told)).toBeGreaterThan(0)
      const last = page.getByText('Runs in this tab (1)')
      await last.scrollIntoViewIfNeeded()
      expect(await bottom(last)).toBeLessThanOrEqual(bar_top)
    },
    { script: () => ({ kind: 'value', value: { user_id: '1', email: 'ada@example.com' } }) },
  )
})

describeBrowser('the result of a test run', (browser) => {
  testDashboard(
    browser,
    'is marked as of an earlier text after the text was changed or discarded, and no more when the text is back',
    async (visit) => {
      const { page } = visit
      const text = 'function login(email, password, callback) { callback(null) }'
      await open(visit, 'login', { customScripts: { login: text } })
      const write = async (next: string): Promise<void> => {
        await page.locator('.cm-content').click()
        await page.keyboard.press('Control+a')
        await page.keyboard.insertText(next)
      }
      const old = panelOf(visit).getByText('This result is of an earlier text.')
      await write(`${text} // draft`)
      await panelOf(visit).getByRole('button', { name: 'Run login' }).click()
      await panelOf(visit)
        .getByRole('status')
        .filter({ hasText: /ms · CPU/ })
        .waitFor()
      expect(await old.count()).toBe(0)
      await page.getByRole('button', { name: 'Discard draft' }).click()
      await old.waitFor()
      await write(`${text} // draft`)
      await old.waitFor({ state: 'detached' })
    },
  )
})
