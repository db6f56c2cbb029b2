/** Databases, collections, and the indexes that keep them unique. @module */
import type { Document } from 'bson'
import { deserialize, EJSON, ObjectId, serialize } from 'bson'
import { Query } from 'mingo'
import { MongoFault } from './faults.ts'

/** An index; only `unique`, `sparse` and `partialFilterExpression` have an effect. */
export interface Index {
  name: string
  key: { [path: string]: unknown }
  unique?: boolean | undefined
  sparse?: boolean | undefined
  partialFilterExpression?: Document | undefined
}

/** A collection. */
export interface Collection {
  /** `database.collection`. */
  namespace: string
  documents: Document[]
  indexes: Index[]
}

/** All that the server stores; it outlives `stop()`. */
export interface Storage {
  /** @returns the collection, which may never have been created */
  find(database: string, name: string): Collection
  /** @returns the collection, created if need be */
  open(database: string, name: string): Collection
  drop(database: string, name: string): boolean
  /** Names, sorted. */
  collections(database: string): string[]
  databases(): string[]
}

/** Empty storage. */
export function createStorage(): Storage {
  const databases = new Map<string, Map<string, Collection>>()
  const empty = (database: string, name: string): Collection => ({
    namespace: `${database}.${name}`,
    documents: [],
    indexes: [{ name: '_id_', key: { _id: 1 }, unique: true }],
  })
  return {
    find: (database, name) => databases.get(database)?.get(name) ?? empty(database, name),
    open(database, name) {
      if (name === '' || name.includes('$') || name.includes('\0')) {
        throw new MongoFault(73, `Invalid collection name: ${name}`)
      }
      const collections = databases.get(database) ?? new Map<string, Collection>()
      databases.set(database, collections)
      const collection = collections.get(name) ?? empty(database, name)
      collections.set(name, collection)
      return collection
    },
    drop(database, name) {
      const collections = databases.get(database)
      const dropped = collections?.delete(name) ?? false
      if (collections?.size === 0) databases.delete(database)
      return dropped
    },
    collections: (database) => [...(databases.get(database)?.keys() ?? [])].sort(),
    databases: () => [...databases.keys()].sort(),
  }
}

/** A deep copy that keeps BSON's types. */
export function copyOf(document: Document): Document {
  return deserialize(serialize(document))
}

/** Whether two documents have the same bytes. */
export function sameBytes(a: Document, b: Document): boolean {
  return Buffer.compare(serialize(a), serialize(b)) === 0
}

/** The document with an `_id`, which comes first. @throws {MongoFault} for an `_id` that MongoDB refuses */
export function withId(document: Document): Document {
  const { _id = new ObjectId(), ...fields } = document
  if (Array.isArray(_id) || _id instanceof RegExp)
    throw new MongoFault(2, "The '_id' value cannot be an array")
  return { _id, ...fields }
}

/**
 * Checks a document against the unique indexes.
 *
 * @param instead_of the stored document that it will replace
 * @throws {MongoFault} 11000 with `keyPattern` and `keyValue`
 */
export function assertUnique(collection: Collection, document: Document, instead_of?: Document): void {
  for (const index of collection.indexes) {
    const conflict = conflictIn(collection, index, document, instead_of)
    if (!conflict) continue
    const values = Object.entries(conflict).map(([path, value]) => `${path}: ${EJSON.stringify(value)}`)
    throw new MongoFault(
      11000,
      `E11000 duplicate key error collection: ${collection.namespace} index: ${index.name} dup key: { ${values.join(', ')} }`,
      { keyPattern: index.key, keyValue: conflict },
    )
  }
}

/** @returns the key that another document has already */
function conflictIn(
  collection: Collection,
  index: Index,
  document: Document,
  instead_of: Document | undefined,
): Document | undefined {
  if (!index.unique || !isIndexed(index, document)) return undefined
  const paths = Object.keys(index.key)
  const keys = Object.fromEntries(paths.map((path) => [path, valueAt(document, path)]))
  const condition = Object.fromEntries(paths.map((path) => [path, conditionFor(keys[path])]))
  const query = new Query(condition)
  const other = collection.documents.find(
    (stored) => stored !== instead_of && isIndexed(index, stored) && query.test(stored),
  )
  return other && keys
}

function isIndexed(index: Index, document: Document): boolean {
  if (index.sparse && Object.keys(index.key).every((path) => valueAt(document, path) === undefined))
    return false
  return index.partialFilterExpression ? new Query(index.partialFilterExpression).test(document) : true
}

/** An array has one index entry for each of its members. */
function conditionFor(value: unknown): Document {
  return Array.isArray(value) ? { $in: value } : { $eq: value ?? null }
}

/** The value at a path such as `name.first`; paths into arrays are not followed. */
export function valueAt(document: Document, path: string): unknown {
  let value: unknown = document
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined
    value = Reflect.get(value, name)
  }
  return value
}
