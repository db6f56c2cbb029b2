/**
 * The least that a front door can cost: express, one row written or deleted, two RS256 signatures at the token endpoint, and no
 * check at all.
 * @module
 */
import { fork } from 'node:child_process'
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import express from 'express'
import { SignJWT } from 'jose'
import * as z from 'zod'

const Started = z.object({ port: z.number() })

/** The floor's process. */
export interface FrontFloor {
  pid: number
  port: number
  close(): void
}

/** Starts it. @param file of its database */
export async function openFrontFloor(file: string): Promise<FrontFloor> {
  const child = fork(fileURLToPath(import.meta.url), [file], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const [started] = await once(child, 'message')
  const { port } = Started.parse(started)
  return { pid: child.pid ?? 0, port, close: () => child.kill('SIGKILL') }
}

function serve(file: string): void {
  const db = new DatabaseSync(file)
  db.exec('pragma journal_mode = wal; pragma synchronous = full')
  db.exec('create table codes (code text primary key, payload text) without rowid')
  const add = db.prepare('insert into codes values (?, ?)')
  const take = db.prepare('delete from codes where code = ? returning payload')
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const sign = (typ: string): Promise<string> =>
    new SignJWT({ sub: 'auth0|1', aud: 'web', iss: 'http://127.0.0.1/', iat: 1, exp: 2_000_000_000 })
      .setProtectedHeader({ alg: 'RS256', typ, kid: 'k' })
      .sign(privateKey)
  const app = express()
  app.disable('x-powered-by')
  app.set('etag', false)
  app.set('query parser', 'simple')
  app.get('/authorize', (request, response) => {
    const { prompt, redirect_uri, state } = request.query
    if (prompt !== 'none') {
      response.redirect(302, `/u/login?state=${randomBytes(24).toString('base64url')}`)
      return
    }
    const code = randomBytes(32).toString('base64url')
    add.run(code, JSON.stringify(request.query))
    response.redirect(302, `${String(redirect_uri)}?code=${code}&state=${String(state)}`)
  })
  app.post('/oauth/token', express.json(), async (request, response) => {
    if (!take.get(String(request.body.code))) {
      response.status(403).end()
      return
    }
    const [access_token, id_token] = await Promise.all([sign('at+jwt'), sign('JWT')])
    response.json({ access_token, id_token, token_type: 'Bearer', expires_in: 86_400 })
  })
  const listener = app.listen(0, '127.0.0.1', () => {
    // While the other one is measured, connections wait.
    listener.keepAliveTimeout = 120_000
    process.send?.({ port: (listener.address() as AddressInfo).port })
  })
}

if (process.send && process.argv[1] === fileURLToPath(import.meta.url)) serve(process.argv[2] ?? '')
