/** Callbacks for methods of `mongodb` that give promises only. @module */
import type { Callback, Methods } from './calling.ts'
import { answer, define, takeCallback } from './calling.ts'

/**
 * Replaces methods by ones that take a callback as well.
 *
 * @param change applied to what the method gives, in either way
 */
export function acceptCallbacks(
  prototype: Methods,
  names: readonly string[],
  change: (value: unknown, args: readonly unknown[]) => unknown = (value) => value,
): void {
  for (const name of names) {
    const method = prototype[name]
    if (!method || !Object.hasOwn(prototype, name)) continue
    define(prototype, name, function (this: unknown, ...args: unknown[]) {
      const callback = takeCallback(args)
      const work = (async () => change(await method.apply(this, args), args))()
      if (!callback) return work
      answerOld(work, callback)
    })
  }
}

/** Like `answer`; errors get the name that they had before version 4. */
export function answerOld(work: Promise<unknown>, callback: Callback): void {
  answer(
    work.catch((error: unknown) => {
      if (error instanceof Error && /^(?:Mongo\w*|BulkWrite)Error$/.test(error.name))
        define(error, 'name', 'MongoError')
      throw error
    }),
    callback,
  )
}
