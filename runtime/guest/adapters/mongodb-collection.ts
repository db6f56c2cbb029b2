/** The calls of collections of `mongodb` 1 to 3: callbacks, `insert`, `update`, `remove` and their kin. @module */
import type { Methods } from './calling.ts'
import { answer, define, takeCallback } from './calling.ts'
import { acceptCallbacks, answerOld } from './mongodb-callbacks.ts'
import { withIds, withOldResult } from './mongodb-old-results.ts'
import { currentFindOptions } from './mongodb-options.ts'

type Fields = { [field: string]: unknown }

const READS = [
  'count',
  'countDocuments',
  'createIndex',
  'createIndexes',
  'distinct',
  'drop',
  'dropIndex',
  'dropIndexes',
  'estimatedDocumentCount',
  'indexExists',
  'indexInformation',
  'indexes',
  'isCapped',
  'options',
  'rename',
]
const WRITES = ['bulkWrite', 'deleteMany', 'deleteOne', 'replaceOne', 'updateMany', 'updateOne']
const FIND_AND_CHANGE = ['findOneAndDelete', 'findOneAndReplace', 'findOneAndUpdate']

/** Adds the methods to the class. They return version 7's results, with the fields that were removed since. */
export function addCollectionCalls(prototype: Methods): void {
  addFindAndChange(prototype)
  acceptCallbacks(prototype, READS)
  acceptCallbacks(prototype, WRITES, (result) => withOldResult(result, []))
  acceptCallbacks(prototype, ['insertOne', 'insertMany'], (result, [documents]) =>
    withOldResult(result, [documents].flat()),
  )
  const call = (self: unknown, name: string, ...args: unknown[]): Promise<unknown> =>
    prototype[name]?.apply(self, args) as Promise<unknown>

  addFinds(prototype)
  define(prototype, 'ensureIndex', prototype.createIndex)
  define(prototype, 'dropAllIndexes', prototype.dropIndexes)

  /** An old method that became several, chosen by its arguments. */
  const add = (name: string, work: (self: unknown, args: unknown[]) => Promise<unknown>): void =>
    define(prototype, name, function (this: unknown, ...args: unknown[]) {
      const callback = takeCallback(args)
      const done = (async () => work(this, args))()
      if (!callback) return done
      answerOld(done, callback)
    })
  add('insert', async (self, [documents, options]) =>
    Array.isArray(documents)
      ? withIds(await call(self, 'insertMany', documents, options), documents)
      : withIds(await call(self, 'insertOne', documents, options), [documents]),
  )
  add('update', (self, [query, change, options]) => {
    const { multi, ...rest } = (options ?? {}) as Fields
    const name = hasOperators(change) ? (multi ? 'updateMany' : 'updateOne') : 'replaceOne'
    return call(self, name, query, change, rest)
  })
  add('remove', (self, [query, options]) => {
    const { single, ...rest } = (options ?? {}) as Fields
    return call(self, single ? 'deleteOne' : 'deleteMany', query ?? {}, rest)
  })
  add('save', async (self, [document, options]) => {
    const { _id } = document as Fields
    if (_id === undefined || _id === null) return call(self, 'insert', document, options)
    return call(self, 'replaceOne', { _id }, document, { ...(options as Fields), upsert: true })
  })
  add('findAndModify', (self, [query, sort, change, options]) => {
    const { remove, new: isNew, fields, ...rest } = (options ?? {}) as Fields
    const given = { ...rest, sort, projection: fields, includeResultMetadata: true }
    if (remove) return call(self, 'findOneAndDelete', query, given)
    const name = hasOperators(change) ? 'findOneAndUpdate' : 'findOneAndReplace'
    return call(self, name, query, change, { ...given, returnDocument: isNew ? 'after' : 'before' })
  })
  add('findAndRemove', (self, [query, sort, options]) =>
    call(self, 'findOneAndDelete', query, { ...(options as Fields), sort, includeResultMetadata: true }),
  )
}

/** With a callback, they returned the document as `value` of a result; `returnOriginal` is now `returnDocument`. */
function addFindAndChange(prototype: Methods): void {
  for (const name of FIND_AND_CHANGE) {
    const method = prototype[name]
    define(prototype, name, function (this: unknown, ...args: unknown[]) {
      const callback = takeCallback(args)
      const at = name === 'findOneAndDelete' ? 1 : 2
      const { returnOriginal, projection, fields, ...rest } = (args[at] ?? {}) as Fields
      const wanted = projection ?? fields
      args[at] = {
        ...rest,
        ...(wanted !== undefined && { projection: wanted }),
        ...(typeof returnOriginal === 'boolean' && { returnDocument: returnOriginal ? 'before' : 'after' }),
        ...(callback && { includeResultMetadata: true }),
      }
      const work = method?.apply(this, args) as Promise<unknown>
      if (!callback) return work
      answerOld(work, callback)
    })
  }
}

const hasOperators = (change: unknown): boolean =>
  Array.isArray(change) || Object.keys(change ?? {}).some((key) => key.startsWith('$'))

/** Searches that take callbacks, and fields as an argument of their own. A pipeline with a callback gives its documents at once. */
export function addFinds(prototype: Methods): void {
  const { find, findOne, aggregate } = prototype
  define(prototype, 'findOne', function (this: unknown, ...args: unknown[]) {
    const callback = takeCallback(args)
    const work = findOne?.apply(this, [args[0] ?? {}, currentFindOptions(args.slice(1))]) as Promise<unknown>
    if (!callback) return work
    answerOld(work, callback)
  })
  define(prototype, 'find', function (this: unknown, ...args: unknown[]) {
    const callback = takeCallback(args)
    const cursor = find?.apply(this, [args[0] ?? {}, currentFindOptions(args.slice(1))])
    if (callback) answer(Promise.resolve(cursor), callback)
    return cursor
  })
  define(prototype, 'aggregate', function (this: unknown, ...args: unknown[]) {
    const callback = takeCallback(args)
    const cursor = aggregate?.apply(this, args) as { toArray(): Promise<unknown> }
    if (callback) answerOld(cursor.toArray(), callback)
    return cursor
  })
}
