/** `util.format`. @see https://nodejs.org/api/util.html#utilformatformat-args @module */
import { inspect } from './inspect.ts'

function asNumber(value: unknown, parse: (text: string) => number): string {
  if (typeof value === 'bigint') return `${value}n`
  if (typeof value === 'symbol') return 'NaN'
  const number = typeof value === 'object' ? Number.NaN : parse(`${value}`)
  return Object.is(number, -0) ? '-0' : `${number}`
}

/** Objects that have a text of their own are shown by it, others by `inspect`. */
function asString(value: unknown, options: object): string {
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : `${value}`
  if (typeof value === 'bigint') return `${value}n`
  if (typeof value === 'string') return value
  if (typeof value !== 'object' || value === null) return String(value)
  if (hasOwnText(value)) return String(value)
  return inspect(value, { ...options, depth: 0, compact: 3 })
}

function hasOwnText(value: object): boolean {
  const text = (value as { toString?: unknown }).toString
  if (typeof text !== 'function') return false
  if (value instanceof Error) return !Object.hasOwn(value, 'stack')
  const inherited = [Object.prototype.toString, Array.prototype.toString, Date.prototype.toString]
  return !inherited.includes(text as () => string) && !(value instanceof RegExp)
}

function asJson(value: unknown): string {
  try {
    return `${JSON.stringify(value)}`
  } catch (error) {
    if (error instanceof TypeError && /circular/i.test(error.message)) return '[Circular]'
    throw error
  }
}

function directive(letter: string, value: unknown, options: object): string | undefined {
  switch (letter) {
    case 's':
      return asString(value, options)
    case 'd':
      if (typeof value === 'object' && value !== null)
        return asNumber(value.valueOf() === value ? Number.NaN : `${value}`, Number)
      return asNumber(value, Number)
    case 'i':
      return asNumber(value, (text) => Number.parseInt(text, 10))
    case 'f':
      return typeof value === 'symbol' ? 'NaN' : `${Number.parseFloat(`${value}`)}`
    case 'j':
      return asJson(value)
    case 'o':
      return inspect(value, { ...options, showHidden: true, depth: 4 })
    case 'O':
      return inspect(value, options)
    case 'c':
      return ''
    default:
      return undefined
  }
}

/** `format` with options for `inspect`. */
export function formatWithOptions(options: object, ...values: unknown[]): string {
  const [first, ...rest] = values
  if (typeof first !== 'string') return values.map((value) => show(value, options)).join(' ')
  if (values.length === 1) return first
  let used = 0
  const text = first.replace(/%([%sdifjoOc])/g, (match, letter: string) => {
    if (letter === '%') return '%'
    if (used >= rest.length) return match
    const value = rest[used]
    used++
    return directive(letter, value, options) ?? match
  })
  return [text, ...rest.slice(used).map((value) => show(value, options))].join(' ')
}

const show = (value: unknown, options: object): string =>
  typeof value === 'string' ? value : inspect(value, options)

/** Replaces `%s %d %i %f %j %o %O %c %%`, and appends all other values, each after a space. */
export function format(...values: unknown[]): string {
  return formatWithOptions({}, ...values)
}
