/** What all adapters do: modules that can be called, and callbacks in place of promises. @module */

/** The way of Node: the error first. */
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
  // Not an arrow, which could not be constructed: some old scripts write `new`.
  const made = function legacy(...args: never[]): unknown {
    return call(...args)
  }
  return Object.defineProperties(made, {
    ...Object.getOwnPropertyDescriptors(module),
    ...Object.getOwnPropertyDescriptors(more),
  })
}

/** Hands a promise's end to a callback, which nothing of the promise's catches. */
export function answer(work: Promise<unknown>, callback: Callback): void {
  work.then(
    (value) => process.nextTick(callback, null, value),
    (error: unknown) => process.nextTick(callback, error),
  )
}

/** Runs something of which an error has nobody to be told to but the run. */
export function laterAlone(work: () => void): void {
  process.nextTick(work)
}

/** Takes the callback off the end of a list of arguments, and empty places before it. */
export function takeCallback(args: unknown[]): Callback | undefined {
  while (args.length > 0 && args.at(-1) === undefined) args.pop()
  if (typeof args.at(-1) !== 'function') return undefined
  const callback = args.pop() as Callback
  while (args.length > 0 && args.at(-1) === undefined) args.pop()
  return callback
}

/** Puts a method on a class, as its own methods are. */
export function define(target: object, name: string, value: unknown): void {
  Object.defineProperty(target, name, { value, writable: true, configurable: true, enumerable: false })
}
