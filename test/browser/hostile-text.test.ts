import { expect } from 'vitest'
import { describeBrowser } from '../support/browser.ts'
import type { Visit } from '../support/browser-dashboard.ts'
import { testDashboard } from '../support/browser-dashboard.ts'
import type { FakeScript } from '../support/fake-runtime.ts'

const MARKUP = '<img src=x onerror=alert(1)><svg/onload=alert(2)>'
const CONTROLS = 'a\u0007b\u001b[31mc\u007fd\u0085e'
const CONTROLS_SHOWN = 'a␇b␛[31mc␡d\ufffde'

/** Texts that an attacker may enter in a text field. */
const PAYLOADS = [
  MARKUP,
  '</script></style></textarea></title><script>alert(3)</script>',
  'javascript:alert(4)',
  'data:text/html,<script>alert(5)</script>',
  `{{constructor.constructor("alert(6)")()}}$\{alert(7)}<%= alert(8) %>`,
  `"'\`><a href="javascript:alert(9)">&lt;b&gt;&amp;`,
  'user\u202egnp.exe \u2067\u2066 left open',
  CONTROLS,
  '👩‍👩‍👧‍👦🏳️‍🌈e\u0301\u0301\u0301\u0301',
  'שלום عالم',
  '__proto__ constructor toString',
]
const ALL = PAYLOADS.join(' ')
const LONG_WORD = 'w'.repeat(100_000)
/** For fields in which the server allows only short texts without control characters. */
const SHORT = `${MARKUP} {{7*7}} \u202egnp שלום 👩‍👩‍👧‍👦`
const WIDE_NAME = `${'n'.repeat(127)}x`

let trick: 'profile' | 'error' | 'throws-late' = 'profile'

/**
 * Accepts everyone, and returns a payload in each field of the profile; or fails with as much hostile text as possible.
 */
const hostileScript: FakeScript = ({ args: [identifier] }) => {
  const logs = [...PAYLOADS, 'null\0byte', LONG_WORD].map((text) => ({
    at_ms: 1,
    level: 'log' as const,
    text,
  }))
  if (trick !== 'profile') {
    return {
      outcome: {
        kind: 'failure',
        code: 'script_error',
        name: MARKUP,
        message: `${ALL} ${LONG_WORD.slice(0, 5_000)}`,
        stack: `${ALL}\n    at ${MARKUP} (script:2:3)`,
      },
      logs,
    }
  }
  return {
    outcome: {
      kind: 'value',
      value: {
        user_id: `evil ${MARKUP} \u202egnp ${String(identifier)}`,
        email: String(identifier),
        username: `${String(identifier)} ${SHORT}`,
        name: `${ALL} ${LONG_WORD.slice(0, 50_000)}`,
        nickname: ALL,
        given_name: 'שלום \u202e عالم',
        picture: 'javascript:alert(4)',
        [MARKUP]: ALL,
        ['k'.repeat(5_000)]: LONG_WORD.slice(0, 5_000),
        user_metadata: { [`meta ${SHORT}`]: ALL, nested: [ALL, { deep: MARKUP }] },
        app_metadata: { note: `${ALL} ${LONG_WORD.slice(0, 5_000)}` },
      },
    },
    logs,
  }
}

const HOSTILE_SCRIPT = `// ${ALL}\nfunction login(email, password, callback) {\n  // ${LONG_WORD}\n  callback(null, { user_id: ${JSON.stringify(MARKUP)} })\n}\n`

