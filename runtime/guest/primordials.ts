/** Built-ins as they were before any script ran, for the guard and the serialiser. @module */

export const { apply, getOwnPropertyDescriptor, getPrototypeOf, ownKeys, defineProperty } = Reflect
export const { isArray } = Array
export const { isFinite: isFiniteNumber } = Number
export const { parse, stringify } = JSON
/** Called by another name, it evaluates in the global scope and in sloppy mode, as scripts expect. */
export const { eval: evaluate } = globalThis
export const ErrorConstructor = Error
export const UintArray = Uint8Array

const { slice, charCodeAt, includes } = String.prototype
const { toISOString, getTime } = Date.prototype
const { toString: toSource } = Function.prototype
const { then } = Promise.prototype
const resolved = Promise.resolve()

/** A descriptor of an ordinary property that Object.prototype cannot change. */
export const plain = (value: unknown): PropertyDescriptor =>
  ({ __proto__: null, value, writable: true, configurable: true, enumerable: true }) as PropertyDescriptor

export const sliceText = (text: string, start: number, end: number): string =>
  apply(slice, text, [start, end])
export const contains = (text: string, part: string): boolean => apply(includes, text, [part])
export const codeAt = (text: string, index: number): number => apply(charCodeAt, text, [index])
export const sourceOf = (fn: (...args: never[]) => unknown): string => apply(toSource, fn, [])
export const dateToText = (date: Date): string => apply(toISOString, date, [])
export const dateTime = (date: Date): number => apply(getTime, date, [])

/** Runs a function when the current one has returned, before the isolate is left. */
export const soon = (work: () => void): void => {
  apply(then, resolved, [work])
}
