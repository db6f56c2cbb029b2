/** The calls of cursors of `mongodb` 1 to 3: callbacks, `each`, `nextObject`. @module */
import type { Callback, Methods } from './calling.ts'
import { answer, define, takeCallback } from './calling.ts'
import { acceptCallbacks, answerOld } from './mongodb-callbacks.ts'

/** Adds them to the classes. */
export function addCursorCalls(cursor: Methods, findCursor: Methods): void {
  const { forEach, next } = cursor
  acceptCallbacks(cursor, ['close', 'hasNext', 'next', 'toArray', 'tryNext'])
  acceptCallbacks(findCursor, ['explain'])
  define(cursor, 'nextObject', cursor.next)

  const { count } = findCursor
  define(findCursor, 'count', function (this: unknown, ...args: unknown[]) {
    const callback = takeCallback(args)
    // An option now says whether skip and limit apply.
    const [options] = args
    const given = typeof options === 'boolean' ? [] : [options]
    const work = count?.apply(this, given) as Promise<unknown>
    if (!callback) return work
    answerOld(work, callback)
  })

  define(cursor, 'forEach', function (this: unknown, each: unknown, done: unknown) {
    if (typeof done !== 'function') return forEach?.call(this, each)
    answer(forEach?.call(this, each) as Promise<unknown>, done as Callback)
  })

  // The last call passes null as the document; an error in the callback ends the run.
  define(cursor, 'each', function (this: unknown, callback: Callback) {
    const step = (): void =>
      answer(next?.call(this) as Promise<unknown>, (error, document) => {
        callback(error, document ?? null)
        if (document) step()
      })
    step()
  })
}
