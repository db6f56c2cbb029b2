import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { ensureDashboard } from '../../server/dashboard/ensure-build.ts'
import type { WatchedPage } from '../support/browser.ts'
import { describeBrowser, watchPage } from '../support/browser.ts'
import { createFakeRuntime } from '../support/fake-runtime.ts'
import { startTestServer } from '../support/server-in-process.ts'

describeBrowser('the checks of every page', (browser) => {
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

  async function open(): Promise<WatchedPage> {
    const watched = await watchPage(browser(), url)
    await watched.page.goto(`${url}/dashboard/setup`)
    await watched.page.locator('h1').waitFor()
    return watched
  }

  /** @returns the error that `check` throws after the page ran a script of the test */
  async function find(plant: string): Promise<string> {
    const { page, check, close } = await open()
    try {
      await page.evaluate(plant)
      return await check().then(
        () => 'nothing',
        (error: Error) => error.message,
      )
    } finally {
      await close()
    }
  }

  test('find violations of the policy (H1), errors, error responses and dialogs', async () => {
    const { page, findings, check, close } = await open()
    const planted = [
      [`document.body.setAttribute('style', 'color: red')`, 'policy violation: style-src-attr'],
      [`try { document.body.innerHTML = '<b>x</b>' } catch {}`, '<b>x</b>'],
      [`setTimeout(() => { try { eval('1') } catch {} })`, 'eval|1'],
      [`fetch('https://elsewhere.example/').catch(() => {})`, 'policy violation: connect-src'],
      [`setTimeout(() => { throw new Error('thrown') })`, 'page error: thrown'],
      [`console.error('logged')`, 'console error: logged'],
      [`fetch('/api/v2/users')`, 'error answer: 401 /api/v2/users'],
      [`setTimeout(() => alert('said'))`, 'dialog: said'],
    ] as const
    for (const [plant, finding] of planted) {
      await page.evaluate(`{ ${plant} }`)
      await vi.waitFor(() => expect(findings.join('\n')).toContain(finding))
    }
    await expect(check()).rejects.toThrow('page error: thrown')
    await close()
  })

  test.each([
    [
      'a barrier',
      `document.querySelector('main').append(document.createElement('img'))`,
      'barrier (light): image-alt',
    ],
    [
      'too little contrast in one theme',
      `{ const p = document.createElement('p'); p.textContent = 'dark on dark'; p.style.color = '#14181f';
        document.querySelector('main').append(p) }`,
      'barrier (dark): color-contrast',
    ],
    [
      'a page that is too wide for a narrow window',
      `{ const p = document.createElement('p'); p.style.width = '700px'; document.querySelector('main').append(p) }`,
      'wider than 320 px',
    ],
  ])('find %s', async (_name, plant, finding) => {
    expect(await find(plant)).toContain(finding)
  })

  test('find nothing on a page without faults', async () => {
    expect(await find('1')).toBe('nothing')
  })

  test('stop a page that leaves its origin', async () => {
    const { page, findings, close } = await watchPage(browser(), url)
    await expect(page.goto('https://elsewhere.example/')).rejects.toThrow('ERR_FAILED')
    expect(findings).toContain('request to another origin: https://elsewhere.example')
    await close()
  })
})
