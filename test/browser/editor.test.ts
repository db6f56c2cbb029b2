import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { afterEach, beforeAll, expect, test } from 'vitest'
import type { FoundPlan } from '../support/servers.ts'
import { describeServer } from '../support/servers.ts'
import type { OpenPage } from './editor-page/serve.ts'
import { startEditorPage } from './editor-page/serve.ts'

const openEditor = ({ bin }: FoundPlan) => startEditorPage(join(bin, 'chromium'))

describeServer('chromium', 'the script editor in Chromium', openEditor, (editor) => {
  /** One page for most tests, so that its worker is warm. */
  let shared: OpenPage
  let others: OpenPage[] = []

  beforeAll(async () => {
    shared = await editor().open('action=login')
    await shared.page.getByText('Starting type help').waitFor({ state: 'detached' })
  })
  // Any error on the page is a failure of the test.
  afterEach(async () => {
    const wrong = [shared, ...others].flatMap((opened) => opened.wrong.splice(0))
    await Promise.all(others.map(({ page }) => page.close()))
    others = []
    await shared.page.evaluate(() => window.happened.splice(0))
    expect(wrong).toEqual([])
  })

  async function open(query: string, blocked?: string): Promise<OpenPage> {
    const opened = await editor().open(query, blocked)
    others.push(opened)
    return opened
  }

  /** Puts a text into the editor, as a template does. */
  const put = (page: Page, text: string) => page.evaluate((given) => window.put(given), text)

  /** Texts underlined as errors; waits until there are `count` of them. */
  async function underlined(page: Page, text: string, count: number): Promise<string[]> {
    // Waits first until the errors of the previous test are gone.
    await put(page, '')
    const marks = page.locator('.cm-lintRange-error')
    await marks.first().waitFor({ state: 'detached' })
    await put(page, text)
    await marks.nth(count - 1).waitFor()
    return marks.allTextContents()
  }

  test('code that would fail is underlined before the script runs', async () => {
    const { page } = shared
    const text = `async function login(email, password, callback) {
  const mysql = require('mysql2/promise')
  const connection = await mysql.createConnection({ host: configuration.DBHOST })
  const [rows] = await connection.exekute('SELECT 1')
  require('left-pad')
  await connection.end()
  callback(null, { user_id: String(rows[0].id), emial: email, email_verified: true })
}`
    expect(await underlined(page, text, 4)).toEqual(['DBHOST', 'exekute', "'left-pad'", 'emial'])
    expect(await page.locator('.code-editor-status').textContent()).toContain('4 errors')
    // The problems do not prevent work: the shortcuts still run and save.
    await page.locator('.cm-content').press('Control+Enter')
    expect(await page.evaluate(() => window.happened)).toEqual(['run'])
  })

  test('a quick fix corrects the text, by mouse and by keyboard', async () => {
    const { page } = shared
    const text = 'function login(email, password, callback) { callback(null, { user_id: 1, emial: email }) }'
    await underlined(page, text, 1)
    await page.locator('.cm-lintRange-error').hover()
    await page.getByRole('button', { name: 'Write email' }).click()
    await page.locator('.cm-lintRange-error').waitFor({ state: 'detached' })
    expect(await page.locator('.cm-line').textContent()).toContain('{ user_id: 1, email: email }')

    await underlined(page, text, 1)
    await page.locator('.cm-content').press('F8')
    await page.getByText(/^Problem 1 of 1, line 1: The profile/).waitFor({ state: 'attached' })
    await page.keyboard.press('Control+.')
    await page.locator('.cm-lintRange-error').waitFor({ state: 'detached' })
    expect(await page.locator('.cm-line').textContent()).toContain('{ user_id: 1, email: email }')
  })

  test('the number of problems opens a list of their texts; a click goes to the line, and a fix corrects the text', async () => {
    const { page } = shared
    const text = `function login(email, password, callback) {
  require('left-pad')
  callback(null, { user_id: 1, emial: email })
}`
    await underlined(page, text, 2)
    const count = page.getByRole('button', { name: /^2 errors/ })
    expect(await count.getAttribute('aria-expanded')).toBe('false')
    await count.press('Enter')
    const list = page.getByRole('list', { name: 'Problems' })
    const [first = '', second = ''] = await list.getByRole('listitem').allInnerTexts()
    expect(first).toMatch(/^Line 2\s+Error:.*left-pad/s)
    expect(second).toMatch(/^Line 3\s+Error:.*emial.*Write email/s)
    // The list follows its button for the keyboard.
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByText('Ln 3, Col 32').waitFor()
    await list.getByRole('button', { name: 'Write email' }).click()
    await page.getByRole('button', { name: /^1 error/ }).waitFor()
    expect(await page.locator('.cm-line').nth(2).textContent()).toContain('user_id: 1, email: email')
    await list.getByRole('button', { name: /left-pad/ }).press('Escape')
    await list.waitFor({ state: 'detached' })
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('1 error')
    await page.locator('.cm-content').press('Alt+F8')
    await list.waitFor()
    await page.locator('.cm-content').press('Alt+F8')
    await list.waitFor({ state: 'detached' })
  })

  test('a key that is added to the configuration is known at once', async () => {
    const { page } = shared
    const text = 'function login(email, password, callback) { callback(configuration.DB_PORT) }'
    expect(await underlined(page, text, 1)).toEqual(['DB_PORT'])
    await page.getByRole('button', { name: 'Add DB_PORT' }).click()
    await page.locator('.cm-lintRange-error').waitFor({ state: 'detached' })
  })

  test('completion after `connection.` offers the driver’s calls, and answers quickly once warm', async () => {
    const { page } = shared
    await put(
      page,
      "function login(email, password, callback) {\n  const connection = require('mysql2').createConnection({})\n  connection\n}",
    )
    await page.locator('.cm-line').nth(2).click()
    await page.keyboard.press('End')
    const times: number[] = []
    for (let round = 0; round < 20; round++) {
      const time = page.evaluate(async () => {
        const root = document.querySelector('.code-editor-text')?.shadowRoot
        if (!root) throw new Error('there is no editor')
        const shown = () =>
          [...root.querySelectorAll('.cm-tooltip-autocomplete li')].some((one) =>
            one.textContent?.includes('execute'),
          )
        const start = await new Promise<number>((resolve) => {
          addEventListener('keydown', () => resolve(performance.now()), { once: true, capture: true })
          window.happened.push('listening')
        })
        while (!shown()) await new Promise((resolve) => requestAnimationFrame(resolve))
        // Time from the keystroke to the paint; the editor itself waits 60 ms for more keystrokes.
        return performance.now() - start - 60
      })
      await page.waitForFunction(() => window.happened.pop() === 'listening')
      await page.keyboard.press('.')
      times.push(await time)
      await page.keyboard.press('Escape')
      await page.locator('.cm-tooltip-autocomplete').waitFor({ state: 'detached' })
      await page.keyboard.press('Backspace')
    }
    const median = times.toSorted((one, other) => one - other)[10] ?? Number.POSITIVE_INFINITY
    console.log(`completion, median of 20: ${median.toFixed(0)} ms`)
    expect(median).toBeLessThan(250)
  })

  test('fast typing loses neither the cursor’s place nor letters', async () => {
    const { page } = shared
    await put(page, 'first\nsecond\n')
    await page.locator('.cm-line').nth(1).click()
    await page.keyboard.press('End')
    for (let round = 0; round < 100; round++) {
      await page.keyboard.press('.')
      await page.keyboard.press('Backspace')
    }
    await page.keyboard.type(' and last')
    await expect
      .poll(() => page.locator('.cm-line').allTextContents())
      .toEqual(['first', 'second and last', ''])
  })

  test('Escape, then Tab leaves the editor; Tab alone indents only while the person types', async () => {
    const { page } = shared
    const focused = () => page.evaluate(() => document.activeElement?.tagName)
    await page.locator('h1').click()
    await page.locator('.cm-content').focus()
    expect(await focused()).toBe('DIV')
    await page.keyboard.press('Tab')
    expect(await focused()).toBe('BUTTON')
    await page.locator('.cm-line').first().click()
    await page.keyboard.type('x')
    await page.keyboard.press('Escape')
    await page.keyboard.type('y')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Tab')
    expect(await focused()).toBe('BUTTON')
  })

  test('typing over several selected lines replaces them, or wraps them in a typed bracket', async () => {
    const { page } = shared
    await put(page, 'one\ntwo')
    await page.locator('.cm-line').first().click()
    await page.keyboard.press('Control+a')
    await page.keyboard.type('(')
    expect(await page.locator('.cm-line').allTextContents()).toEqual(['(one', 'two)'])
    await page.keyboard.press('Control+a')
    await page.keyboard.type('x')
    expect(await page.locator('.cm-content').textContent()).toBe('x')
    await page.keyboard.press('Control+z')
    expect(await page.locator('.cm-line').allTextContents()).toEqual(['(one', 'two)'])
  })

  test('the page gets its shortcuts, and the editor has a label', async () => {
    const { page } = shared
    await page
      .getByRole('textbox', { name: /^login script, JavaScript\. Press Escape, then Tab to leave/ })
      .focus()
    for (const key of ['Control+Enter', 'Control+s', 'Control+Shift+Enter', 'Alt+3'])
      await page.keyboard.press(key)
    expect(await page.evaluate(() => window.happened)).toEqual(['run', 'save', 'deploy', 'tab 3'])
  })

  test('markup in a script is shown as text, in the editor and in its problems', async () => {
    const { page } = shared
    const text =
      "function login(e, p, callback) { require('</script><img src=x onerror=alert(1)>'); callback(null) }"
    expect(await underlined(page, text, 1)).toEqual(["'</script><img src=x onerror=alert(1)>'"])
    await page.locator('.cm-lintRange-error').hover()
    await page.getByText(/Cannot find module '<\/script><img/).waitFor()
    expect(await page.locator('img').count()).toBe(0)
  })

  test('the status line says when a script is longer than 100 kB', async () => {
    const { page } = shared
    await put(page, `function login(e, p, callback) { callback(null) }\n// ${'ü'.repeat(51_200)}`)
    await page.getByText(/^100.* of 100 kB: too long/).waitFor()
  })

  test('without its worker the editor still works, says so, and can be tried again', async () => {
    const { page, wrong } = await open('', 'worker')
    await page.getByText('Type help is off').waitFor()
    await page.locator('.cm-line').first().click()
    await page.keyboard.type('// hello')
    expect(await page.locator('.cm-content').textContent()).toContain('// hello')
    await page.unroute('**/*worker*')
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByText('Type help is off').waitFor({ state: 'detached' })
    expect(await underlined(page, 'function login(e, p, callback) { foo(); callback(null) }', 1)).toEqual([
      'foo',
    ])
    // The browser's own message about the request that the test refused.
    wrong.splice(0, wrong.length, ...wrong.filter((line) => !line.includes('ERR_FAILED')))
  })

  test('two texts are compared side by side where there is room, else in one column, and F7 goes to the next difference', async () => {
    const { page } = await open('show=diff')
    expect(await page.locator('.cm-editor').count()).toBe(1)
    await page.locator('.cm-content').first().focus()
    await page.keyboard.press('F7')
    await page
      .getByRole('status')
      .filter({ hasText: 'Difference 1 of 1, line 2' })
      .waitFor({ state: 'attached' })
    await page.setViewportSize({ width: 1_400, height: 700 })
    await page.locator('.cm-editor').nth(1).waitFor()
  })

  test('an error in JSON is underlined', async () => {
    const { page } = await open('show=json')
    await page.locator('.cm-lintRange-error, .cm-lintPoint-error').first().waitFor({ state: 'attached' })
  })

  test('the editor’s chunks and the worker are within their budgets', () => {
    const sizes = new Map(
      readdirSync(editor().assets).map((file) => [
        file,
        gzipSync(readFileSync(join(editor().assets, file))).length,
      ]),
    )
    const total = (pattern: RegExp): number =>
      [...sizes].reduce((sum, [file, bytes]) => (pattern.test(file) ? sum + bytes : sum), 0)
    expect(total(/^worker-.*\.js$/)).toBeGreaterThan(500_000)
    expect(total(/^worker-.*\.js$/)).toBeLessThan(1_150_000)
    expect(total(/^(?:editor|code-editor)-.*\.js$/)).toBeGreaterThan(100_000)
    expect(total(/^(?:editor|code-editor)-.*\.js$/)).toBeLessThan(190_000)
  })
})
