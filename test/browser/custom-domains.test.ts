import { expect } from 'vitest'
import { describeBrowser } from '../support/browser.ts'
import type { Visit } from '../support/browser-dashboard.ts'
import { testDashboard, toastOf } from '../support/browser-dashboard.ts'

const DOMAIN = 'login.shop.example'

const domains = async ({ server }: Visit) =>
  (await server.api('GET', 'custom-domains')).body as { domain: string; [member: string]: unknown }[]

/** The TXT record of the only domain. */
async function recordOf(visit: Visit): Promise<{ domain: string; record: string }> {
  const [made] = await domains(visit)
  const verification = made?.verification as { methods: { domain: string; record: string }[] } | undefined
  const [method] = verification?.methods ?? []
  if (method === undefined) throw new Error('no record')
  return method
}

/** As the operator does for names that no public server of names has. */
async function verify({ server }: Visit, domain: string): Promise<void> {
  const { status, text } = await server.api(
    'POST',
    `operator/tenants/default/custom-domains/${domain}/verify`,
    {},
  )
  if (status !== 200) throw new Error(text)
}

async function open(visit: Visit): Promise<void> {
  await visit.signIn()
  await visit.go('/t/default/settings')
  await visit.page.getByRole('link', { name: 'Custom domains' }).click()
  await visit.page.getByRole('region', { name: 'Add a custom domain' }).waitFor()
}

describeBrowser('the custom domains of the tenant', (browser) => {
  testDashboard(
    browser,
    'a domain is added, its TXT record can be copied, and verifying says why it is not verified yet',
    async (visit) => {
      const { page } = visit
      await open(visit)
      await page.getByText('No custom domain yet.').waitFor()
      await page.getByLabel('Host name').fill(`https://${DOMAIN}/path`)
      await page.getByText('Write the host name alone').waitFor()
      await page.getByLabel('Host name').fill(DOMAIN)
      await toastOf(page, `${DOMAIN} is added.`, () => page.keyboard.press('Enter'))
      const card = page.getByRole('region', { name: DOMAIN })
      const record = await recordOf(visit)
      await card.getByText(record.domain).waitFor()
      await card.getByText(record.record).waitFor()
      await card.getByText(`npm run tenant -- verify-domain default ${DOMAIN}`).waitFor()
      await card.getByRole('button', { name: 'Verify' }).click()
      await card.getByText('The domain is not verified yet').waitFor()
      await card.getByText('waits for its TXT record').waitFor()
      expect(await domains(visit)).toMatchObject([{ domain: DOMAIN, status: 'pending_verification' }])
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox', { name: /^Page, connection/ }).fill('custom dom')
      await page.getByRole('option', { name: /Custom domains/ }).waitFor()
    },
  )

  testDashboard(
    browser,
    'another domain becomes the primary one, with Undo; deleting one says which issuer and links end',
    async (visit) => {
      const { page, server } = visit
      for (const domain of [DOMAIN, 'auth.shop.example']) {
        await server.api('POST', 'custom-domains', { domain })
        await verify(visit, domain)
      }
      await open(visit)
      const first = page.getByRole('region', { name: DOMAIN })
      const second = page.getByRole('region', { name: 'auth.shop.example' })
      await first.getByText('primary', { exact: true }).waitFor()
      const toast = await toastOf(page, 'Links in emails start with auth.shop.example now.', () =>
        second.getByRole('button', { name: 'Make primary' }).click(),
      )
      await second.getByText('primary', { exact: true }).waitFor()
      await toast.getByRole('button', { name: 'Undo' }).click()
      await first.getByText('primary', { exact: true }).waitFor()
      expect(await domains(visit)).toMatchObject([{ primary: true }, { primary: false }])
      await first.getByRole('button', { name: 'Delete' }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByText(`//${DOMAIN}`).waitFor()
      await dialog.getByText('New emails have links that start with auth.shop.example.').waitFor()
      await toastOf(page, `${DOMAIN} is deleted.`, () =>
        dialog.getByRole('button', { name: 'Delete' }).click(),
      )
      await first.waitFor({ state: 'detached' })
      expect(await domains(visit)).toMatchObject([{ domain: 'auth.shop.example', primary: true }])
    },
  )
})
