/**
 * `util.inspect`: the text that Node's logs have, without colours and without columns for long arrays.
 *
 * @see https://nodejs.org/api/util.html#utilinspectobject-options
 * @module
 */
import type { Content, Shape } from './inspect-shape.ts'
import { prefix, shapeOf } from './inspect-shape.ts'
import { IDENTIFIER, quoted } from './inspect-text.ts'

const customInspect = Symbol.for('nodejs.util.inspect.custom')

/** The supported options of `util.inspect`. */
interface InspectOptions {
  depth: number | null
  showHidden: boolean
  customInspect: boolean
  maxArrayLength: number | null
  maxStringLength: number | null
  breakLength: number
  compact: number | boolean
  sorted: boolean | ((a: string, b: string) => number)
  getters: boolean
  colors: boolean
  numericSeparator: boolean
  showProxy: boolean
}

const defaultOptions: InspectOptions = {
  depth: 2,
  showHidden: false,
  customInspect: true,
  maxArrayLength: 100,
  maxStringLength: 10_000,
  breakLength: 128,
  compact: 3,
  sorted: false,
  getters: false,
  colors: false,
  numericSeparator: false,
  showProxy: false,
}

interface State extends InspectOptions {
  seen: object[]
  circular: Map<object, number>
  indent: number
  /** Depth of the object that was formatted last: how much of a nesting fits on one line depends on it. */
  deepest: number
}

/** @returns the text of any value; never throws, except when a custom inspect function does */
export function inspect(value: unknown, options?: unknown, ...legacy: unknown[]): string {
  const state: State = { ...defaultOptions, seen: [], circular: new Map(), indent: 0, deepest: 0 }
  if (typeof options === 'boolean') {
    state.showHidden = options
    if (typeof legacy[0] === 'number' || legacy[0] === null) state.depth = legacy[0]
  } else if (typeof options === 'object' && options !== null) Object.assign(state, options)
  return formatValue(state, value, 0, true)
}
inspect.custom = customInspect
inspect.defaultOptions = defaultOptions
inspect.colors = {}
inspect.styles = {}

function formatString(state: State, text: string, topLevel: boolean): string {
  const max = state.maxStringLength ?? Number.POSITIVE_INFINITY
  const rest = text.length - max
  const shown = rest > 0 ? text.slice(0, max) : text
  const trailer = rest > 0 ? `... ${rest} more character${rest > 1 ? 's' : ''}` : ''
  if (!topLevel && shown.length > 16 && shown.length > state.breakLength - state.indent - 4) {
    const lines = shown.split(/(?<=\n)/)
    return lines.map(quoted).join(` +\n${' '.repeat(state.indent + 2)}`) + trailer
  }
  return quoted(shown) + trailer
}

function formatPrimitive(state: State, value: unknown, topLevel: boolean): string {
  switch (typeof value) {
    case 'string':
      return formatString(state, value, topLevel)
    case 'number':
      return Object.is(value, -0) ? '-0' : `${value}`
    case 'bigint':
      return `${value}n`
    case 'symbol':
      return Symbol.prototype.toString.call(value)
    default:
      return `${value}`
  }
}

function formatValue(state: State, value: unknown, depth: number, topLevel = false): string {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) {
    return formatPrimitive(state, value, topLevel)
  }
  if (state.customInspect) {
    const custom = (value as { [customInspect]?: unknown })[customInspect]
    if (typeof custom === 'function' && custom !== inspect) {
      const left = state.depth === null ? null : state.depth - depth
      const { seen, circular, indent, deepest, ...options } = state
      const answer: unknown = custom.call(
        value,
        left,
        { ...options, depth: left, stylize: (text: unknown) => `${text}` },
        inspect,
      )
      if (typeof answer !== 'object' || answer === null) {
        return typeof answer === 'string'
          ? answer.replaceAll('\n', `\n${' '.repeat(state.indent)}`)
          : formatPrimitive(state, answer, false)
      }
      if (answer !== value) return formatValue(state, answer, depth)
    }
  }
  if (state.seen.includes(value)) {
    if (!state.circular.has(value)) state.circular.set(value, state.circular.size + 1)
    return `[Circular *${state.circular.get(value)}]`
  }
  return formatObject(state, value, depth)
}

function nested(state: State, value: unknown, depth: number, indent = 2): string {
  state.indent += indent
  const text = formatValue(state, value, depth)
  state.indent -= indent
  return text
}

