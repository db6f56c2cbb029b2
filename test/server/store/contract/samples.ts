import { randomUUID } from 'node:crypto'
import type {
  Client,
  Connection,
  NewConnection,
  NewUser,
  SearchNode,
  Store,
  User,
} from '../../../../server/store/contract.ts'

/** A tenant that no other test knows. */
export async function newTenant(store: Store): Promise<string> {
  const tenant = await store.ensureTenant(`t-${randomUUID()}`)
  return tenant.tenant_id
}

export function sampleConnection(change: Partial<NewConnection> = {}): NewConnection {
  return {
    name: 'legacy',
    strategy: 'auth0',
    options: { import_mode: true, passwordPolicy: 'good', nested: { list: [1, null, 'ü'] } },
    scripts: { login: 'function login (email, password, callback) { callback(null) }', verify: '' },
    configuration: { DB_PASSWORD: 'sesame', EMPTY: '' },
    enabled_clients: ['client-1'],
    ...change,
  }
}

export function sampleClient(tenant_id: string, client_id: string, change: Partial<Client> = {}): Client {
  return {
    tenant_id,
    client_id,
    name: `Name of ${client_id}`,
    secret_sha256: 'ab'.repeat(32),
    app_type: 'non_interactive',
    grant_types: ['client_credentials'],
    api_scopes: ['*'],
    settings: { callbacks: ['https://app.example/callback'], nested: { a: null } },
    created_at: 1_000,
    ...change,
  }
}

export async function ensureClient(store: Store, tenant_id: string, client_id: string): Promise<void> {
  if (await store.findClient(tenant_id, client_id)) return
  await store.createClient(sampleClient(tenant_id, client_id, { api_scopes: [] }))
}

/** Its clients are made with it. */
export async function addConnection(
  store: Store,
  tenant_id: string,
  change: Partial<NewConnection> = {},
): Promise<Connection> {
  const wished = sampleConnection(change)
  for (const client_id of wished.enabled_clients) await ensureClient(store, tenant_id, client_id)
  const made = await store.createConnection(tenant_id, wished, 'tester')
  if (made.kind !== 'created') throw new Error(`The connection was not made: ${made.kind}`)
  return made.connection
}

/** @param id what makes this user different from others */
export function sampleUser(connection_id: string, id: string, change: Partial<NewUser> = {}): NewUser {
  return {
    connection_id,
    external_id: id,
    user_id: `auth0|${id}`,
    email: `${id}@example.com`,
    email_key: `${id}@example.com`,
    email_verified: true,
    password_hash: `$argon2id$${id}`,
    profile: { name: `Name of ${id}`, age: 7, tags: ['a', { deep: null }] },
    user_metadata: { theme: 'dark' },
    app_metadata: { plan: 'gold' },
    migrated_by: 'login',
    logged_in: true,
    last_ip: '192.0.2.1',
    ...change,
  }
}

export async function addUser(
  store: Store,
  tenant_id: string,
  connection_id: string,
  id: string,
  change: Partial<NewUser> = {},
): Promise<User> {
  const made = await store.createUser(tenant_id, sampleUser(connection_id, id, change))
  if (made.kind !== 'created') throw new Error(`The user was not made: ${made.kind}`)
  return made.user
}

/** A search for a field's exact value. */
export function is(field: string, value: string): SearchNode {
  return { kind: 'field', field, path: [], test: { kind: 'is', value } }
}
