/** A small legacy store: people behind HTTP Basic Auth, as the oldest documented scripts expect it. @module */
import { once } from 'node:events'
import { createServer } from 'node:http'

/** A row of the store. */
export interface LegacyPerson {
  id: number | string
  email: string
  password: string
  nickname?: string
}

/** The running store. */
export interface LegacyService {
  url: string
  /** How often it was asked. */
  requests(): number
  close(): Promise<void>
}

/** Serves `GET /profile` on a free port of 127.0.0.1: 200 with the row, without the password, or 401. */
export async function startLegacyService(people: readonly LegacyPerson[]): Promise<LegacyService> {
  let requests = 0
  const server = createServer((request, response) => {
    requests++
    const [, encoded = ''] = (request.headers.authorization ?? '').split(' ')
    const [email, ...rest] = Buffer.from(encoded, 'base64').toString().split(':')
    const person = people.find((row) => row.email.toLowerCase() === email?.toLowerCase())
    if (request.url !== '/profile' || !person || person.password !== rest.join(':')) {
      response.writeHead(401).end()
      return
    }
    const { id, nickname } = person
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ user_id: id, email: person.email, nickname }))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    requests: () => requests,
    async close() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}