function formatContent(state: State, content: Content, depth: number): string[] {
  switch (content.kind) {
    case 'none':
      return []
    case 'lines':
      return content.lines
    case 'list':
      return formatList(state, content.list, depth)
    case 'values':
      return [...content.values].map((value) => nested(state, value, depth))
    case 'pairs':
      return [...content.pairs].map(
        ([key, value]) => `${nested(state, key, depth)} => ${nested(state, value, depth)}`,
      )
  }
}

function formatList(state: State, list: ArrayLike<unknown>, depth: number): string[] {
  const max = Math.min(state.maxArrayLength ?? Number.POSITIVE_INFINITY, list.length)
  const output: string[] = []
  let i = 0
  for (; i < list.length && output.length < max; i++) {
    if (i in list) {
      output.push(nested(state, list[i], depth))
      continue
    }
    const from = i
    while (i + 1 < list.length && !(i + 1 in list)) i++
    const holes = i - from + 1
    output.push(`<${holes} empty item${holes > 1 ? 's' : ''}>`)
  }
  const rest = list.length - i
  if (rest > 0) output.push(`... ${rest} more item${rest > 1 ? 's' : ''}`)
  return output
}

function formatProperty(state: State, object: object, key: string | symbol, depth: number): string {
  const descriptor = Object.getOwnPropertyDescriptor(object, key)
  let text: string
  if (descriptor === undefined || 'value' in descriptor) text = nested(state, descriptor?.value, depth)
  else if (descriptor.get) text = descriptor.set ? '[Getter/Setter]' : '[Getter]'
  else text = '[Setter]'
  const plain = typeof key === 'symbol' ? Symbol.prototype.toString.call(key) : key
  if (descriptor?.enumerable === false) return `[${plain}]: ${text}`
  return `${typeof key === 'symbol' || IDENTIFIER.test(key) ? plain : quoted(key)}: ${text}`
}

function keysOf(state: State, value: object, indexed: boolean): (string | symbol)[] {
  const keys = Reflect.ownKeys(value).filter((key) => {
    if (typeof key === 'string' && indexed && /^\d+$/.test(key)) return false
    return state.showHidden || Object.getOwnPropertyDescriptor(value, key)?.enumerable === true
  })
  if (value instanceof Error) {
    // An error's cause is more informative than any frame.
    if (!keys.includes('cause') && Object.hasOwn(value, 'cause')) keys.push('cause')
    if (!keys.includes('errors') && Object.hasOwn(value, 'errors')) keys.push('errors')
  }
  if (!state.sorted) return keys
  return keys.sort((a, b) =>
    typeof state.sorted === 'function' ? state.sorted(String(a), String(b)) : String(a) < String(b) ? -1 : 1,
  )
}

function formatObject(state: State, value: object, depth: number): string {
  const shape = shapeOf(value)
  const keys = keysOf(state, value, shape.indexed)
  if (shape.base !== '' && keys.length === 0) return shape.base
  const tooDeep = state.depth !== null && depth > state.depth
  if (tooDeep) {
    const name = prefix(value, 'Object').trim()
    return Array.isArray(value) ? '[Array]' : `[${name}]`
  }
  state.seen.push(value)
  const { deepest } = state
  state.deepest = depth
  const output = formatContent(state, shape.content, depth + 1)
  for (const key of keys) output.push(formatProperty(state, value, key, depth + 1))
  state.seen.pop()
  const reference = state.circular.get(value)
  const mark = reference === undefined ? '' : `<ref *${reference}> `
  if (output.length === 0) {
    state.deepest = deepest
    return `${mark}${shape.open}${shape.close}`
  }
  const base = shape.base === '' ? '' : `${shape.base} `
  return joined(state, output, `${mark}${base}`, shape, depth)
}

function joined(state: State, output: string[], base: string, shape: Shape, depth: number): string {
  const { open, close } = shape
  const compact =
    typeof state.compact === 'number' ? state.compact : state.compact ? Number.POSITIVE_INFINITY : 0
  if (state.deepest - depth < compact) {
    const start = output.length + state.indent + open.length + base.length + 10
    const length = output.reduce((sum, entry) => sum + entry.length, output.length + start)
    // Node sets at most six entries of an array beside each other unless they line up in columns.
    if (
      length <= state.breakLength &&
      !output.some((entry) => entry.includes('\n')) &&
      !base.includes('\n')
    ) {
      return `${base}${open} ${output.join(', ')} ${close}`
    }
  }
  const indentation = `\n${' '.repeat(state.indent)}`
  return `${base}${open}${indentation}  ${output.join(`,${indentation}  `)}${indentation}${close}`
}
