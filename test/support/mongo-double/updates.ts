/** What an update makes of a document. @module */
import type { Document } from 'bson'
import { Aggregator, update } from 'mingo'
import { MongoFault } from './faults.ts'
import { copyOf, sameBytes, valueAt, withId } from './storage.ts'

const PIPELINE_STAGES = ['$addFields', '$set', '$unset', '$project', '$replaceRoot', '$replaceWith']

/** An update: operators, a whole new document, or a pipeline. */
export type Update = Document | Document[]

/** @returns whether it replaces the document as a whole */
export function isReplacement(change: Update): boolean {
  return !Array.isArray(change) && !Object.keys(change).some((name) => name.startsWith('$'))
}

/**
 * Applies an update to a stored document, which stays as it is.
 *
 * @throws {MongoFault} 9, 14, 40, 66 as MongoDB does for malformed and conflicting updates
 */
export function updated(stored: Document, change: Update, array_filters: Document[]): Document {
  const { _id } = stored
  const result = compute(stored, change, array_filters)
  if (!('_id' in result)) return { _id, ...result }
  if (!sameBytes({ _id }, { _id: result._id })) {
    throw new MongoFault(66, "Performing an update on the path '_id' would modify the immutable field '_id'")
  }
  return result
}

function compute(stored: Document, change: Update, array_filters: Document[]): Document {
  if (Array.isArray(change)) return runPipeline(stored, change)
  if (isReplacement(change)) return { ...('_id' in change ? {} : { _id: stored._id }), ...change }
  assertOperators(stored, change)
  const { $setOnInsert: _only_on_insert, ...operators } = change
  const draft = copyOf(stored)
  if (Object.keys(operators).length > 0) update(draft, operators, array_filters)
  return draft
}

/** The document that an upsert inserts when nothing matched. */
export function inserted(query: Document, change: Update): Document {
  const seed: Document = {}
  for (const [path, value] of equalities(query)) assign(seed, path, value)
  if (Array.isArray(change)) return withId(runPipeline(seed, change))
  if (isReplacement(change)) return withId({ ...('_id' in seed ? { _id: seed._id } : {}), ...change })
  assertOperators(seed, change)
  const { $setOnInsert = {}, $set = {}, ...operators } = change
  for (const [path, value] of Object.entries({ ...$set, ...$setOnInsert })) assign(seed, path, value)
  if (Object.keys(operators).length > 0) update(seed, operators)
  return withId(seed)
}

/** The engine lets nobody set an `_id`; a new document may be given one. */
function assign(document: Document, path: string, value: unknown): void {
  if (path.includes('.')) update(document, { $set: { [path]: value } })
  else document[path] = value
}

/** What the query says with `=`: the fields of a document that an upsert makes. */
function equalities(query: Document): [path: string, value: unknown][] {
  return Object.entries(query).flatMap(([path, value]): [string, unknown][] => {
    if (path === '$and' && Array.isArray(value)) return value.flatMap((part: Document) => equalities(part))
    if (path.startsWith('$') || value instanceof RegExp) return []
    if (!isOperators(value)) return [[path, value]]
    return '$eq' in value ? [[path, value.$eq]] : []
  })
}

function isOperators(value: unknown): value is Document {
  if (typeof value !== 'object' || value === null) return false
  return Object.keys(value)[0]?.startsWith('$') ?? false
}

function runPipeline(document: Document, pipeline: Document[]): Document {
  for (const stage of pipeline) {
    const [name = ''] = Object.keys(stage)
    if (!PIPELINE_STAGES.includes(name))
      throw new MongoFault(9, `Unrecognized pipeline stage name: '${name}'`)
  }
  const [result] = new Aggregator(pipeline).run([copyOf(document)])
  return result as Document
}

function assertOperators(document: Document, change: Document): void {
  const seen = new Set<string>()
  for (const [operator, fields] of Object.entries(change)) {
    if (!operator.startsWith('$')) {
      throw new MongoFault(9, `Unknown modifier: ${operator}. Expected a valid update modifier`)
    }
    if (typeof fields !== 'object' || fields === null) {
      throw new MongoFault(9, `Modifiers operate on fields but we found type ${typeof fields} instead.`)
    }
    for (const path of Object.keys(fields)) {
      if (seen.has(path))
        throw new MongoFault(40, `Updating the path '${path}' would create a conflict at '${path}'`)
      seen.add(path)
      assertOperand(operator, path, valueAt(document, path))
    }
  }
}

/** The engine does nothing where MongoDB complains. */
function assertOperand(operator: string, path: string, value: unknown): void {
  if (value === undefined) return
  const wants_number = operator === '$inc' || operator === '$mul'
  if (wants_number && (typeof value === 'string' || value === null)) {
    throw new MongoFault(14, `Cannot apply ${operator} to a value of non-numeric type at '${path}'`)
  }
  const wants_array = ['$push', '$addToSet', '$pull', '$pullAll', '$pop'].includes(operator)
  if (wants_array && !Array.isArray(value)) {
    throw new MongoFault(2, `The field '${path}' must be an array but is of type ${typeof value}`)
  }
}
