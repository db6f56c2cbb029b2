/** Cursors: what a query found and its client has not read. @module */
import type { Document } from 'bson'
import { Long } from 'bson'
import { MongoFault } from './faults.ts'

const FIRST_BATCH = 101

/** The open cursors of a server. */
export interface Cursors {
  /** @returns the answer of `find` and `aggregate` with the first batch; `single`: no cursor stays open */
  open(namespace: string, documents: Document[], batch_size: number | undefined, single: boolean): Document
  /** @throws {MongoFault} 43 */
  next(id: string, batch_size: number | undefined): Document
  /** @returns whether there was one */
  kill(id: string): boolean
}

/** No cursors yet. */
export function createCursors(): Cursors {
  const cursors = new Map<string, { namespace: string; rest: Document[] }>()
  let last_id = 0
  const idOf = (id: string, is_open: boolean): Long => (is_open ? Long.fromString(id) : Long.ZERO)
  return {
    open(namespace, documents, batch_size = FIRST_BATCH, single) {
      const rest = documents.slice(batch_size)
      const stays = rest.length > 0 && !single
      last_id += 1
      const id = String(last_id)
      if (stays) cursors.set(id, { namespace, rest })
      return { cursor: { firstBatch: documents.slice(0, batch_size), id: idOf(id, stays), ns: namespace } }
    },
    next(id, batch_size) {
      const cursor = cursors.get(id)
      if (!cursor) throw new MongoFault(43, `cursor id ${id} not found`)
      const batch = cursor.rest.splice(0, batch_size || cursor.rest.length)
      const stays = cursor.rest.length > 0
      if (!stays) cursors.delete(id)
      return { cursor: { nextBatch: batch, id: idOf(id, stays), ns: cursor.namespace } }
    },
    kill: (id) => cursors.delete(id),
  }
}
