import { randomBytes, randomUUIDv7 } from 'node:crypto'
import type { Secrets } from '../secrets/index.ts'
import type { Store } from './contract.ts'
import type { Engine } from './engine.ts'
import { openConnection, openSigningKey, sealConfiguration, sealSigningKey } from './seals.ts'

const DEFAULT_RUNS_KEPT = 1_000

/** What is the same for every engine. */
export interface StoreOptions {
  /** Runs of scripts kept in full, per connection. Default 1,000. */
  runs_kept?: number
  /** Milliseconds since the epoch. Default `Date.now`. */
  now?: () => number
}

/** The store over an engine: makes ids and times, seals what must be sealed before it reaches the engine (K1). */
export function createStore(engine: Engine, secrets: Secrets, options: StoreOptions = {}): Store {
  const { now = Date.now, runs_kept = DEFAULT_RUNS_KEPT } = options

  return {
    ping: () => engine.ping(),
    close: () => engine.close(),

    ensureTenant: (name) => engine.write('ensureTenant', newId('ten_'), name, now()),

    async createConnection(tenant_id, connection, actor) {
      const connection_id = newId('con_')
      const { configuration, ...open } = connection
      const sealed = sealConfiguration(secrets, tenant_id, connection_id, configuration)
      const created = await engine.write(
        'createConnection',
        tenant_id,
        { ...open, connection_id, configuration: sealed },
        actor,
        now(),
      )
      if (created.kind === 'name_taken') return created
      return { kind: 'created', connection: openConnection(secrets, created.connection) }
    },
    async findConnection(tenant_id, connection_id) {
      const stored = await engine.point('findConnection', tenant_id, connection_id)
      return stored && openConnection(secrets, stored)
    },
    async findConnectionByName(tenant_id, name) {
      const stored = await engine.point('findConnectionByName', tenant_id, name)
      return stored && openConnection(secrets, stored)
    },
    async listConnections(tenant_id, filter, page) {
      const listed = await engine.scan('listConnections', tenant_id, filter, page)
      return { ...listed, items: listed.items.map((stored) => openConnection(secrets, stored)) }
    },
    async updateConnection(tenant_id, connection_id, change, actor, expected_revision) {
      const { configuration, ...open } = change
      const sealed = configuration && {
        configuration: sealConfiguration(secrets, tenant_id, connection_id, configuration),
      }
      const updated = await engine.write(
        'updateConnection',
        tenant_id,
        connection_id,
        { ...open, ...sealed },
        actor,
        now(),
        expected_revision,
      )
      if (updated.kind !== 'updated') return updated
      return { kind: 'updated', connection: openConnection(secrets, updated.connection) }
    },
    deleteConnection: (tenant_id, connection_id) =>
      engine.write('deleteConnection', tenant_id, connection_id),
    listScriptRevisions: (tenant_id, connection_id, action) =>
      engine.scan('listScriptRevisions', tenant_id, connection_id, action),

    findLogin: (tenant_id, connection_id, key) => engine.point('findLogin', tenant_id, connection_id, key),
    createUser: (tenant_id, user) => engine.write('createUser', tenant_id, user, newEventId(), now()),
    saveCachedLogin: (tenant_id, user, refresh) =>
      engine.write('saveCachedLogin', tenant_id, user, refresh, newEventId(), now()),
    recordLogin: (tenant_id, user_id, ip) => engine.write('recordLogin', tenant_id, user_id, ip, now()),
    replaceHash: (tenant_id, connection_id, external_id, old_hash, new_hash) =>
      engine.write('replaceHash', tenant_id, connection_id, external_id, old_hash, new_hash),
    findUser: (tenant_id, user_id) => engine.point('findUser', tenant_id, user_id),
    findUsersByEmail: (tenant_id, email) => engine.point('findUsersByEmail', tenant_id, email),
    listUsers: (tenant_id, filter, page) => engine.scan('listUsers', tenant_id, filter, page),
    countUsers: (tenant_id, connection_id) => engine.scan('countUsers', tenant_id, connection_id),

    createClient: (client) => engine.write('createClient', client),
    findClient: (tenant_id, client_id) => engine.point('findClient', tenant_id, client_id),
    listClients: (tenant_id) => engine.scan('listClients', tenant_id),

    addSigningKey: (key) => engine.write('addSigningKey', sealSigningKey(secrets, key)),
    async listSigningKeys(tenant_id) {
      const stored = await engine.point('listSigningKeys', tenant_id)
      return stored.map((key) => openSigningKey(secrets, key))
    },

    recordRun: (tenant_id, run) => engine.write('recordRun', tenant_id, run, runs_kept),
    countRuns: (tenant_id, connection_id) => engine.scan('countRuns', tenant_id, connection_id),
    listRuns: (tenant_id, connection_id, limit) => engine.scan('listRuns', tenant_id, connection_id, limit),

    recordMigrationFailure: (tenant_id, event) => engine.write('recordMigrationFailure', tenant_id, event),
    listMigrationEvents: (tenant_id, connection_id, limit) =>
      engine.scan('listMigrationEvents', tenant_id, connection_id, limit),
  }
}

/** Grows with time, so that new events land side by side in the index. */
function newEventId(): string {
  return randomUUIDv7()
}

const ALPHANUMERICS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const ID_LENGTH = 16

/** @returns the prefix and 16 random alphanumerics: 95 bits */
function newId(prefix: string): string {
  let id = prefix
  while (id.length < prefix.length + ID_LENGTH) {
    // Bytes that would favour the first characters are thrown back.
    const value = randomBytes(1).readUInt8() & 63
    id += ALPHANUMERICS[value] ?? ''
  }
  return id
}
