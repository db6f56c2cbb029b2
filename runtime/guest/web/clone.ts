/** `structuredClone`. @see https://html.spec.whatwg.org/multipage/structured-data.html @module */

import { DOMException } from '../node/dom-exception.ts'
import { types } from '../node/types.ts'

function refused(value: unknown): DOMException {
  const shown =
    typeof value === 'symbol' ? value.toString() : typeof value === 'function' ? `${value}` : '#<Object>'
  return new DOMException(`${shown} could not be cloned.`, 'DataCloneError')
}

/** @throws DataCloneError for functions, symbols, and what holds no data */
export function structuredClone(value: unknown): unknown {
  return clone(value, new Map())
}

function clone(value: unknown, seen: Map<object, unknown>): unknown {
  if (typeof value === 'function' || typeof value === 'symbol') throw refused(value)
  if (typeof value !== 'object' || value === null) return value
  if (seen.has(value)) return seen.get(value)
  const keep = <T>(copy: T): T => {
    seen.set(value, copy)
    return copy
  }
  if (types.isBoxedPrimitive(value)) return keep(Object((value as { valueOf(): unknown }).valueOf()))
  if (types.isDate(value)) return keep(new Date((value as Date).getTime()))
  if (types.isRegExp(value)) return keep(new RegExp((value as RegExp).source, (value as RegExp).flags))
  if (types.isArrayBuffer(value)) return keep((value as ArrayBuffer).slice(0))
  if (ArrayBuffer.isView(value)) return keep(cloneView(value, seen))
  if (types.isMap(value)) {
    const copy = keep(new Map())
    for (const [key, entry] of [...(value as Map<unknown, unknown>)])
      copy.set(clone(key, seen), clone(entry, seen))
    return copy
  }
  if (types.isSet(value)) {
    const copy = keep(new Set())
    for (const entry of [...(value as Set<unknown>)]) copy.add(clone(entry, seen))
    return copy
  }
  if (types.isNativeError(value)) return cloneError(value as Error, seen)
  if (types.isPromise(value) || types.isWeakMap(value) || types.isWeakSet(value)) throw refused(value)
  const copy: object = keep(Array.isArray(value) ? new Array(value.length) : {})
  for (const key of Object.keys(value)) {
    const entry = clone((value as { [key: string]: unknown })[key], seen)
    Object.defineProperty(copy, key, { value: entry, writable: true, enumerable: true, configurable: true })
  }
  return copy
}

function cloneView(view: ArrayBufferView, seen: Map<object, unknown>): unknown {
  const buffer = clone(view.buffer, seen) as ArrayBuffer
  if (view instanceof DataView) return new DataView(buffer, view.byteOffset, view.byteLength)
  const tag = (view as unknown as { [Symbol.toStringTag]: string })[Symbol.toStringTag]
  const View = (globalThis as unknown as { [name: string]: Uint8ArrayConstructor })[tag] ?? Uint8Array
  return new View(buffer, view.byteOffset, (view as Uint8Array).length)
}

function cloneError(error: Error, seen: Map<object, unknown>): Error {
  const Class = [EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError].find(
    (known) => known.name === error.name,
  )
  const copy = new (Class ?? Error)(error.message)
  seen.set(error, copy)
  if (typeof error.stack === 'string') copy.stack = error.stack
  if (Object.hasOwn(error, 'cause')) copy.cause = clone(error.cause, seen)
  return copy
}
