import { spawn } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { SERVER_SNIPPETS } from '../../../server/dashboard/pages/quick-start/server-snippets.ts'
import { createFakeRuntime, legacyStore } from '../../support/fake-runtime.ts'
import { startTestServer } from '../../support/server-in-process.ts'
import { freePort } from '../../support/servers.ts'
import { application, createBrowser } from '../../support/sign-in.ts'

/** Inside the repository, so that the program finds the package. */
const FOLDER = resolve(import.meta.dirname, '../../../.test/quick-start')

/** Runs a file of a quick start as a program of its own, until the test ends. */
function run(name: string, code: string, environment: { [name: string]: string }): () => string {
  mkdirSync(FOLDER, { recursive: true })
  const path = join(FOLDER, `${process.pid}-${name}`)
  writeFileSync(path, code)
  const program = spawn(process.execPath, [path], { env: environment, stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  program.stderr.on('data', (part: Buffer) => {
    said += part.toString()
  })
  onTestFinished(() => {
    program.kill('SIGKILL')
    rmSync(path, { force: true })
  })
  return () => said
}

test('the quick start of openid-client runs as it is shown: a person of the legacy store signs in and the program has the claims', async () => {
  const people = legacyStore([{ id: 7, email: 'ann@example.com', password: 'old-secret' }])
  const server = await startTestServer(createFakeRuntime(people))
  const app = `http://localhost:${await freePort()}`
  const snippet = SERVER_SNIPPETS.find(({ name }) => name === 'openid-client')
  if (!snippet) throw new Error('there is no such quick start')
  const place = { issuer: server.url, client_id: '', app, audience: undefined }
  const client = await application(server, await server.connection('legacy'), { ...snippet.needs(place) })
  const [file] = snippet.files({ ...place, client_id: client.client_id })
  if (!file) throw new Error('the quick start has no file')
  const said = run(file.name, file.code, { CLIENT_SECRET: client.client_secret })

  const first = await vi.waitFor(
    async () => {
      const answer = await fetch(app, { redirect: 'manual' }).catch(() => undefined)
      expect(answer?.status, said()).toBe(302)
      return answer
    },
    { timeout: 20_000, interval: 50 },
  )
  const cookie = first?.headers.get('set-cookie')?.split(';')[0] ?? ''
  const { search } = new URL(first?.headers.get('location') ?? '')
  const asked = Object.fromEntries(new URLSearchParams(search))
  const signedIn = await createBrowser(server).signIn(asked, 'ann@example.com', 'old-secret')
  const back = String(signedIn.headers.location)
  expect(back).toContain(`${app}/callback?code=`)
  const answer = await fetch(back, { headers: { cookie } })
  expect(await answer.json(), said()).toMatchObject({
    iss: `${server.url}/`,
    aud: client.client_id,
    email: 'ann@example.com',
  })
})
