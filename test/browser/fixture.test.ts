import { afterAll, beforeAll, expect, test } from 'vitest'
import { ensureDashboard } from '../../server/dashboard/ensure-build.ts'
import { describeBrowser, watchPage } from '../support/browser.ts'
import { createFakeRuntime } from '../support/fake-runtime.ts'
import { startTestServer } from '../support/server-in-process.ts'

describeBrowser('the watch over pages', (browser) => {
  let url = ''
  beforeAll(async () => {
    const build = await ensureDashboard()
    const server = await startTestServer(
      createFakeRuntime(() => ({ kind: 'none' })),
      {},
      afterAll,
      build,
    )
    url = server.url
  })

  async function find(plant: string): Promise<string> {
    const { page, check, close } = await watchPage(browser(), url)
    try {
      await page.goto(`${url}/dashboard/setup`)
      await page.locator('h1').waitFor()
      await page.evaluate(`(async () => { ${plant}; await new Promise((done) => setTimeout(done)) })()`)
      return await check().then(
        () => 'nothing',
        (error: Error) => error.message,
      )
    } finally {
      await close()
    }
  }

  test.each([
    [
      'a style that the policy forbids',
      `document.body.setAttribute('style', 'color: red')`,
      'policy violation: style-src-attr',
    ],
    [
      'markup from text (H1)',
      `try { document.body.innerHTML = '<b>x</b>' } catch {}`,
      'policy violation: require-trusted-types-for',
    ],
    [
      'a script of its own making',
      `setTimeout(() => { try { eval('1') } catch {} })`,
      'policy violation: require-trusted-types-for',
    ],
    [
      'a request to another origin',
      `await fetch('https://elsewhere.example/').catch(() => {})`,
      'policy violation: connect-src',
    ],
    ['an error of the page', `setTimeout(() => { throw new Error('planted') })`, 'page error: planted'],
    ['an error in the console', `console.error('planted')`, 'console error: planted'],
    ['an error answer', `await fetch('/api/v2/users')`, 'error answer: 401 /api/v2/users'],
    ['a dialog', `setTimeout(() => alert('planted'))`, 'dialog: planted'],
    [
      'a barrier',
      `document.querySelector('main').append(document.createElement('img'))`,
      'barrier (light): image-alt',
    ],
    [
      'too little contrast in one theme',
      `const p = document.createElement('p'); p.textContent = 'dark on dark'; p.style.color = '#14181f'; document.querySelector('main').append(p)`,
      'barrier (dark): color-contrast',
    ],
    [
      'a page that does not become narrow',
      `const p = document.createElement('p'); p.style.width = '700px'; document.querySelector('main').append(p)`,
      'wider than 320 px',
    ],
  ])('fails for %s', async (_name, plant, finding) => {
    expect(await find(plant)).toContain(finding)
  })

  test('finds nothing on a page without faults', async () => {
    expect(await find('')).toBe('nothing')
  })

  test('stops a page that leaves its origin', async () => {
    const { page, findings, close } = await watchPage(browser(), url)
    await expect(page.goto('https://elsewhere.example/')).rejects.toThrow('ERR_FAILED')
    expect(findings).toContain('request to another origin: https://elsewhere.example')
    await close()
  })
})
