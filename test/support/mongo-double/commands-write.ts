/** Commands that write. A batch answers `ok: 1` and lists what failed in `writeErrors`, as servers do. @module */
import type { Document } from 'bson'
import { Query } from 'mingo'
import { z } from 'zod'
import type { Command } from './commands.ts'
import { Count, command, Fields, Name } from './commands.ts'
import { matching } from './commands-read.ts'
import { faultOf, MongoFault } from './faults.ts'
import type { Collection } from './storage.ts'
import { assertUnique, copyOf, sameBytes, withId } from './storage.ts'
import type { Update } from './updates.ts'
import { inserted, isReplacement, updated } from './updates.ts'

const Change = z.union([z.array(Fields), Fields])

const Insert = z.object({
  $db: Name,
  insert: Name,
  documents: z.array(Fields).min(1),
  ordered: z.boolean().default(true),
})

const UpdateStatement = z.object({
  q: Fields,
  u: Change,
  multi: z.boolean().default(false),
  upsert: z.boolean().default(false),
  arrayFilters: z.array(Fields).default([]),
})

const UpdateCommand = z.object({
  $db: Name,
  update: Name,
  updates: z.array(UpdateStatement).min(1),
  ordered: z.boolean().default(true),
})

const Delete = z.object({
  $db: Name,
  delete: Name,
  deletes: z.array(z.object({ q: Fields, limit: Count })).min(1),
  ordered: z.boolean().default(true),
})

const FindAndModify = z.object({
  $db: Name,
  findAndModify: Name,
  query: Fields.default({}),
  sort: Fields.optional(),
  fields: Fields.optional(),
  update: Change.optional(),
  remove: z.boolean().default(false),
  new: z.boolean().default(false),
  upsert: z.boolean().default(false),
  arrayFilters: z.array(Fields).default([]),
})

/** Runs the statements of a batch. @returns `writeErrors` when there are any */
function batch<T>(statements: T[], ordered: boolean, run: (statement: T, index: number) => void): Document {
  const errors: Document[] = []
  for (const [index, statement] of statements.entries()) {
    try {
      run(statement, index)
    } catch (thrown) {
      const fault = faultOf(thrown)
      errors.push({ index, code: fault.code, errmsg: fault.message, ...fault.details })
      if (ordered) break
    }
  }
  return errors.length > 0 ? { writeErrors: errors } : {}
}

function add(collection: Collection, document: Document): void {
  assertUnique(collection, document)
  collection.documents.push(copyOf(document))
}

/** @returns whether the document changed */
function change(
  collection: Collection,
  stored: Document,
  update: Update,
  array_filters: Document[],
): Document {
  const next = updated(stored, update, array_filters)
  assertUnique(collection, next, stored)
  collection.documents[collection.documents.indexOf(stored)] = next
  return next
}

function runUpdates(collection: Collection, { updates, ordered }: z.infer<typeof UpdateCommand>): Document {
  let matched = 0
  let modified = 0
  const upserted: Document[] = []
  const failed = batch(updates, ordered, ({ q, u, multi, upsert, arrayFilters }, index) => {
    if (multi && isReplacement(u))
      throw new MongoFault(9, 'multi update is not supported for replacement-style update')
    const query = new Query(q)
    const hits = collection.documents.filter((document) => query.test(document))
    for (const stored of multi ? hits : hits.slice(0, 1)) {
      const next = change(collection, stored, u, arrayFilters)
      matched += 1
      if (!sameBytes(next, stored)) modified += 1
    }
    if (hits.length > 0 || !upsert) return
    const document = inserted(q, u)
    add(collection, document)
    matched += 1
    upserted.push({ index, _id: document._id })
  })
  return { n: matched, nModified: modified, ...(upserted.length > 0 ? { upserted } : {}), ...failed }
}

function runDeletes(collection: Collection, { deletes, ordered }: z.infer<typeof Delete>): Document {
  let n = 0
  const failed = batch(deletes, ordered, ({ q, limit }) => {
    const query = new Query(q)
    const hits = collection.documents.filter((document) => query.test(document))
    for (const hit of limit === 1 ? hits.slice(0, 1) : hits) remove(collection, hit)
    n += limit === 1 ? Math.min(1, hits.length) : hits.length
  })
  return { n, ...failed }
}

function remove(collection: Collection, stored: Document): void {
  collection.documents.splice(collection.documents.indexOf(stored), 1)
}

function findAndModify(collection: Collection, fields: z.infer<typeof FindAndModify>): Document {
  const { query, sort, update } = fields
  if (fields.remove === (update !== undefined)) {
    throw new MongoFault(9, 'Either an update or remove=true must be specified, and not both')
  }
  const project = (document: Document): Document =>
    matching([document], {}, { projection: fields.fields })[0] ?? {}
  const [stored] = matching(collection.documents, query, { sort })
  if (stored && !update) {
    remove(collection, stored)
    return { value: project(stored), lastErrorObject: { n: 1 } }
  }
  if (stored && update) {
    const next = change(collection, stored, update, fields.arrayFilters)
    return { value: project(fields.new ? next : stored), lastErrorObject: { n: 1, updatedExisting: true } }
  }
  if (!update || !fields.upsert) {
    return { value: null, lastErrorObject: { n: 0, ...(update ? { updatedExisting: false } : {}) } }
  }
  const document = inserted(query, update)
  add(collection, document)
  return {
    value: fields.new ? project(document) : null,
    lastErrorObject: { n: 1, updatedExisting: false, upserted: document._id },
  }
}

/** Writing commands by name. */
export const WRITE_COMMANDS: { readonly [name: string]: Command } = {
  insert: command(Insert, ({ storage }, { $db, insert, documents, ordered }) => {
    const collection = storage.open($db, insert)
    let n = 0
    const failed = batch(documents, ordered, (document) => {
      add(collection, withId(document))
      n += 1
    })
    return { n, ...failed }
  }),
  update: command(UpdateCommand, ({ storage }, fields) =>
    runUpdates(storage.open(fields.$db, fields.update), fields),
  ),
  delete: command(Delete, ({ storage }, fields) =>
    runDeletes(storage.find(fields.$db, fields.delete), fields),
  ),
  findAndModify: command(FindAndModify, ({ storage }, fields) =>
    findAndModify(storage.open(fields.$db, fields.findAndModify), fields),
  ),
}