/** @returns ID of a connection whose every text is hostile, with an imported user */
async function prepare({ server }: Visit): Promise<string> {
  trick = 'profile'
  const client = await server.api('POST', 'clients', {
    // The server refuses angle brackets here.
    name: SHORT.replaceAll(/[<>]/g, ''),
    app_type: 'non_interactive',
    grant_types: ['http://auth0.com/oauth/grant-type/password-realm', 'password'],
  })
  expect(client.status, client.text).toBe(201)
  const { client_id, client_secret } = client.body as { client_id: string; client_secret: string }
  const scripts = { login: HOSTILE_SCRIPT, get_user: HOSTILE_SCRIPT.replace('login', 'getByEmail') }
  const id = await server.connection(WIDE_NAME, {
    customScripts: scripts,
    configuration: { [`K${'E'.repeat(90)}Y`]: MARKUP },
    note: ALL,
  })
  await server.api('PATCH', `connections/${id}`, {
    enabled_clients: [server.admin.client_id, client_id],
  })
  const drafted = await server.api('PUT', `connections/${id}/draft`, {
    scripts: { ...scripts, login: `${HOSTILE_SCRIPT}// ${MARKUP}\n` },
  })
  expect(drafted.status, drafted.text).toBeLessThan(300)
  const deployed = await server.api('POST', `connections/${id}/versions`, { note: SHORT })
  expect(deployed.status, deployed.text).toBeLessThan(300)
  const from = { headers: { 'user-agent': `${MARKUP} javascript:alert(1)` } }
  const login = await server.login(WIDE_NAME, 'eve@example.com', 'old', { client_id, client_secret }, from)
  expect(login.status, login.text).toBe(200)
  trick = 'error'
  await server.login(WIDE_NAME, 'bob@example.com', 'old', { client_id, client_secret }, from)
  const wrong = await server.login(WIDE_NAME, 'eve@example.com', 'wrong', { client_id, client_secret }, from)
  expect(wrong.status).toBe(403)
  trick = 'profile'
  return id
}

/** Texts on the page, including those in editors but not those typed into fields. */
const TEXTS = `(() => {
  const texts = []
  const walk = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.shadowRoot) walk(node.shadowRoot)
      if (node.nodeType === Node.TEXT_NODE) texts.push(node)
    }
  }
  walk(document.body)
  return texts
})()`

/**
 * Checks that nothing ran, that no control character can be copied into a terminal, that characters that reverse the
 * direction of text are isolated, and that nothing overflows the page, wide or narrow.
 */
async function inspect(visit: Visit, place: string): Promise<void> {
  const { page, check } = visit
  const wide = await page.evaluate<number>(
    `document.querySelector('main').scrollWidth - document.querySelector('main').clientWidth`,
  )
  expect(wide, `${place} is too wide`).toBeLessThanOrEqual(1)
  const raw = await page.evaluate<string[]>(
    `${TEXTS}.map((node) => node.data).filter((text) => /(?![\\n\\t\\r])\\p{Cc}/u.test(text))`,
  )
  expect(raw, `${place} shows raw control characters`).toEqual([])
  const turning = await page.evaluate<string[]>(`${TEXTS}
    .filter((node) => /[\\u202a-\\u202e\\u2066-\\u2069]/.test(node.data))
    .filter((node) => !node.parentElement.closest('bdi'))
    .map((node) => node.parentElement.tagName + '.' + node.parentElement.className + ': ' + node.data.slice(0, 200))`)
  expect(turning, `${place} lets a text turn the words around it`).toEqual([])
  expect(
    await page.locator('img:not(.cm-widgetBuffer), iframe, object, embed').count(),
    `${place} made elements of a text`,
  ).toBe(0)
  expect(await page.locator('a[href^="javascript:" i], a[href^="data:" i]').count()).toBe(0)
  await check().catch((error: Error) => {
    throw new Error(`${place}: ${error.message}`)
  })
}

