/** Commands about the server, its users and its collections. @module */
import type { Document } from 'bson'
import { Binary } from 'bson'
import { z } from 'zod'
import { CHALLENGE_COMMANDS } from './challenge.ts'
import type { Command, Context } from './commands.ts'
import { Count, command, Fields, Name } from './commands.ts'
import { MongoFault } from './faults.ts'
import { startScram } from './scram.ts'
import type { Collection, Index } from './storage.ts'
import { assertUnique } from './storage.ts'

/** What a client may say before it has logged in. */
export const OPEN_COMMANDS = [
  'hello',
  'isMaster',
  'ismaster',
  'ping',
  'buildInfo',
  'saslStart',
  'saslContinue',
  'getnonce',
  'authenticate',
  'endSessions',
]

const Payload = z.union([z.instanceof(Binary), z.instanceof(Uint8Array), z.string()])

const SaslStart = z.object({
  $db: z.string(),
  mechanism: z.string(),
  payload: Payload,
  options: z.object({ skipEmptyExchange: z.boolean().default(false) }).default({ skipEmptyExchange: false }),
})

const SaslContinue = z.object({ conversationId: Count, payload: Payload })

const Hello = z.object({
  $db: z.string(),
  saslSupportedMechs: z.string().optional(),
  speculativeAuthenticate: Fields.optional(),
})

const IndexSpec = z.object({
  name: Name,
  key: z.record(z.string(), z.unknown()),
  unique: z.boolean().optional(),
  sparse: z.boolean().optional(),
  partialFilterExpression: Fields.optional(),
})

function textOf(payload: z.infer<typeof Payload>): string {
  if (typeof payload === 'string') return Buffer.from(payload, 'base64').toString()
  return Buffer.from(
    payload instanceof Binary ? payload.buffer.subarray(0, payload.position) : payload,
  ).toString()
}

function step(text: string, done: boolean): Document {
  return { conversationId: 1, done, payload: new Binary(Buffer.from(text)) }
}

const saslStart = command(
  SaslStart,
  ({ connection, users, auth_source, abilities }, { $db, mechanism, payload, options }) => {
    const known = abilities.mechanisms.find((name) => name === mechanism)
    if (!known)
      throw new MongoFault(2, `Received authentication for mechanism ${mechanism} which is not enabled`)
    const scram = startScram(known, textOf(payload), $db === auth_source ? users : [])
    connection.conversation = {
      scram,
      proven: false,
      skip_empty: abilities.hello && options.skipEmptyExchange,
    }
    return step(scram.first, false)
  },
)

const saslContinue = command(SaslContinue, ({ connection }, { payload }) => {
  const { conversation } = connection
  if (!conversation) throw new MongoFault(2, 'No SASL session state found')
  if (conversation.proven) {
    connection.conversation = undefined
    return step('', true)
  }
  connection.conversation = undefined
  const final = conversation.scram.finish(textOf(payload))
  connection.authenticated = true
  if (!conversation.skip_empty) connection.conversation = { ...conversation, proven: true }
  return step(final, conversation.skip_empty)
})

function hello(context: Context, fields: z.infer<typeof Hello>): Document {
  const { users, auth_source, connection, abilities } = context
  const known = users.some(({ user }) => `${auth_source}.${user}` === fields.saslSupportedMechs)
  return {
    ...(abilities.hello && { helloOk: true, isWritablePrimary: true }),
    ismaster: true,
    maxBsonObjectSize: 16_777_216,
    maxMessageSizeBytes: 48_000_000,
    maxWriteBatchSize: 100_000,
    localTime: new Date(),
    ...(abilities.msg && { logicalSessionTimeoutMinutes: 30 }),
    connectionId: connection.connection_id,
    minWireVersion: 0,
    maxWireVersion: abilities.wire,
    readOnly: false,
    ...(known && abilities.mechanisms.length > 1 ? { saslSupportedMechs: [...abilities.mechanisms] } : {}),
    ...(abilities.hello && fields.speculativeAuthenticate
      ? speculative(context, fields.speculativeAuthenticate)
      : {}),
  }
}

