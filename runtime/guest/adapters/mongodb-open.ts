/** The module of `mongodb` as a function. @module */
import type { Callback } from './calling.ts'
import { laterAlone, takeCallback } from './calling.ts'

/**
 * `require('mongodb')(url, function (db) {…})`, the global `mongo`; with two arguments the first is the error.
 *
 * @param answer hands the result to a callback of two arguments
 */
export function openDatabase(
  connect: (...args: unknown[]) => unknown,
  args: unknown[],
  answer: (work: Promise<unknown>, callback: Callback) => void,
): Promise<unknown> {
  const callback = takeCallback(args) as Callback | undefined
  const work = connect(...args) as Promise<unknown>
  if (callback && callback.length > 1) answer(work, callback)
  else if (callback) {
    work.then(
      (db) => laterAlone(() => callback(db)),
      (error: unknown) =>
        laterAlone(() => {
          throw error
        }),
    )
  }
  return work
}
