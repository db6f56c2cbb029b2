/** An application of Next.js with nextjs-auth0, as an engineer writes, builds and starts it. @module */
import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { getCACertificates } from 'node:tls'
import { freePort } from '../support/servers.ts'

const MODULES = join(import.meta.dirname, 'node_modules')
/** Besides the repository's packages, which the build must not find first. */
const PLACE = resolve(import.meta.dirname, '../../.test')
const BUILD_WITHIN_MS = 300_000
const READY_WITHIN_MS = 60_000

const FILES: { readonly [name: string]: string } = {
  'package.json': '{ "private": true, "type": "module" }',
  'next.config.js': 'export default { outputFileTracingRoot: import.meta.dirname }',
  'auth0.js': `import { Auth0Client } from '@auth0/nextjs-auth0/server'
export const auth0 = new Auth0Client({
  domain: process.env.ISSUER,
  allowInsecureRequests: true,
  clientId: process.env.CLIENT_ID,
  clientSecret: process.env.CLIENT_SECRET,
  secret: process.env.COOKIE_SECRET,
  appBaseUrl: process.env.APP_BASE_URL,
})`,
  'proxy.js': `import { auth0 } from './auth0.js'
export const proxy = (request) => auth0.middleware(request)
export const config = { matcher: ['/((?!_next/static|_next/image|favicon.ico).*)'] }`,
  'app/layout.js': `export default function Layout({ children }) {
  return <html lang="en"><body>{children}</body></html>
}`,
  'app/page.js': `import { auth0 } from '../auth0.js'
export const dynamic = 'force-dynamic'
export default async function Page() {
  const session = await auth0.getSession()
  return <main>{session ? session.user.sub : 'nobody'}</main>
}`,
}

interface NextSettings {
  issuer: string
  client: { client_id: string; client_secret: string }
  /** Where browsers find the application. */
  origin: string
}

/** @returns the port of the started application @throws when it cannot be built or started, with what was said */
export async function startNextApplication({
  issuer,
  client,
  origin,
}: NextSettings): Promise<{ port: number; close(): Promise<void> }> {
  const folder = join(PLACE, `next-${randomBytes(4).toString('hex')}`)
  mkdirSync(join(folder, 'app'), { recursive: true })
  symlinkSync(MODULES, join(folder, 'node_modules'), 'junction')
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(folder, name), text)
  const authorities = join(folder, 'authorities.pem')
  writeFileSync(authorities, getCACertificates('default').join('\n'))
  const next = join(folder, 'node_modules/next/dist/bin/next')
  const env = {
    PATH: process.env.PATH,
    NEXT_TELEMETRY_DISABLED: '1',
    CI: '1',
    NODE_EXTRA_CA_CERTS: authorities,
    ISSUER: issuer,
    CLIENT_ID: client.client_id,
    CLIENT_SECRET: client.client_secret,
    COOKIE_SECRET: 'a'.repeat(64),
    APP_BASE_URL: origin,
  }
  const built = spawnSync(process.execPath, [next, 'build', '--webpack'], {
    cwd: folder,
    env,
    encoding: 'utf8',
    timeout: BUILD_WITHIN_MS,
  })
  if (built.status !== 0) throw new Error(`the application was not built: ${built.stdout}${built.stderr}`)
  const port = await freePort()
  const child = spawn(process.execPath, [next, 'start', '-H', '127.0.0.1', '-p', String(port)], {
    cwd: folder,
    env,
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += String(text)))
  const ended = once(child, 'exit')
  await ready(port, () => said)
  return {
    port,
    async close() {
      child.kill()
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function ready(port: number, said: () => string): Promise<void> {
  const deadline = performance.now() + READY_WITHIN_MS
  while (performance.now() < deadline) {
    const answer = await fetch(`http://127.0.0.1:${port}/favicon.ico`).catch(() => undefined)
    if (answer) return
    await new Promise((wake) => setTimeout(wake, 100))
  }
  throw new Error(`the application did not start: ${said()}`)
}
