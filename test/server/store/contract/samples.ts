import { randomUUID } from 'node:crypto'
import type {
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

export async function addConnection(
  store: Store,
  tenant_id: string,
  change: Partial<NewConnection> = {},
): Promise<Connection> {
  const made = await store.createConnection(tenant_id, sampleConnection(change), 'tester')
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
