/** Reading by the op codes of old: a query, its further batches, and the end of its cursor. @module */
import type { Document } from 'bson'
import type { Context } from './commands.ts'
import { matching } from './commands-read.ts'
import { faultOf, MongoFault } from './faults.ts'
import type { Reply, Request } from './wire.ts'

type Of<Kind extends Request['kind']> = Extract<Request, { kind: Kind }>

/** OP_QUERY on a collection. */
export function oldQuery(context: Context, request: Of<'query'>): Reply {
  const { collection: namespace, query, order, projection, skip, batch } = request
  const dot = namespace.indexOf('.')
  return attempt('query', () => {
    if (!context.connection.authenticated) {
      throw new MongoFault(13, `not authorized for query on ${namespace}`)
    }
    const { documents } = context.storage.find(namespace.slice(0, dot), namespace.slice(dot + 1))
    const found = matching(documents, query, { sort: order, skip, projection })
    // One document counts as "one, and no cursor".
    const single = batch < 0 || batch === 1
    return open(context.cursors.open(namespace, found, batch === 0 ? undefined : Math.abs(batch), single))
  })
}

/** OP_GET_MORE. */
export function furtherBatch({ cursors }: Context, { cursor, batch }: Of<'more'>): Reply {
  return attempt('cursor', () => open(cursors.next(cursor, Math.abs(batch))))
}

/** OP_KILL_CURSORS, which has no answer. */
export function endCursors({ cursors }: Context, request: Of<'kill'>): void {
  for (const id of request.cursors) cursors.kill(id)
}

function open({ cursor }: Document): Reply {
  return { documents: cursor.firstBatch ?? cursor.nextBatch, cursor: String(cursor.id) }
}

function attempt(failed: 'query' | 'cursor', run: () => Reply): Reply {
  try {
    return run()
  } catch (thrown) {
    const { code, message } = faultOf(thrown)
    return { documents: failed === 'cursor' ? [] : [{ $err: message, code, ok: 0 }], failed }
  }
}
