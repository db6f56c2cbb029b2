/** nextjs-auth0 4 in an application of Next.js that was built and started: `npm run test:nightly`. @module */
import { request } from 'node:http'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Site } from '../support/front.ts'
import { describeFront, signIn } from '../support/front.ts'
import { hasNextCompiler } from '../support/server-plan.ts'
import { describeClients } from '../support/servers.ts'
import { startNextApplication } from './nextjs-application.ts'

// The build alone takes a minute.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 420_000 })

const canBuild = hasNextCompiler()
const NAME = 'a person signs in to a built application, is known there, and signs out'

describeClients('nextjs-auth0 in a built application', () =>
  describeFront('in Chromium', (front) => {
    let site: Site
    let port = 0
    let close: () => Promise<void> = async () => undefined

    beforeAll(async () => {
      if (!canBuild) return
      site = await front().serve((incoming, outgoing) => {
        const { method = 'GET', url = '/', headers } = incoming
        const onward = request({ host: '127.0.0.1', port, method, path: url, headers }, (answer) => {
          outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
          answer.pipe(outgoing)
        })
        onward.once('error', () => outgoing.destroy())
        incoming.pipe(onward)
      })
      const client = await front().application({
        callbacks: [`${site.origin}/auth/callback`],
        allowed_logout_urls: [site.origin],
      })
      const { issuer } = front()
      const started = await startNextApplication({ issuer, client, origin: site.origin })
      port = started.port
      close = started.close
    })
    afterAll(() => close())

    test.skipIf(!canBuild)(
      canBuild
        ? NAME
        : `${NAME} (skipped: the compiler of Next.js is not installed; to get it: npm ci --prefix test/clients --ignore-scripts)`,
      async () => {
        const { page } = await front().visit()
        await page.goto(`${site.origin}/`)
        expect(await page.innerText('main')).toBe('nobody')
        await page.goto(`${site.origin}/auth/login`)
        await page.waitForURL(/\/u\/login\?/)
        await signIn(page, 'ann@example.com')
        await page.waitForURL(`${site.origin}/`)
        expect(await page.innerText('main')).toBe('auth0|ann')
        await page.goto(`${site.origin}/auth/logout`)
        await page.waitForURL(`${site.origin}/`)
        expect(await page.innerText('main')).toBe('nobody')
        await page.goto(`${site.origin}/auth/login`)
        await page.waitForURL(/\/u\/login\?/)
      },
    )
  }),
)