describeBrowser('text that other people or scripts made', (browser) => {
  const options = { script: hostileScript }

  testDashboard(
    browser,
    'is shown as text in the list of users and on every tab of a user',
    async (visit) => {
      const { go, page, server, signIn } = visit
      await prepare(visit)
      const [user] = (await server.api('GET', 'users')).body as { user_id: string }[]
      await signIn()
      await go('/t/default/users')
      await page.getByRole('link', { name: 'eve@example.com' }).waitFor()
      await page.getByText(MARKUP).first().waitFor()
      await inspect(visit, 'users')
      const path = `/t/default/users/${encodeURIComponent(user?.user_id ?? '')}`
      await go(path)
      await page.getByText('Imported from the legacy store').waitFor()
      await page.getByText(CONTROLS_SHOWN).first().waitFor()
      await page.getByRole('button', { name: 'Run get_user' }).click()
      await page.getByText(/differs?\.|Nothing differs/).waitFor()
      await inspect(visit, 'profile')
      await go(`${path}?tab=activity`)
      await page.getByText('Show the whole log entry').first().waitFor()
      for (const more of await page.getByText('Show the whole log entry').all()) await more.click()
      await page.getByText(MARKUP).first().waitFor()
      await inspect(visit, 'activity')
      await go(`${path}?tab=raw`)
      await page.getByText('a\\u0007b\\u001b[31mc␡d\ufffde').first().waitFor()
      await inspect(visit, 'raw')
    },
    options,
  )

  testDashboard(
    browser,
    'is shown as text where a user is edited, reset and deleted, and in a search without results',
    async (visit) => {
      const { go, page, server, signIn, expectAnswer } = visit
      const id = await prepare(visit)
      const [user] = (await server.api('GET', 'users')).body as { user_id: string }[]
      await signIn()
      const path = `/t/default/users/${encodeURIComponent(user?.user_id ?? '')}`
      await go(`${path}?tab=metadata`)
      await page.locator('.cm-content').last().waitFor()
      await inspect(visit, 'metadata')
      await page.getByRole('button', { name: 'Edit profile' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Save' }).waitFor()
      await inspect(visit, 'edit')
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'Send reset' }).click()
      await page.getByRole('button', { name: 'Create a link' }).waitFor()
      await inspect(visit, 'reset')
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'More actions' }).click()
      await page.getByRole('menuitem', { name: 'Delete user' }).click()
      await page.getByRole('switch', { name: 'Also prevent a new import' }).waitFor()
      await inspect(visit, 'delete')
      expectAnswer(400, '/api/v2/users')
      await go(`/t/default/users?q=${encodeURIComponent(`${SHORT} "`)}&connection=${WIDE_NAME}`)
      await page.locator('.users-syntax mark').waitFor()
      await inspect(visit, 'search')
      expectAnswer(400, `/api/v2/connections/${id}/whois`)
      await go(`/t/default/users?q=${encodeURIComponent('"\u202ezzz"')}`)
      await page.getByRole('button', { name: 'Ask the legacy store' }).click()
      // The script returns a user whose name is not a valid name.
      await page.getByRole('alert').waitFor()
      await inspect(visit, 'nobody found')
      expectAnswer(404, `/api/v2/users/${encodeURIComponent(SHORT)}`)
      await go(`/t/default/users/${encodeURIComponent(SHORT)}`)
      await page.getByRole('heading', { name: 'Not found' }).waitFor()
      await inspect(visit, 'nobody')
    },
    options,
  )

  testDashboard(
    browser,
    'is shown as text in the list of connections, in settings and in the history',
    async (visit) => {
      const { go, page, signIn } = visit
      const id = await prepare(visit)
      await signIn()
      await go('/t/default/connections')
      await page.getByRole('link', { name: WIDE_NAME }).waitFor()
      await inspect(visit, 'connections')
      await go(`/t/default/connections/${id}/settings`)
      await page.getByRole('switch').first().waitFor()
      await inspect(visit, 'settings')
      await go(`/t/default/connections/${id}/history`)
      await page.getByText(MARKUP).first().waitFor()
      await inspect(visit, 'history')
      await page.getByRole('button', { name: 'Compare' }).first().click()
      await page.getByRole('dialog').locator('.cm-content').first().waitFor()
      await inspect(visit, 'compare')
    },
    options,
  )

  testDashboard(
    browser,
    'is shown as text in the script editor, in runs and among the configuration keys',
    async (visit) => {
      const { go, page, signIn } = visit
      const id = await prepare(visit)
      await signIn()
      await go(`/t/default/connections/${id}/scripts/login`)
      await page.locator('.cm-content').waitFor()
      await page.getByRole('button', { name: 'Run login' }).click()
      await page.locator('.run-report').waitFor()
      await inspect(visit, 'a run that returns')
      await page.getByRole('tab', { name: /Logs/ }).click()
      await page.getByText(CONTROLS_SHOWN).first().waitFor()
      await page.getByText('null␀byte').first().waitFor()
      await inspect(visit, 'logs')
      trick = 'error'
      await page.getByRole('button', { name: 'Run login' }).click()
      await page.getByText('Error', { exact: false }).first().waitFor()
      await inspect(visit, 'a run that fails')
      await page.getByRole('button', { name: 'Configuration' }).first().click()
      await page.getByRole('dialog').getByText('EEEEEEEE').first().waitFor()
      await inspect(visit, 'configuration keys')
    },
    options,
  )

  testDashboard(
    browser,
    'is shown as text in the steps of a trial sign-in, successful or failed',
    async (visit) => {
      const { go, page, signIn } = visit
      const id = await prepare(visit)
      await signIn()
      await go(`/t/default/connections/${id}/try`)
      await page.getByLabel('Email or username').fill('new@example.com')
      await page.getByLabel('Password', { exact: true }).fill('old')
      await page.keyboard.press('Enter')
      await page.getByText('Nothing was written.', { exact: false }).last().waitFor()
      await openSteps(visit)
      await page.getByText(CONTROLS_SHOWN).first().waitFor()
      await inspect(visit, 'a login that is tried')

      await page.getByRole('radio', { name: 'Real sign-in' }).check()
      await page.getByRole('button', { name: 'Sign in', exact: true }).click()
      await page.getByText('Signed in and imported.').waitFor()
      await openSteps(visit)
      await page.getByText('"sub":', { exact: false }).waitFor()
      await inspect(visit, 'a login for real')

      trick = 'error'
      await page.getByLabel('Email or username').fill('other@example.com')
      await page.getByLabel('Password', { exact: true }).fill('old')
      await page.getByRole('button', { name: 'Sign in', exact: true }).click()
      await page.getByText('<svg/onload=alert(2)>', { exact: false }).first().waitFor()
      await openSteps(visit)
      await inspect(visit, 'a login that fails')
    },
    options,
  )

  testDashboard(
    browser,
    'is shown as text in the drift check and in a comparison of runs',
    async (visit) => {
      const { go, page, signIn } = visit
      const id = await prepare(visit)
      await signIn()
      await go(`/t/default/connections/${id}/scripts/login`)
      await page.locator('.cm-content').waitFor()
      await page.getByLabel('Email or username').fill('new@example.com')
      await page.getByLabel('Password', { exact: true }).fill('old')
      await page.getByRole('tab', { name: 'Drift' }).click()
      await page.getByRole('button', { name: 'Compare login with get_user' }).click()
      await page.getByText(/No drift|different things|Could not be compared/).waitFor()
      await inspect(visit, 'drift')
      await page.getByRole('button', { name: 'Run login' }).click()
      await page.locator('.run-report').waitFor()
      trick = 'error'
      await page.getByRole('button', { name: 'Run login' }).click()
      await page.getByText('Runs in this tab', { exact: false }).click()
      await page.getByRole('button', { name: 'Compare with previous' }).click()
      await page.getByRole('dialog').waitFor()
      await inspect(visit, 'two runs')
    },
    options,
  )
})

/** All texts that the steps can show. */
async function openSteps({ page }: Visit): Promise<void> {
  const closed = page.locator('main details:not([open]) > summary')
  while ((await closed.count()) > 0) await closed.first().click()
}
