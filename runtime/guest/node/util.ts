/** `util`. @see https://nodejs.org/api/util.html @module */
import comparisons from 'assert/build/internal/util/comparisons.js'
import { invalidArgument, mustBeFunction, nodeError } from './errors.ts'
import { format, formatWithOptions } from './format.ts'
import { inspect } from './inspect.ts'
import { types } from './types.ts'

type Callback = (error: unknown, ...values: unknown[]) => void
type AnyFunction = (this: unknown, ...args: unknown[]) => unknown

const customPromisify = Symbol.for('nodejs.util.promisify.custom')

function promisify(original: unknown): unknown {
  mustBeFunction('original', original)
  const custom = (original as { [customPromisify]?: unknown })[customPromisify]
  if (custom !== undefined) {
    mustBeFunction('util.promisify.custom', custom)
    return Object.defineProperty(custom, customPromisify, { value: custom, configurable: true })
  }
  const web = globalThis as unknown as { setTimeout: unknown; setImmediate: unknown }
  if (original === web.setTimeout) return (delay_ms?: number, value?: unknown) => later(delay_ms, value)
  if (original === web.setImmediate)
    return (value?: unknown) => new Promise((resolve) => setImmediate(() => resolve(value)))
  const promised = function (this: unknown, ...args: unknown[]) {
    return new Promise((resolve, reject) => {
      const callback: Callback = (error, value) => (error ? reject(error) : resolve(value))
      Reflect.apply(original, this, [...args, callback])
    })
  }
  Object.setPrototypeOf(promised, Object.getPrototypeOf(original) as object)
  return Object.defineProperties(promised, {
    ...Object.getOwnPropertyDescriptors(original),
    [customPromisify]: { value: promised, configurable: true },
  })
}
promisify.custom = customPromisify

const later = (delay_ms?: number, value?: unknown): Promise<unknown> =>
  new Promise((resolve) => setTimeout(() => resolve(value), delay_ms))

function callbackify(original: unknown): AnyFunction {
  mustBeFunction('original', original)
  return function (...args) {
    const callback = args.pop()
    mustBeFunction('last argument', callback)
    ;(Reflect.apply(original as AnyFunction, this, args) as Promise<unknown>).then(
      (value) => process.nextTick(callback, null, value),
      (reason: unknown) => {
        const falsy = () =>
          nodeError('ERR_FALSY_VALUE_REJECTION', 'Promise was rejected with falsy value', Error, { reason })
        process.nextTick(callback, reason || falsy())
      },
    )
  }
}

function inherits(child: unknown, superConstructor: unknown): void {
  mustBeFunction('ctor', child)
  mustBeFunction('superCtor', superConstructor)
  const parent = (superConstructor as unknown as { prototype: object }).prototype
  if (typeof parent !== 'object') throw invalidArgument('superCtor.prototype', 'of type object', parent)
  Object.defineProperty(child, 'super_', {
    value: superConstructor,
    writable: true,
    configurable: true,
  })
  Object.setPrototypeOf((child as unknown as { prototype: object }).prototype, parent)
}

function deprecate(original: AnyFunction): AnyFunction {
  return original
}

/** Logs nothing: there is no `NODE_DEBUG` in a sandbox. */
function debuglog(): object {
  return Object.assign(() => {}, { enabled: false })
}

interface Signal {
  aborted: boolean
  addEventListener(type: string, listener: () => void, options: object): void
}

/** OSC sequences up to their end, then CSI sequences. */
const TERMINAL_ESCAPES =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escapes begin with one
  /\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[\u001b\u009b][[()#;?]*(?:\d{1,4}(?:;\d{0,4})*)?[\dA-PR-TZcf-nq-uy=><~]/g

function stripVTControlCharacters(text: string): string {
  return text.replace(TERMINAL_ESCAPES, '')
}

const isType = (type: string) => (value: unknown) => typeof value === type

/** The `util` module. */
export function utilModule(): object {
  const web = globalThis as unknown as { TextEncoder: unknown; TextDecoder: unknown }
  return {
    format,
    formatWithOptions,
    inspect,
    types,
    promisify,
    callbackify,
    inherits,
    deprecate,
    debuglog,
    debug: debuglog,
    isDeepStrictEqual: comparisons.isDeepStrictEqual,
    stripVTControlCharacters,
    styleText: (_style: unknown, text: string) => text,
    toUSVString: (text: unknown) => (`${text}` as unknown as { toWellFormed(): string }).toWellFormed(),
    aborted: (signal: Signal) =>
      new Promise<void>((resolve) => {
        if (signal.aborted) resolve()
        else signal.addEventListener('abort', () => resolve(), { once: true })
      }),
    getSystemErrorName: (errno: number) => `Unknown system error ${errno}`,
    TextEncoder: web.TextEncoder,
    TextDecoder: web.TextDecoder,
    // Removed in Node 23, but used by older drivers.
    _extend: (target: object, source: unknown) =>
      typeof source === 'object' && source !== null ? Object.assign(target, source) : target,
    isArray: Array.isArray,
    isBoolean: isType('boolean'),
    isBuffer: (value: unknown) =>
      types.isUint8Array(value) && (value as { _isBuffer?: boolean })._isBuffer === true,
    isDate: types.isDate,
    isError: (value: unknown) => types.isNativeError(value) || value instanceof Error,
    isFunction: isType('function'),
    isNull: (value: unknown) => value === null,
    isNullOrUndefined: (value: unknown) => value === null || value === undefined,
    isNumber: isType('number'),
    isObject: (value: unknown) => typeof value === 'object' && value !== null,
    isPrimitive: (value: unknown) =>
      (typeof value !== 'object' && typeof value !== 'function') || value === null,
    isRegExp: types.isRegExp,
    isString: isType('string'),
    isSymbol: isType('symbol'),
    isUndefined: isType('undefined'),
  }
}
