import { expect } from 'vitest'
import { PAGES } from '../../server/docs/pages.ts'
import { describeBrowser } from '../support/browser.ts'
import { testDashboard } from '../support/browser-dashboard.ts'

describeBrowser('the documentation', (browser) => {
  testDashboard(
    browser,
    'can be opened from the dashboard at the section about the current page',
    async (visit) => {
      await visit.signIn()
      const { body } = await visit.server.api('POST', 'connections', { name: 'legacy', strategy: 'auth0' })
      const { id } = body as { id: string }
      const hrefOf = (name: string) =>
        visit.page.getByRole('link', { name, exact: true }).first().getAttribute('href')
      await visit.go(`/t/default/connections/${id}/scripts/login`)
      expect(await hrefOf('Documentation')).toBe(`${visit.server.url}/docs/`)
      expect(await hrefOf('Help')).toBe(`${visit.server.url}/docs/scripts`)
      await visit.go(`/t/default/connections/${id}/settings`)
      expect(await hrefOf('Help')).toBe(`${visit.server.url}/docs/modes`)
    },
  )

  testDashboard(browser, 'is linked from an error', async (visit) => {
    await visit.signIn()
    await visit.page.route('**/api/v2/connection-summaries*', (route) =>
      route.fulfill({
        status: 503,
        contentType: 'application/json',
        headers: { Link: `<${visit.server.url}/docs/errors#search_timeout>; rel="help"` },
        body: JSON.stringify({ statusCode: 503, errorCode: 'search_timeout', message: 'It took too long.' }),
      }),
    )
    visit.expectAnswer(503, '/api/v2/connection-summaries')
    await visit.go('/t/default/connections')
    const link = visit.page.getByRole('link', { name: 'What to do' })
    await link.waitFor()
    expect(await link.getAttribute('href')).toBe(`${visit.server.url}/docs/errors#search_timeout`)
  })

  for (const scheme of ['light', 'dark'] as const) {
    testDashboard(
      browser,
      `passes the accessibility checks on every page, and fits a narrow window (${scheme})`,
      async (visit) => {
        await visit.page.emulateMedia({ colorScheme: scheme })
        for (const { slug } of PAGES) {
          await visit.page.goto(`${visit.server.url}/docs/${slug}`)
          await visit.check()
        }
        await visit.page.goto(`${visit.server.url}/docs/search?q=backup`)
      },
    )
  }
})
