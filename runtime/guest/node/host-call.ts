/** Calls to the host with failures in Node's form, and callbacks for later answers. @module */
import type { Cell } from '../host.ts'
import { host } from '../host.ts'
import { mustBeFunction, nodeError } from './errors.ts'

/** Maximum size of one message; longer data is sent in pieces. */
export const PIECE_BYTES = 512 * 1024

const CLASSES: { [name: string]: new (message: string) => Error } = { TypeError, RangeError }

/** @returns the host's error with the class that Node gives it; some of Node's have no code */
export function asNodeError(error: unknown): unknown {
  if (typeof error !== 'object' || error === null || !(error instanceof Error)) return error
  const { class: name, code, ...more } = error as Error & { class?: unknown; code?: unknown }
  const Class = CLASSES[`${name}`] ?? Error
  if (typeof code !== 'string' || code === '') return Object.assign(new Class(error.message), more)
  return nodeError(code, error.message, Class, more)
}

/** `host.sync`, throwing errors of Node's kind. */
export function hostCall(operation: string, ...args: Cell[]): Cell {
  try {
    return host.sync(operation, ...args)
  } catch (error) {
    throw asNodeError(error)
  }
}

/** `host.ask`, rejecting with errors of Node's kind. */
export function hostAsk(operation: string, ...args: Cell[]): Promise<Cell> {
  return host.ask(operation, ...args).catch((error) => {
    throw asNodeError(error)
  })
}

/** @returns the bytes in pieces that may cross, each a copy */
export function pieces(bytes: Uint8Array): Uint8Array[] {
  const list: Uint8Array[] = []
  for (let at = 0; at < bytes.length; at += PIECE_BYTES)
    list.push(new Uint8Array(bytes.subarray(at, at + PIECE_BYTES)))
  return list
}

type Callback = (error: unknown, ...results: unknown[]) => void

/**
 * Passes a promise's result to a callback. An error thrown by the callback has no caller, and must not become a rejection.
 */
export function answer(work: Promise<unknown>, callback: Callback): void {
  const call = (...args: [unknown, ...unknown[]]): void => {
    try {
      callback(...args)
    } catch (error) {
      host.uncaught(error)
    }
  }
  work.then(
    (result) => call(null, result),
    (error: unknown) => call(error),
  )
}

/**
 * Computes now and calls back after the current turn, like Node's asynchronous forms of fast functions.
 *
 * @throws ERR_INVALID_ARG_TYPE without a callback
 */
export function answerSoon(compute: () => unknown, callback: unknown): void {
  mustBeFunction('callback', callback)
  let args: unknown[]
  try {
    args = [null, compute()]
  } catch (error) {
    args = [error]
  }
  process.nextTick(callback as (...args: never[]) => void, ...args)
}
