/** What a busy tenant can do to its neighbours: each kind uses one of the server's queues. @module */
import { setTimeout as sleep } from 'node:timers/promises'
import type { BenchTenant } from './ferry-server.ts'

/** Something that a tenant does all the time. */
export interface BusyKind {
  name: string
  /** Fills the tenant with what it needs. */
  prepare(tenant: BenchTenant): Promise<void>
  /** One piece; its failures and refusals are the tenant's own. */
  once(tenant: BenchTenant, n: number): Promise<unknown>
  /** Pieces under way at once. */
  in_flight: number
  /** At most so many begin in a second. */
  per_s?: number
}

const PASSWORD = 'correct-Horse-battery-9'
/** Of a client, on the Management API. */
const ALLOWED_PER_S = 200

const connection = (tenant: BenchTenant, name: string, login?: string) =>
  tenant.api('POST', 'connections', {
    name,
    strategy: 'auth0',
    enabled_clients: [tenant.client.client_id],
    options:
      login === undefined
        ? {}
        : { enabledDatabaseCustomization: true, import_mode: true, customScripts: { login } },
  })

/** Signs somebody unknown in, so that the script runs. */
const stranger = (tenant: BenchTenant, realm: string, n: number) =>
  tenant.login(realm, `stranger${n}-${Date.now()}@example.com`, 'wrong')

const scripts = (name: string, in_flight: number, login: string): BusyKind => ({
  name,
  in_flight,
  prepare: async (tenant) => {
    await connection(tenant, 'busy', login)
  },
  once: (tenant, n) => stranger(tenant, 'busy', n),
})

/** A pattern that is nearly found at each place of each text. */
const NEARLY = `${'a'.repeat(900)}b`

/** Slow to parse and to look through, and new each time: nothing that was cached helps. */
const longText = (n: number): string =>
  `function login (email, password, callback) { /* ${n} */ ${`configuration.KEY_${n}; `.repeat(3_500)} callback(null) }`

export const BUSY_KINDS: readonly BusyKind[] = [
  {
    name: 'creates users at its allowed rate',
    in_flight: 64,
    per_s: ALLOWED_PER_S,
    prepare: async (tenant) => {
      await connection(tenant, 'busy')
    },
    once: (tenant, n) =>
      tenant.tryApi('POST', 'users', {
        connection: 'busy',
        email: `new${n}-${Date.now()}@example.com`,
        password: PASSWORD,
        verify_email: false,
      }),
  },
  {
    name: 'anonymous mails to a dead mail server',
    in_flight: 16,
    per_s: ALLOWED_PER_S,
    async prepare(tenant) {
      await connection(tenant, 'busy')
      for (let n = 0; n < 100; n++) {
        await tenant.api('POST', 'users', {
          connection: 'busy',
          email: `reader${n}@example.com`,
          password: PASSWORD,
          verify_email: false,
        })
      }
    },
    once: (tenant, n) =>
      tenant.post('/dbconnections/change_password', {
        client_id: tenant.client.client_id,
        connection: 'busy',
        email: `reader${n % 100}@example.com`,
      }),
  },
  scripts(
    'look-ups at a dead name server',
    20,
    `function login (email, password, callback) {
      require('dns').lookup(email.split('@')[0] + '.dead.example.com', function (error) { callback(error) })
    }`,
  ),
  {
    name: 'searches of two seconds, back to back',
    in_flight: 4,
    async prepare(tenant) {
      await connection(tenant, 'busy')
      const app_metadata = { text: 'a'.repeat(12_000) }
      await inParallel(300, (n) =>
        tenant.api('POST', 'users', {
          connection: 'busy',
          email: `long${n}@example.com`,
          password: PASSWORD,
          verify_email: false,
          app_metadata,
        }),
      )
    },
    once: (tenant) => tenant.tryApi('GET', `users?q=app_metadata.text:*${NEARLY}*`),
  },
  scripts(
    'PBKDF2 in scripts',
    8,
    `function login (email, password, callback) {
      require('crypto').pbkdf2(password, 'salt', 400000, 64, 'sha512', function () { callback(null) })
    }`,
  ),
  scripts(
    'bcrypt in scripts, at once and waiting',
    8,
    `function login (email, password, callback) {
      const bcrypt = require('bcrypt')
      bcrypt.hashSync(password, 12)
      bcrypt.hash(password, 12, function () { callback(null) })
    }`,
  ),
  scripts(
    'scripts that end their sandbox, so that others start',
    4,
    'function login () { const kept = []; for (;;) kept.push(new Array(1e6).fill(1)) }',
  ),
  {
    name: 'text jobs: new scripts of 100 KB, looked through',
    in_flight: 4,
    async prepare(tenant) {
      const { id } = await connection(tenant, 'busy', longText(0))
      ids.set(tenant, String(id))
    },
    async once(tenant, n) {
      const id = ids.get(tenant)
      await tenant.tryApi('PUT', `connections/${id}/draft`, { scripts: { login: longText(n) } })
      return tenant.tryApi('GET', `connections/${id}/configuration`)
    },
  },
]

const ids = new WeakMap<BenchTenant, string>()

/** Begins a busy tenant's work. @returns ends it */
export function beBusy(kind: BusyKind, tenant: BenchTenant): () => Promise<void> {
  let isOver = false
  let n = 0
  const pause_ms = kind.per_s === undefined ? 0 : (kind.in_flight * 1_000) / kind.per_s
  const worker = async (): Promise<void> => {
    while (!isOver) {
      const next = performance.now() + pause_ms
      await kind.once(tenant, n++)
      const left_ms = next - performance.now()
      if (left_ms > 0) await sleep(left_ms)
    }
  }
  const workers = Array.from({ length: kind.in_flight }, worker)
  return async () => {
    isOver = true
    await Promise.all(workers)
  }
}

async function inParallel(count: number, work: (n: number) => Promise<unknown>): Promise<void> {
  let next = 0
  const worker = async (): Promise<void> => {
    while (next < count) await work(next++)
  }
  await Promise.all(Array.from({ length: 8 }, worker))
}
