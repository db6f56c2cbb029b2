/** Shared by all adapters: callable modules, and callbacks in place of promises. @module */

/** Node's form: the error first. */
export type Callback = (error: unknown, ...values: unknown[]) => void

/** Methods by name, of a class whose package brings no types that hold inside the sandbox. */
export interface Methods {
  [name: string]: (this: unknown, ...args: unknown[]) => unknown
}

/** Node's, as the sandbox has it: what the work throws ends the run as that error. */
declare const process: { nextTick(work: (...args: never[]) => unknown, ...args: unknown[]): void }

/**
 * @param call what calling the module does
 * @param more in addition to what the module has, or instead of it
 */
export function callable(call: (...args: never[]) => unknown, module: object, more: object = {}): unknown {
  // Not an arrow function, since some old scripts call it with `new`.
  const made = function legacy(...args: never[]): unknown {
    return call(...args)
  }
  return Object.defineProperties(made, {
    ...Object.getOwnPropertyDescriptors(module),
    ...Object.getOwnPropertyDescriptors(more),
  })
}

/** Passes a promise's result to a callback. An error in the callback is not caught by the promise. */
export function answer(work: Promise<unknown>, callback: Callback): void {
  work.then(
    (value) => process.nextTick(callback, null, value),
    (error: unknown) => process.nextTick(callback, error),
  )
}

/** Runs code without a caller; an error ends the run. */
export function laterAlone(work: () => void): void {
  process.nextTick(work)
}

/** Removes the callback from the end of a list of arguments, and the empty places before it. */
export function takeCallback(args: unknown[]): Callback | undefined {
  while (args.length > 0 && args.at(-1) === undefined) args.pop()
  if (typeof args.at(-1) !== 'function') return undefined
  const callback = args.pop() as Callback
  while (args.length > 0 && args.at(-1) === undefined) args.pop()
  return callback
}

/** Defines a method on a class, in the form of its own methods. */
export function define(target: object, name: string, value: unknown): void {
  Object.defineProperty(target, name, { value, writable: true, configurable: true, enumerable: false })
}
