import { expect } from 'vitest'
import { describeBrowser } from '../support/browser.ts'
import { testDashboard, toastOf } from '../support/browser-dashboard.ts'
import { openOutbox } from '../support/outbox.ts'

describeBrowser('the page of email', (browser) => {
  testDashboard(
    browser,
    'says that emails are files without an email server, and sends a test email to oneself',
    async ({ server, signIn, go, page }) => {
      await signIn()
      await go('/t/default/settings/email')
      await page.getByText('Emails do not leave this server').waitFor()
      await toastOf(page, 'A test email goes to mia@example.test', () =>
        page.getByRole('button', { name: 'Send test email' }).click(),
      )
      expect((await openOutbox(server.data_dir).next('mia@example.test')).subject).toBe(
        'Test email of default',
      )
    },
  )
})
