/** States of the designer of the sign-in page, and how to reach them. @module */
import type { Visit } from '../../support/browser-dashboard.ts'
import type { PageState } from './state.ts'

const PATH = '/t/default/sign-in-page'

async function open(visit: Visit): Promise<void> {
  await visit.signIn()
  await visit.go(PATH)
  await framed(visit, 'Sign in to My application')
}

/** Waits until a frame shows the heading. */
async function framed({ page }: Visit, heading: string): Promise<void> {
  await page.frameLocator('iframe').first().getByRole('heading', { name: heading }).waitFor()
}

async function choose({ page }: Visit, label: string, choice: string): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).click()
  await page.getByRole('option', { name: choice, exact: true }).click()
}

/** In the order in which a person meets them. */
export const BRANDING_STATES: readonly PageState[] = [
  { name: 'branding', reach: open },
  {
    name: 'branding-draft',
    async reach(visit) {
      const { page, server } = visit
      await server.api('PATCH', 'tenants/settings', {
        friendly_name: 'Böttcher & Söhne',
        support_email: 'help@example.com',
      })
      await open(visit)
      await page.getByLabel('Main colour', { exact: true }).fill('#ffd400')
      await page.getByLabel('Background', { exact: true }).fill('#fff7d6')
      await choose(visit, 'Page', 'Wrong password')
      await choose(visit, 'Language', 'Deutsch')
      await choose(visit, 'Font of the pages', 'Serif')
      await page.getByText('so links are darker there').waitFor()
      await framed(visit, 'Bei My application anmelden')
    },
  },
  {
    name: 'branding-texts',
    async reach(visit) {
      const { page, server } = visit
      await server.api('PUT', 'prompts/signup/custom-text/fr', {
        signup: { title: `Un compte chez \${companyName}`, buttonText: 'Continuer' },
      })
      await open(visit)
      await page.getByRole('tab', { name: 'Texts' }).click()
      await choose(visit, 'Page', 'Sign up')
      await choose(visit, 'Language', 'Français')
      await page.getByLabel('Text below the title').fill('Un compte pour ma boutique.')
      await framed(visit, 'Un compte chez default')
      await page.frameLocator('iframe').first().getByText('Un compte pour ma boutique.').waitFor()
    },
  },
  {
    name: 'branding-texts-long',
    async reach(visit) {
      const { page } = visit
      await open(visit)
      await page.getByRole('tab', { name: 'Texts' }).click()
      await page.getByLabel('Title', { exact: true }).fill('x'.repeat(1_001))
      await page.getByText('Use at most 1,000 characters.').waitFor()
    },
  },
  {
    name: 'branding-wide',
    async reach(visit) {
      await open(visit)
      await choose(visit, 'Page', 'Weak password')
      await choose(visit, 'Width', 'Computer')
      await choose(visit, 'Theme', 'Dark')
      await framed(visit, 'Choose a new password')
    },
  },
  {
    name: 'branding-wrong',
    async reach(visit) {
      const { page } = visit
      await open(visit)
      await page.getByLabel('Main colour', { exact: true }).fill('blue')
      await page.getByLabel('Logo').fill('http://shop.example.com/logo.svg')
      await page.getByText('Pages load nothing else').waitFor()
      await page.getByText('Correct the marked fields to see the preview.').waitFor()
    },
  },
  {
    name: 'branding-conflict',
    async reach(visit) {
      const { page, server } = visit
      await open(visit)
      await server.api('PATCH', 'branding', { colors: { primary: '#123456' } })
      await page.getByLabel('Main colour', { exact: true }).fill('#aa0055')
      await page.getByRole('button', { name: 'Save', exact: true }).click()
      await page.getByText('Someone else has changed the sign-in page').waitFor()
    },
  },
  {
    name: 'branding-loading',
    async reach({ page, signIn, go }) {
      await page.route('**/api/v2/branding', () => new Promise(() => undefined))
      await signIn()
      await go(PATH)
      await page.getByRole('status', { name: 'Loading' }).waitFor()
    },
  },
  {
    name: 'branding-preview-failed',
    async reach({ page, signIn, go, expectAnswer }) {
      expectAnswer(429, '/api/v2/branding/preview')
      await page.route('**/api/v2/branding/preview*', (route) =>
        route.fulfill({
          status: 429,
          json: { statusCode: 429, message: 'Too many requests.', errorCode: 'too_many_requests' },
        }),
      )
      await signIn()
      await go(PATH)
      await page.getByText('Too many requests.').first().waitFor()
    },
  },
]