/** A first step that fails is left out of the answer; the client then starts anew and gets the error. */
function speculative(context: Context, fields: Document): Document {
  try {
    return { speculativeAuthenticate: saslStart(context, { $db: fields.db, ...fields }) }
  } catch (thrown) {
    if (thrown instanceof MongoFault) return {}
    throw thrown
  }
}

function createIndexes(collection: Collection, indexes: Index[]): Document {
  const before = collection.indexes.length
  for (const index of indexes) {
    if (collection.indexes.some(({ name }) => name === index.name)) continue
    const trial = { ...collection, indexes: [index] }
    for (const document of collection.documents) assertUnique(trial, document, document)
    collection.indexes.push(index)
  }
  return { numIndexesBefore: before, numIndexesAfter: collection.indexes.length }
}

/** A cursor on facts about collections has a name of its own. */
function listing(context: Context, namespace: string, facts: Document[]): Document {
  return context.cursors.open(namespace, facts, undefined, false)
}

const InDatabase = z.object({ $db: Name })

/** The other commands by name. */
export const ADMIN_COMMANDS: { readonly [name: string]: Command } = {
  hello: command(Hello, hello),
  isMaster: command(Hello, hello),
  ismaster: command(Hello, hello),
  saslStart,
  saslContinue,
  ping: () => ({}),
  endSessions: () => ({}),
  logout: ({ connection }) => {
    connection.authenticated = false
    return {}
  },
  ...CHALLENGE_COMMANDS,
  buildInfo: ({ abilities: { version } }) => ({
    version: `${version}.0`,
    versionArray: [...version.split('.').map(Number), 0, 0],
    bits: 64,
    maxBsonObjectSize: 16_777_216,
  }),
  create: command(z.object({ $db: Name, create: Name }), ({ storage }, { $db, create }) => {
    if (storage.collections($db).includes(create))
      throw new MongoFault(48, `Collection ${$db}.${create} already exists.`)
    storage.open($db, create)
    return {}
  }),
  drop: command(z.object({ $db: Name, drop: Name }), ({ storage }, { $db, drop }) => {
    // Since 7.0 it is no error when there was nothing to drop.
    storage.drop($db, drop)
    return { ns: `${$db}.${drop}` }
  }),
  dropDatabase: command(InDatabase, ({ storage }, { $db }) => {
    for (const name of storage.collections($db)) storage.drop($db, name)
    return { dropped: $db }
  }),
  listCollections: command(InDatabase.extend({ filter: Fields.default({}) }), (context, { $db, filter }) => {
    const { name } = filter
    const names = context.storage.collections($db).filter((known) => name === undefined || known === name)
    return listing(
      context,
      `${$db}.$cmd.listCollections`,
      names.map((known) => ({ name: known, type: 'collection', options: {}, info: { readOnly: false } })),
    )
  }),
  listDatabases: ({ storage }) => ({
    databases: storage.databases().map((name) => ({ name, empty: false })),
  }),
  createIndexes: command(
    InDatabase.extend({ createIndexes: Name, indexes: z.array(IndexSpec).min(1) }),
    ({ storage }, { $db, createIndexes: name, indexes }) => createIndexes(storage.open($db, name), indexes),
  ),
  listIndexes: command(InDatabase.extend({ listIndexes: Name }), (context, { $db, listIndexes: name }) => {
    if (!context.storage.collections($db).includes(name)) {
      throw new MongoFault(26, `ns does not exist: ${$db}.${name}`)
    }
    const { indexes, namespace } = context.storage.find($db, name)
    return listing(
      context,
      namespace,
      indexes.map((index) => ({ v: 2, ...index })),
    )
  }),
  dropIndexes: command(
    InDatabase.extend({ dropIndexes: Name, index: z.string() }),
    ({ storage }, { $db, dropIndexes: name, index }) => {
      const collection = storage.find($db, name)
      const stays = collection.indexes.filter(
        (known) => known.name === '_id_' || (index !== '*' && known.name !== index),
      )
      if (index !== '*' && stays.length === collection.indexes.length) {
        throw new MongoFault(27, `index not found with name [${index}]`)
      }
      const before = collection.indexes.length
      collection.indexes = stays
      return { nIndexesWas: before }
    },
  ),
}
