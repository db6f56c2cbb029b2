/** How `util.inspect` shows different kinds of objects. @module */
import { quoted } from './inspect-text.ts'
import { types } from './types.ts'

/** Name of the class that made the object; undefined when it has a null prototype. */
function className(value: object): string | undefined {
  for (
    let object: object | null = value;
    object !== null;
    object = Object.getPrototypeOf(object) as object | null
  ) {
    const descriptor = Object.getOwnPropertyDescriptor(object, 'constructor')
    const made: unknown = descriptor?.value
    if (typeof made === 'function' && made.name !== '') return made.name
  }
  return undefined
}

function tagOf(value: object, name: string | undefined): string {
  const tag: unknown = (value as { [Symbol.toStringTag]?: unknown })[Symbol.toStringTag]
  return typeof tag === 'string' && tag !== '' && tag !== name ? ` [${tag}]` : ''
}

/** @returns name of the class, number of entries, and a tag where it says something else */
export function prefix(value: object, fallback: string, size?: number): string {
  const name = className(value)
  const sized = size === undefined ? '' : `(${size})`
  return `${name === undefined ? `[${fallback}${sized}: null prototype]` : `${name}${sized}`}${tagOf(value, name ?? fallback)} `
}

/** The text before an object's properties. */
export type Content =
  | { kind: 'none' }
  | { kind: 'list'; list: ArrayLike<unknown> }
  | { kind: 'values'; values: Iterable<unknown> }
  | { kind: 'pairs'; pairs: Iterable<[unknown, unknown]> }
  | { kind: 'lines'; lines: string[] }

/** How an object of its kind is written. */
export interface Shape {
  /** Shown without braces when there is nothing inside. */
  base: string
  open: string
  close: string
  content: Content
  /** Indices are not shown as keys. */
  indexed: boolean
}

const NONE: Content = { kind: 'none' }

/** @returns how the object is written */
export function shapeOf(value: object): Shape {
  const braces = { open: '{', close: '}', content: NONE, indexed: false }
  if (Array.isArray(value)) {
    const name = className(value)
    const open = name === 'Array' ? '[' : `${prefix(value, 'Array', value.length)}[`
    return {
      base: '',
      open,
      close: ']',
      indexed: true,
      content: { kind: 'list', list: value },
    }
  }
  if (types.isTypedArray(value)) {
    const list = value as Uint8Array
    const open = `${prefix(value, 'TypedArray', list.length)}[`
    return {
      base: '',
      open,
      close: ']',
      indexed: true,
      content: { kind: 'list', list: list },
    }
  }
  if (types.isSet(value)) {
    const set = value as Set<unknown>
    const content: Content = { kind: 'values', values: set }
    return { ...braces, base: '', open: `${prefix(value, 'Set', set.size)}{`, content }
  }
  if (types.isMap(value)) {
    const map = value as Map<unknown, unknown>
    const content: Content = { kind: 'pairs', pairs: map }
    return { ...braces, base: '', open: `${prefix(value, 'Map', map.size)}{`, content }
  }
  if (types.isArrayBuffer(value)) {
    const bytes = new Uint8Array(value as ArrayBuffer)
    const lines = [
      `[Uint8Contents]: <${bytes
        .subarray(0, 50)
        .toHex()
        .replace(
          /(..)(?!$)/g,
          '$1 ',
        )}${bytes.length > 50 ? ` ... ${bytes.length - 50} more byte${bytes.length > 51 ? 's' : ''}` : ''}>`,
      `[byteLength]: ${bytes.length}`,
    ]
    return {
      ...braces,
      base: '',
      open: `${prefix(value, 'ArrayBuffer')}{`,
      content: { kind: 'lines', lines },
    }
  }
  if (types.isPromise(value)) return { ...braces, base: '', open: `${prefix(value, 'Promise')}{` }
  if (types.isWeakMap(value) || types.isWeakSet(value)) {
    return {
      ...braces,
      base: '',
      open: `${prefix(value, 'WeakSet')}{`,
      content: { kind: 'lines', lines: ['<items unknown>'] },
    }
  }
  if (typeof value === 'function') return { ...braces, base: functionBase(value) }
  if (types.isRegExp(value)) return { ...braces, base: RegExp.prototype.toString.call(value) }
  if (types.isDate(value)) {
    const date = value as Date
    return {
      ...braces,
      base: Number.isNaN(date.getTime()) ? 'Invalid Date' : Date.prototype.toISOString.call(date),
    }
  }
  if (types.isNativeError(value) || value instanceof Error)
    return { ...braces, base: errorBase(value as Error) }
  if (types.isBoxedPrimitive(value)) {
    const inner: unknown = (value as { valueOf(): unknown }).valueOf()
    const type = typeof inner
    const text = type === 'string' ? quoted(inner as string) : String(inner) + (type === 'bigint' ? 'n' : '')
    return {
      ...braces,
      base: `[${type.charAt(0).toUpperCase()}${type.slice(1)}: ${text}]`,
      indexed: type === 'string',
    }
  }
  if (types.isArgumentsObject(value)) return { ...braces, base: '', open: '[Arguments] {' }
  const name = className(value)
  const plain = name === 'Object' && tagOf(value, name) === ''
  return { ...braces, base: '', open: plain ? '{' : `${prefix(value, 'Object')}{` }
}

function functionBase(value: object): string {
  const source = Function.prototype.toString.call(value)
  const name = (value as { name?: unknown }).name
  const named = typeof name === 'string' && name !== ''
  if (source.startsWith('class') && source.endsWith('}')) {
    const parent = Object.getPrototypeOf(value) as { name?: string } | null
    return `[class ${named ? name : '(anonymous)'}${parent?.name ? ` extends ${parent.name}` : ''}]`
  }
  const kind = `${types.isAsyncFunction(value) ? 'Async' : ''}${types.isGeneratorFunction(value) ? 'Generator' : ''}Function`
  return `[${kind}${named ? `: ${name}` : ' (anonymous)'}]`
}

function errorBase(error: Error): string {
  const stack: unknown = error.stack
  if (typeof stack === 'string' && stack !== '') {
    // An error with stack frames is shown as it is; one without is shown in brackets, to distinguish it from text.
    return /^\s+at /m.test(stack) ? stack : `[${stack}]`
  }
  return `[${Error.prototype.toString.call(error)}]`
}
