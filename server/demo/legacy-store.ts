/** The demo's legacy store: people behind HTTP Basic Auth, with the oddities that grow in ten years. @module */
import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { createServer } from 'node:http'

interface Row {
  id: number | string
  email: string
  nickname?: string | null
  password: string
}

/** Ids of two kinds, an address in capitals, a name that is missing, one that is not Latin, a password with a colon. */
const ROWS: readonly Row[] = [
  { id: 1, email: 'Ann@Example.com', nickname: 'Ann', password: 'correct: horse, battery' },
  { id: '2b', email: 'bob@example.com', nickname: null, password: 'hunter2' },
  { id: 3, email: 'наталья@example.com', nickname: 'Наталья ☃', password: 'пароль' },
]

/** The running store. */
export interface LegacyStore {
  url: string
  /** Rows in its table. */
  people: number
  /** How often it was asked for a profile. */
  requests(): number
  switchOff(): Promise<void>
}

/** `GET /profile` on a free port of 127.0.0.1: 200 and the row without its password, or 401. */
export async function startLegacyStore(): Promise<LegacyStore> {
  let requests = 0
  const server = createServer((request, response) => {
    requests++
    const row = findRow(request)
    if (!row) {
      response.writeHead(401, { 'www-authenticate': 'Basic' }).end()
      return
    }
    const { password: _, ...profile } = row
    response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' })
    response.end(JSON.stringify(profile))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the legacy store has no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    people: ROWS.length,
    requests: () => requests,
    async switchOff() {
      if (!server.listening) return
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

function findRow(request: IncomingMessage): Row | undefined {
  const [scheme, encoded = ''] = (request.headers.authorization ?? '').split(' ')
  if (request.url !== '/profile' || scheme !== 'Basic') return undefined
  const [email = '', ...password] = Buffer.from(encoded, 'base64').toString().split(':')
  return ROWS.find(
    (row) => row.email.toLowerCase() === email.toLowerCase() && row.password === password.join(':'),
  )
}
