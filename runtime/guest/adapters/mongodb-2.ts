/**
 * The calls of `mongodb` 1 and 2 over `mongodb` 3, which talks to servers from 2.6 to today's: `connect` gives a database that is
 * its client too, fields stand beside a query, results are also what version 1 gave, and the module can be called.
 *
 * @see https://mongodb.github.io/node-mongodb-native/2.2/api/
 * @module
 */
import type { Methods } from './calling.ts'
import { answer, callable, define, takeCallback } from './calling.ts'
import { unified } from './mongodb-3.ts'
import { acceptCallbacks, answerOld } from './mongodb-callbacks.ts'
import { addFinds } from './mongodb-collection.ts'
import { withIds, withOldResult } from './mongodb-old-results.ts'
import { openDatabase } from './mongodb-open.ts'

/** The bundler's. */
declare function require(path: string): unknown

interface Client {
  connect(): Promise<unknown>
  close(force?: boolean): Promise<void>
  db(name?: string, options?: object): Database
  isConnected(): boolean
}

type Database = Methods & { databaseName: string }

interface Driver {
  MongoClient: (new (url: unknown, options?: object) => Client) & object
  Collection: { prototype: Methods }
  Cursor: { prototype: Methods }
  AggregationCursor: { prototype: Methods }
  Db: { prototype: Methods }
}

const INSERTS = ['insert', 'insertOne', 'insertMany', 'save']
const WRITES = ['deleteMany', 'deleteOne', 'remove', 'replaceOne', 'update', 'updateMany', 'updateOne']
const CURSOR_CALLS = ['close', 'count', 'explain', 'hasNext', 'next', 'toArray']

/** @returns the module as `require('mongodb@2')` gives it */
export function adapted(): unknown {
  const driver = require('mongodb-3') as Driver
  addCollectionCalls(driver.Collection.prototype)
  for (const { prototype } of [driver.Cursor, driver.AggregationCursor]) {
    acceptCallbacks(prototype, CURSOR_CALLS)
    define(prototype, 'nextObject', prototype.next)
  }
  const MongoClient = clientOf(driver)
  const connect = (...args: unknown[]): unknown => MongoClient.connect(...args)
  return callable((...args: unknown[]) => openDatabase(connect, args, answerOld), driver, {
    MongoClient,
    connect,
  })
}

function clientOf(driver: Driver) {
  return class MongoClient extends driver.MongoClient {
    constructor(url?: unknown, options?: unknown) {
      super(url, unified(url, options))
    }

    /** With a URL, as in version 2, this is the static `connect`. */
    override connect(...args: unknown[]): Promise<unknown> {
      if (typeof args[0] === 'string') return MongoClient.connect(...args)
      const callback = takeCallback(args)
      const work = super.connect().then(() => this)
      if (callback) answerOld(work.then(asDatabase), callback)
      return work
    }

    /** `connect(url, options, callback)` gives the database of the URL. */
    static connect(...args: unknown[]): Promise<unknown> {
      const callback = takeCallback(args)
      const work = (async () => {
        const client = new MongoClient(args[0], args[1])
        await client.connect()
        return databaseOf(client)
      })()
      if (callback) answerOld(work, callback)
      return work
    }
  }
}

/** The database, with what it did for its client. */
function databaseOf(client: Client): Database {
  const db = client.db()
  define(db, 'close', (...args: unknown[]) => {
    const callback = takeCallback(args)
    const work = client.close(args[0] === true)
    if (callback) answer(work, callback)
    return work
  })
  define(db, 'db', (name: string) => client.db(name))
  define(db, 'isConnected', () => client.isConnected())
  define(db, 'logout', (...args: unknown[]) => {
    const callback = takeCallback(args)
    const work = Promise.resolve(true)
    if (callback) answer(work, callback)
    return work
  })
  return db
}

/** A client as scripts of version 3 got it, with the calls of its database. */
function asDatabase<T extends Client>(client: T): T {
  const db = client.db()
  for (const name of ['admin', 'aggregate', 'collection', 'command', 'listCollections']) {
    define(client, name, (...args: unknown[]) => db[name]?.(...args))
  }
  define(client, 'databaseName', db.databaseName)
  return client
}

function addCollectionCalls(prototype: Methods): void {
  acceptCallbacks(prototype, ['bulkWrite'])
  acceptCallbacks(prototype, WRITES, (result) => withOldResult(result, []))
  acceptCallbacks(prototype, INSERTS, (result, [documents]) =>
    withIds(withOldResult(result, [documents].flat()), [documents].flat()),
  )
  addFinds(prototype)
}
