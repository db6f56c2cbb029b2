/**
 * Builds the page with only the editor, serves it with the dashboard's security header, and opens it in Chromium.
 * @module
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import type { Server } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { chromium } from 'playwright-core'
import { build } from 'vite'
import { viteConfig } from '../../../server/dashboard/vite.ts'

/** The header that the server sends. @see dashboard's security rules */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types ferry"

const TYPES: { readonly [extension: string]: string } = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
}

/** The editor in a real browser. */
export interface EditorPage {
  /** Folder of the build, to measure its sizes. */
  assets: string
  /**
   * Opens a new page. @param query such as `show=diff` @param blocked part of the paths that the server does not serve
   */
  open(query?: string, blocked?: string): Promise<OpenPage>
  close(): Promise<void>
}

/** A page, and the errors found in it so far. */
export interface OpenPage {
  page: Page
  /** Violations of the policy, errors of the page and its console, failed or foreign requests, and dialogs. */
  wrong: string[]
}

/** @returns after the build, which takes some seconds */
export async function startEditorPage(executablePath: string): Promise<EditorPage> {
  const folder = mkdtempSync(join(tmpdir(), 'ferry-editor-page-'))
  const out = join(folder, 'built')
  await build({ ...viteConfig({ out_dir: out, kit: false }), root: import.meta.dirname })
  const server = await serve(out)
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const browser: BrowserContext = await chromium.launchPersistentContext(join(folder, 'profile'), {
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
    viewport: { width: 1000, height: 700 },
  })
  return {
    assets: join(out, 'assets'),
    async open(query = '', blocked) {
      const page = await browser.newPage()
      const wrong: string[] = []
      page.on('pageerror', (error) => wrong.push(`error: ${error.message}`))
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning')
          wrong.push(`console: ${message.text()}`)
      })
      page.on('dialog', (dialog) => {
        wrong.push(`dialog: ${dialog.message()}`)
        void dialog.dismiss()
      })
      page.on('request', (request) => {
        const url = request.url()
        if (!url.startsWith(origin) && !url.startsWith('data:')) wrong.push(`elsewhere: ${url}`)
      })
      await page.addInitScript(() => {
        addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
          console.error(`violation: ${violatedDirective} ${blockedURI} ${sample}`),
        )
      })
      if (blocked) await page.route(`**/*${blocked}*`, (route) => route.abort())
      await page.goto(`${origin}/dashboard/?${query}`)
      await page.locator('.cm-content').first().waitFor()
      return { page, wrong }
    },
    async close() {
      await browser.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function serve(folder: string): Promise<Server> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://x').pathname.replace('/dashboard/', '')
    const name = /^assets\/[\w.-]+$/.test(path) ? path : 'index.html'
    response.writeHead(200, {
      'content-security-policy': POLICY,
      'content-type': TYPES[extname(name)] ?? 'application/octet-stream',
    })
    response.end(readFileSync(join(folder, name)))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}
