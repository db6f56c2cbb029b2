/** Visits states of the dashboard, in tests and for people who want to see them. @module */
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Page } from 'playwright-core'
import { describeBrowser } from '../../support/browser.ts'
import { testDashboard } from '../../support/browser-dashboard.ts'
import type { PageState } from './state.ts'

/** `npm run screenshots` sets it. */
const takesPictures = process.env.FERRY_SCREENSHOTS === '1'
const PHONE = { width: 360, height: 800 }
const PICTURES = resolve(import.meta.dirname, '../../../.test/screenshots')

/** Reaches each state, checks it in both themes, and takes a picture if requested. */
export function describeStates(area: string, states: readonly PageState[]): void {
  describeBrowser(`states of ${area}`, (browser) => {
    for (const { name, kit, script, reach } of states) {
      for (const width of takesPictures ? [360, 1440] : [1440]) {
        testDashboard(
          browser,
          `the state "${name}" can be reached ${takesPictures ? `at ${width} px ` : ''}and passes all checks, wide or narrow, in either theme`,
          async (visit) => {
            await reach(visit)
            if (takesPictures) return await photograph(visit.page, `${name}-${width}`)
            // A second check at the width of a phone; the fixture checks the last state itself.
            await visit.check()
            await visit.page.setViewportSize(PHONE)
          },
          { width, ...(kit ? { kit } : {}), ...(script ? { script } : {}) },
        )
      }
    }
  })
}

async function photograph(page: Page, name: string): Promise<void> {
  mkdirSync(PICTURES, { recursive: true })
  for (const theme of ['light', 'dark']) {
    await page.evaluate(`document.documentElement.dataset.theme = '${theme}'`)
    await page.screenshot({ path: join(PICTURES, `${name}-${theme}.png`) })
  }
}
