/** Several real servers on one PostgreSQL database, and their clients' habits. @module */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll } from 'vitest'
import type { Ferry } from './ferry-process.ts'
import { startFerry } from './ferry-process.ts'
import type { Postgres } from './postgres.ts'
import { createDatabase, SHARED_SECRET } from './shared-store.ts'

/** How often each kill is made: once in CI, ten times at night. */
export const KILL_ROUNDS = Number(process.env.FERRY_TEST_ROUNDS ?? 1)

const ADMIN = {
  FERRY_ADMIN_CLIENT_ID: 'operator',
  FERRY_ADMIN_CLIENT_SECRET: 'the secret of the operator of all servers',
}

/**
 * Starts the servers at the same time, on an empty database.
 *
 * @param environment besides what all servers need; without `FERRY_PUBLIC_URL` each is asked directly
 */
export async function startServers(
  postgres: Postgres,
  environment: { [name: string]: string } = {},
): Promise<[Ferry, Ferry]> {
  const database = await createDatabase(postgres)
  const start = () =>
    startFerry({
      ...ADMIN,
      DATABASE_URL: database.url,
      FERRY_SECRET: SHARED_SECRET,
      FERRY_DATABASE_CONNECTIONS: '12',
      FERRY_PUBLIC_URL: 'http://ferry.test',
      FERRY_TENANT_URL: 'http://{tenant}.ferry.test',
      FERRY_RATE_LIMIT_MANAGEMENT: '100000',
      FERRY_RATE_LIMIT_AUTHENTICATION: '100000',
      FERRY_SANDBOX_ALLOW: '127.0.0.1',
      ...environment,
    })
  const servers = await Promise.all([start(), start()])
  afterAll(async () => {
    await Promise.all(servers.map((server) => server.close()))
    await database.dispose()
  })
  return servers
}

/** A legacy store that counts who was looked up. */
export interface CountingStore {
  /** A login script over it: the password of everybody is `right`. */
  script: string
  /** Runs by e-mail. */
  asked: Map<string, number>
}

/** @param delay_ms how long an answer takes, so that logins meet */
export async function openCountingStore(delay_ms: number): Promise<CountingStore> {
  const asked = new Map<string, number>()
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const email = decodeURIComponent(request.url ?? '').slice(1)
    asked.set(email, (asked.get(email) ?? 0) + 1)
    setTimeout(() => response.end('{}'), delay_ms)
  })
  server.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  afterAll(() => void server.close())
  const { port } = server.address() as AddressInfo
  return {
    asked,
    script: `async function login (email, password, callback) {
      await fetch('http://127.0.0.1:${port}/' + encodeURIComponent(email))
      if (password !== 'right') return callback(new WrongUsernameOrPasswordError(email))
      callback(null, { user_id: email, email: email })
    }`,
  }
}

/** Follows the tenant's log until the test ends. @returns ids of entries as they come */
export function followLog(server: Ferry, token: string, signal: AbortSignal): string[] {
  const ids: string[] = []
  const read = async (): Promise<void> => {
    const answer = await fetch(`${server.url}/api/v2/logs/stream`, {
      headers: { authorization: `Bearer ${token}` },
      signal,
    })
    let text = ''
    for await (const piece of answer.body ?? []) {
      text += new TextDecoder().decode(piece)
      const events = text.split('\n\n')
      text = events.pop() ?? ''
      for (const event of events) {
        const id = /^id: (\S+)\nevent: log$/m.exec(event)?.[1]
        if (id !== undefined) ids.push(id)
      }
    }
  }
  read().catch(() => undefined)
  return ids
}
