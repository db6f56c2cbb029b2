/**
 * `mongodb` 7 with the calls of versions 2 and 3, which scripts without a pinned version were written for: callbacks,
 * `insert`, `update`, `remove`, the old names of options, a client that is a database too, and a module that can be called.
 *
 * Nothing that version 7 does is changed: it ignores callbacks, refuses the old options, and has not the old methods.
 * @module
 */
import type { Methods } from './calling.ts'
import { answer, callable, define, takeCallback } from './calling.ts'
import { acceptCallbacks } from './mongodb-callbacks.ts'
import { addCollectionCalls } from './mongodb-collection.ts'
import { addCursorCalls } from './mongodb-cursor.ts'
import { openDatabase } from './mongodb-open.ts'
import { currentOptions } from './mongodb-options.ts'
import { withSelectionTime } from './mongodb-selection.ts'
import { refusingOldServers } from './mongodb-too-old.ts'

/** The bundler's. */
declare function require(path: string): unknown

interface Client {
  connect(): Promise<unknown>
  close(force?: boolean): Promise<void>
  db(name?: string, options?: object): Methods & { databaseName: string }
  on(event: string, listener: (event: { failure?: unknown }) => void): void
}

interface Driver {
  MongoClient: new (url: string, options?: object) => Client
  Collection: { prototype: Methods }
  Db: { prototype: Methods }
  Admin: { prototype: Methods }
  AbstractCursor: { prototype: Methods }
  FindCursor: { prototype: Methods }
  AggregationCursor: { prototype: Methods }
  ObjectId: new (...args: unknown[]) => object
}

const DB_CALLS = [
  'command',
  'createCollection',
  'collections',
  'createIndex',
  'dropCollection',
  'dropDatabase',
  'indexInformation',
  'renameCollection',
  'stats',
]
const ADMIN_CALLS = ['buildInfo', 'command', 'listDatabases', 'ping', 'serverInfo', 'serverStatus']

/** `connect` returned the database of the URL in version 2, and the client in version 3. */
const OF_DATABASE = [...DB_CALLS, 'admin', 'aggregate', 'collection', 'ensureIndex', 'listCollections']

/** A placeholder for the URL, which version 2 took at `connect`. */
const NO_URL = 'mongodb://localhost'

/** @returns the module as `require('mongodb')` gives it */
export function adapted(): unknown {
  const driver = require('mongodb') as Driver
  addCollectionCalls(driver.Collection.prototype)
  addCursorCalls(driver.AbstractCursor.prototype, driver.FindCursor.prototype)
  acceptCallbacks(driver.AggregationCursor.prototype, ['explain'])
  acceptCallbacks(driver.Admin.prototype, ADMIN_CALLS)
  addDatabaseCalls(driver.Db.prototype)
  const MongoClient = clientOf(driver)
  const connect = MongoClient.connect.bind(MongoClient)
  return callable(
    (...args: unknown[]) => openDatabase((...given) => MongoClient.connect(...given), args, answer),
    driver,
    {
      MongoClient,
      connect,
      ObjectID: new Proxy(driver.ObjectId, { apply: (ObjectId, _this, args) => new ObjectId(...args) }),
    },
  )
}

function clientOf(driver: Driver) {
  return class MongoClient extends driver.MongoClient {
    constructor(url?: unknown, options?: unknown) {
      const given = currentOptions(typeof url === 'string' ? options : url)
      super(typeof url === 'string' ? url : NO_URL, withSelectionTime(url, given))
      refusingOldServers(this, 7)
    }

    /** With a URL, as in version 2, this is the static `connect`. */
    override connect(...args: unknown[]): Promise<this> {
      if (typeof args[0] === 'string') return MongoClient.connect(...args) as Promise<never>
      const callback = takeCallback(args)
      const work = super.connect().then(() => this)
      if (callback) answer(work.then(asDatabase), callback)
      return work
    }

    override close(...args: unknown[]): Promise<void> {
      const callback = takeCallback(args)
      const work = super.close(args[0] === true)
      if (callback) answer(work, callback)
      return work
    }

    isConnected(): boolean {
      return (this as { topology?: { isConnected(): boolean } }).topology?.isConnected() ?? false
    }

    /** `connect(url, options, callback)`; gives a client with the calls of its database. */
    static connect(...args: unknown[]): Promise<unknown> {
      const callback = takeCallback(args)
      const work = Promise.resolve()
        .then(() => new MongoClient(args[0], args[1]).connect())
        .then(asDatabase)
      if (callback) answer(work, callback)
      return work
    }
  }
}

function asDatabase<T extends Client>(client: T): T {
  for (const name of OF_DATABASE) {
    if (!(name in client)) define(client, name, (...args: unknown[]) => client.db()[name]?.(...args))
  }
  Object.defineProperty(client, 'databaseName', { configurable: true, get: () => client.db().databaseName })
  return client
}

function addDatabaseCalls(prototype: Methods): void {
  acceptCallbacks(prototype, DB_CALLS)
  const { collection, createIndex } = prototype
  define(prototype, 'collection', function (this: unknown, ...args: unknown[]) {
    const callback = takeCallback(args)
    const found = collection?.apply(this, args)
    if (callback) answer(Promise.resolve(found), callback)
    return found
  })
  define(prototype, 'ensureIndex', createIndex)
}
