import type { FrameLocator } from 'playwright-core'
import { expect } from 'vitest'
import { describeBrowser } from '../support/browser.ts'
import type { Visit } from '../support/browser-dashboard.ts'
import { testDashboard, toastOf } from '../support/browser-dashboard.ts'

const PATH = '/t/default/sign-in-page'
const MEMBER_PASSWORD = 'a sentence to keep in mind'

const stored = async ({ server }: Visit): Promise<unknown> => (await server.api('GET', 'branding')).body

async function open(visit: Visit): Promise<{ light: FrameLocator; dark: FrameLocator }> {
  await visit.signIn()
  await visit.go(PATH)
  const frame = (theme: string) => visit.page.frameLocator(`iframe[title="Sign in, ${theme}"]`)
  const frames = { light: frame('Light'), dark: frame('Dark') }
  await frames.dark.getByRole('button', { name: 'Sign in' }).waitFor()
  return frames
}

async function choose({ page }: Visit, label: string, choice: string): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).click()
  await page.getByRole('option', { name: choice, exact: true }).click()
}

describeBrowser('the designer of the sign-in page', (browser) => {
  testDashboard(
    browser,
    'shows the draft in both themes before anything is stored; saving changes the real pages, and Undo restores them',
    async (visit) => {
      const { page, server } = visit
      const { light, dark } = await open(visit)
      const colourOf = (frame: FrameLocator): Promise<string> =>
        frame
          .getByRole('button', { name: 'Sign in' })
          .evaluate((button) => getComputedStyle(button).backgroundColor)
      await page.getByLabel('Main colour', { exact: true }).fill('#aa0055')
      await expect.poll(() => colourOf(light)).toBe('rgb(170, 0, 85)')
      await expect.poll(() => colourOf(dark)).toBe('rgb(170, 0, 85)')
      const themeOf = (frame: FrameLocator): Promise<string> =>
        frame.locator('main').evaluate((card) => getComputedStyle(card).backgroundColor)
      expect(await themeOf(light)).toBe('rgb(255, 255, 255)')
      expect(await themeOf(dark)).toBe('rgb(25, 28, 34)')
      await page.getByText('Not saved yet').waitFor()
      expect(await stored(visit)).toEqual({})
      const toast = await toastOf(page, 'The sign-in page is saved.', () =>
        page.getByRole('button', { name: 'Save', exact: true }).click(),
      )
      expect(await stored(visit)).toMatchObject({ colors: { primary: '#aa0055' } })
      expect((await server.call('/u/reset-password?ticket=none')).text).toContain('--primary:#aa0055')
      await toast.getByRole('button', { name: 'Undo' }).click()
      await expect.poll(() => stored(visit)).not.toHaveProperty('colors.primary')
      await page.getByLabel('Main colour', { exact: true }).and(page.locator('[value=""]')).waitFor()
    },
  )

  testDashboard(
    browser,
    'shows other pages and languages; choosing Ferry’s look empties each field; discarding restores what is stored',
    async (visit) => {
      const { page, server } = visit
      await server.api('PATCH', 'branding', { colors: { primary: '#123456' }, ferry_font: 'serif' })
      await open(visit)
      await page.getByRole('combobox', { name: 'Page', exact: true }).click()
      await page.getByRole('option', { name: 'Wrong password' }).click()
      await page.getByRole('combobox', { name: 'Language' }).click()
      await page.getByRole('option', { name: 'Français' }).click()
      await page.frameLocator('iframe').first().locator('html[lang="fr"] [role="alert"]').waitFor()
      const colour = page.getByLabel('Main colour', { exact: true })
      await page.getByRole('button', { name: 'Use Ferry’s look' }).click()
      expect(await colour.inputValue()).toBe('')
      await page.getByRole('button', { name: 'Discard changes' }).click()
      expect(await colour.inputValue()).toBe('#123456')
      await page.getByRole('button', { name: 'Use Ferry’s look' }).click()
      await toastOf(page, 'The sign-in page is saved.', () =>
        page.getByRole('button', { name: 'Save', exact: true }).click(),
      )
      expect(JSON.stringify(await stored(visit))).not.toMatch(/123456|serif/)
    },
  )

  testDashboard(browser, 'refuses to save a colour or an address that pages do not obey', async (visit) => {
    const { page } = visit
    await open(visit)
    await page.getByLabel('Main colour', { exact: true }).fill('red')
    await page.getByText('Write a colour as').waitFor()
    expect(await page.getByRole('button', { name: 'Save', exact: true }).getAttribute('aria-disabled')).toBe(
      'true',
    )
    await page.getByLabel('Main colour', { exact: true }).fill('')
    await page.getByLabel('Logo').fill('http://shop.example.com/logo.svg')
    await page.getByText('Write an address that starts with https://').waitFor()
    expect(await stored(visit)).toEqual({})
  })

  testDashboard(
    browser,
    'a change of another person is not overwritten unless its author says so',
    async (visit) => {
      const { page, server } = visit
      await open(visit)
      await server.api('PATCH', 'branding', { colors: { primary: '#123456' } })
      await page.getByLabel('Main colour', { exact: true }).fill('#aa0055')
      await page.getByRole('button', { name: 'Save', exact: true }).click()
      await page.getByText('Someone else has changed the sign-in page').waitFor()
      expect(await stored(visit)).toMatchObject({ colors: { primary: '#123456' } })
      await page.getByRole('button', { name: 'Save mine instead' }).click()
      await expect.poll(() => stored(visit)).toMatchObject({ colors: { primary: '#aa0055' } })
    },
  )

  testDashboard(
    browser,
    'an editor is told why the page shows nothing, and a viewer cannot save',
    async (visit) => {
      const { go, page, server } = visit
      for (const [role, words] of [
        ['editor', 'You cannot view how the sign-in page looks.'],
        ['viewer', 'but not change it'],
      ] as const) {
        const member = { email: `${role}@example.test`, password: MEMBER_PASSWORD }
        await server.api('POST', 'members', { ...member, role })
        await page.context().clearCookies()
        await go('/sign-in')
        await page.getByLabel('Email').fill(member.email)
        await page.getByLabel('Password', { exact: true }).fill(member.password)
        await page.keyboard.press('Enter')
        await page.getByRole('heading', { name: 'Connections' }).waitFor()
        await page.keyboard.press('g')
        await page.keyboard.press('s')
        await page.getByRole('heading', { name: 'Sign-in page' }).waitFor()
        await page.getByText(words).waitFor()
      }
    },
  )

  testDashboard(
    browser,
    'texts of a page and language are changed beside Ferry’s, live in the preview; saving changes the real page, Undo restores it',
    async (visit) => {
      const { page, server } = visit
      await server.api('PUT', 'prompts/login/custom-text/de', {
        login: { buttonText: 'Los' },
        kept: { a: 'b' },
      })
      const { light } = await open(visit)
      await page.getByRole('tab', { name: 'Texts' }).click()
      await choose(visit, 'Language', 'Deutsch')
      const title = page.getByLabel('Title', { exact: true })
      expect(await title.getAttribute('placeholder')).toContain(`\${clientName}`)
      await title.fill(`<b>Willkommen</b> bei \${companyName}`)
      await light.getByRole('heading', { name: '<b>Willkommen</b> bei default' }).waitFor()
      await light.getByRole('button', { name: 'Los' }).waitFor()
      await page.getByRole('button', { name: 'Use Ferry’s text: Button' }).click()
      await light.getByRole('button', { name: 'Anmelden' }).waitFor()
      const texts = async (): Promise<unknown> =>
        (await server.api('GET', 'prompts/login/custom-text/de')).body
      expect(await texts()).toEqual({ login: { buttonText: 'Los' }, kept: { a: 'b' } })
      const toast = await toastOf(page, 'The sign-in page is saved.', () =>
        page.getByRole('button', { name: 'Save', exact: true }).click(),
      )
      expect(await texts()).toEqual({
        login: { title: `<b>Willkommen</b> bei \${companyName}` },
        kept: { a: 'b' },
      })
      await toast.getByRole('button', { name: 'Undo' }).click()
      await expect.poll(texts).toEqual({ login: { buttonText: 'Los' }, kept: { a: 'b' } })
      await light.getByRole('button', { name: 'Los' }).waitFor()
    },
  )

  testDashboard(
    browser,
    'an unsaved design is there again after the page was left or loaded anew, and gone after it was discarded',
    async (visit) => {
      const { go, page } = visit
      await open(visit)
      await page.getByLabel('Main colour', { exact: true }).fill('#aa0055')
      await page.getByRole('tab', { name: 'Texts' }).click()
      await page.getByLabel('Button', { exact: true }).fill('Go on')
      await page.getByRole('link', { name: 'Connections' }).click()
      await page.getByRole('heading', { name: 'Connections' }).waitFor()
      await go(PATH)
      await page.getByText('Not saved yet').waitFor()
      expect(await page.getByLabel('Main colour', { exact: true }).inputValue()).toBe('#aa0055')
      await page.frameLocator('iframe').first().getByRole('button', { name: 'Go on' }).waitFor()
      await page.getByRole('button', { name: 'Discard changes' }).click()
      await page.frameLocator('iframe').first().getByRole('button', { name: 'Sign in' }).waitFor()
      await page.reload()
      await page.frameLocator('iframe').first().getByRole('button', { name: 'Sign in' }).waitFor()
      expect(await page.getByLabel('Main colour', { exact: true }).inputValue()).toBe('')
      expect(await page.evaluate('JSON.stringify(localStorage)')).not.toContain('aa0055')
    },
  )

  testDashboard(
    browser,
    'a text that someone else has changed meanwhile is not overwritten; other texts of the page are kept',
    async (visit) => {
      const { page, server } = visit
      await open(visit)
      await page.getByRole('tab', { name: 'Texts' }).click()
      await page.getByLabel('Button', { exact: true }).fill('Mine')
      await server.api('PUT', 'prompts/login/custom-text/en', { login: { title: 'Theirs' } })
      await toastOf(page, 'The sign-in page is saved.', () =>
        page.getByRole('button', { name: 'Save', exact: true }).click(),
      )
      const texts = async (): Promise<unknown> =>
        (await server.api('GET', 'prompts/login/custom-text/en')).body
      expect(await texts()).toEqual({ login: { title: 'Theirs', buttonText: 'Mine' } })
      await page.getByLabel('Button', { exact: true }).fill('Mine again')
      await server.api('PUT', 'prompts/login/custom-text/en', { login: { buttonText: 'Theirs' } })
      await page.getByRole('button', { name: 'Save', exact: true }).click()
      await page.getByText('Someone else has changed the sign-in page').waitFor()
      expect(await texts()).toEqual({ login: { buttonText: 'Theirs' } })
      await page.getByRole('button', { name: 'Use what is stored' }).click()
      await expect.poll(() => page.getByLabel('Button', { exact: true }).inputValue()).toBe('Theirs')
    },
  )
})
