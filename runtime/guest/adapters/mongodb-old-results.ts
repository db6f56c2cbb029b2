/** What writes gave in versions 1 to 3 of `mongodb`, added to what later versions give. @module */
import { define } from './calling.ts'

type Fields = { [field: string]: unknown }

/** Results of the write methods, as far as versions 3 to 7 have the same names. */
interface Written {
  /** The server's reply, which version 3 still passes on. */
  result?: { n: number }
  insertedCount?: number
  insertedId?: unknown
  insertedIds?: Fields
  matchedCount?: number
  modifiedCount?: number
  upsertedCount?: number
  deletedCount?: number
}

/** Adds the server's reply, in the form of versions 2 and 3, and as a number, in the form of version 1. */
export function withOldResult(given: unknown, documents: readonly unknown[]): unknown {
  if (typeof given !== 'object' || given === null) return given
  const written = given as Written
  const inserted = written.insertedCount ?? (written.insertedId === undefined ? 0 : 1)
  const reply = written.result ?? replyOf(written, inserted)
  define(written, 'result', reply)
  define(written, 'valueOf', () => reply.n)
  if (documents.length === 0) return written
  define(written, 'ops', documents)
  define(written, 'insertedCount', inserted)
  // Version 1 returned the documents themselves.
  define(written, 'length', documents.length)
  for (const [index, document] of documents.entries()) define(written, String(index), document)
  return written
}

function replyOf(written: Written, inserted: number): { n: number } {
  const { matchedCount = 0, upsertedCount = 0, deletedCount = 0, modifiedCount } = written
  const n = inserted + matchedCount + upsertedCount + deletedCount
  return { ok: 1, n, ...(modifiedCount !== undefined && { nModified: modifiedCount }) } as { n: number }
}

/** `insert` always returned the ids as a list. */
export function withIds(result: unknown, documents: readonly unknown[]): unknown {
  const ids = documents.map((document) => (document as Fields)._id)
  define(result as object, 'insertedIds', ids)
  return result
}
