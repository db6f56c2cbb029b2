/**
 * Writes a script's result as JSON text, under a budget, inside the isolate (S9).
 *
 * Own enumerable data properties only: no getter is called. Dates become ISO text, bytes become UTF-8 text or else hex,
 * ObjectIds their hex; one byte as `email_verified`, as a BIT column is read, becomes its number. Members that are
 * `undefined`, functions or symbols are left out. BigInts, cycles and anything over the
 * budget are refused.
 * @module
 */
import {
  apply,
  dateTime,
  dateToText,
  defineProperty,
  getOwnPropertyDescriptor,
  getPrototypeOf,
  isArray,
  isFiniteNumber,
  ownKeys,
  plain,
  stringify,
  UintArray,
} from './primordials.ts'

export interface ResultBudget {
  bytes: number
  depth: number
  values: number
}

/** Why a result cannot be stored, and where: `profile.address.self refers back to itself`. */
export class Unserialisable {
  readonly reason: string
  constructor(reason: string) {
    this.reason = reason
  }
}

/** Path of the profile's flag, which is always at its root. */
const FLAG = 'profile.email_verified'

const datePrototype = Date.prototype
const { fromCodePoint } = String
const typedArrayTag = getOwnPropertyDescriptor(
  getPrototypeOf(UintArray.prototype) as object,
  Symbol.toStringTag,
)?.get

/**
 * @returns JSON text; undefined for `undefined`
 * @throws {Unserialisable}
 */
export function serialise(value: unknown, budget: ResultBudget): string | undefined {
  return write(value, 'profile', { left: budget.values, bytes: budget.bytes, depth: budget.depth, open: [] })
}

interface State {
  left: number
  bytes: number
  depth: number
  /** The enclosing objects. */
  open: object[]
}

function write(value: unknown, path: string, state: State): string | undefined {
  if (--state.left < 0) throw new Unserialisable('it has too many values')
  switch (typeof value) {
    case 'undefined':
      return undefined
    case 'string':
      return writeText(value, state)
    case 'number':
      return spend(isFiniteNumber(value) ? `${value}` : 'null', state)
    case 'boolean':
      return spend(value ? 'true' : 'false', state)
    case 'object':
      return value === null ? spend('null', state) : writeObject(value, path, state)
    case 'function':
    case 'symbol':
      // As in JSON; a result that is such a value has no text at all.
      if (state.open.length > 0) return undefined
      throw new Unserialisable(`${path} is a ${typeof value}`)
    default:
      throw new Unserialisable(`${path} is a ${typeof value}`)
  }
}

function writeText(value: string, state: State): string {
  // Checked before it is quoted: quoting 100 MB cannot be interrupted.
  if (value.length > state.bytes) throw new Unserialisable('it is too large')
  return spend(stringify(value), state)
}

function spend(json: string, state: State): string {
  state.bytes -= json.length
  if (state.bytes < 0) throw new Unserialisable('it is too large')
  return json
}

function writeObject(value: object, path: string, state: State): string | undefined {
  if (isDate(value)) {
    return isFiniteNumber(dateTime(value)) ? spend(stringify(dateToText(value)), state) : spend('null', state)
  }
  const bytes = asBytes(value)
  // A BIT(1) column: as text it could not be told from the words "01" and "1".
  if (bytes && path === FLAG && bytes.length === 1) return spend(`${bytes[0]}`, state)
  if (bytes) return writeText(decodeUtf8(bytes, state.bytes), state)
  const hex = objectIdHex(value)
  if (hex !== undefined) return spend(stringify(hex), state)

  const { open } = state
  for (let i = 0; i < open.length; i++) {
    if (open[i] === value) throw new Unserialisable(`${path} refers back to an object that holds it`)
  }
  if (open.length >= state.depth) throw new Unserialisable('it is nested too deeply')
  // Defined, not assigned: a script may have put a setter on Array.prototype.
  defineProperty(open, open.length, plain(value))
  const json = isArray(value) ? writeArray(value, path, state) : writeMembers(value, path, state)
  open.length--
  return json
}

function writeArray(value: readonly unknown[], path: string, state: State): string {
  const { length } = value
  if (length > state.left) throw new Unserialisable('it has too many values')
  let json = '['
  for (let i = 0; i < length; i++) {
    const member = getOwnPropertyDescriptor(value, `${i}`)
    if (i) json += ','
    json += (member && 'value' in member ? write(member.value, `${path}[${i}]`, state) : undefined) ?? 'null'
  }
  return `${json}]`
}

function writeMembers(value: object, path: string, state: State): string {
  const keys = ownKeys(value)
  if (keys.length > state.left) throw new Unserialisable('it has too many values')
  let json = '{'
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]
    if (typeof key !== 'string') continue
    const member = getOwnPropertyDescriptor(value, key)
    if (!member?.enumerable || !('value' in member)) continue
    const text = write(member.value, `${path}.${key}`, state)
    if (text === undefined) continue
    json += `${json.length > 1 ? ',' : ''}${writeText(key, state)}:${text}`
  }
  return `${json}}`
}

function isDate(value: object): value is Date {
  return getPrototypeOf(value) === datePrototype
}

function asBytes(value: object): Uint8Array | undefined {
  if (!typedArrayTag) return undefined
  return apply(typedArrayTag, value, []) === 'Uint8Array' ? (value as Uint8Array) : undefined
}

/** MongoDB's ids: any object whose `toHexString` gives 24 hex digits. */
function objectIdHex(value: object): string | undefined {
  const method = (value as { toHexString?: unknown }).toHexString
  if (typeof method !== 'function') return undefined
  const hex: unknown = apply(method as () => unknown, value, [])
  return typeof hex === 'string' && hex.length === 24 ? hex : undefined
}

const HEX = '0123456789abcdef'

/** UTF-8 if the bytes are valid UTF-8, otherwise hex: the same bytes always give the same text. */
function decodeUtf8(bytes: Uint8Array, max: number): string {
  if (bytes.length * 2 > max) throw new Unserialisable('it is too large')
  let text = ''
  for (let i = 0; i < bytes.length; ) {
    const first = bytes[i] ?? 0
    const size =
      first < 0x80
        ? 1
        : first >= 0xc2 && first < 0xe0
          ? 2
          : first >= 0xe0 && first < 0xf0
            ? 3
            : first >= 0xf0 && first < 0xf5
              ? 4
              : 0
    if (
      size === 0 ||
      i + size > bytes.length ||
      (size === 1 && first < 0x20 && first !== 9 && first !== 10 && first !== 13)
    ) {
      return toHex(bytes)
    }
    let code = size === 1 ? first : first & (0xff >> (size + 1))
    for (let k = 1; k < size; k++) {
      const next = bytes[i + k] ?? 0
      if ((next & 0xc0) !== 0x80) return toHex(bytes)
      code = (code << 6) | (next & 0x3f)
    }
    const overlong = (size === 3 && code < 0x800) || (size === 4 && code < 0x1_0000)
    if (overlong || code > 0x10_ffff || (code >= 0xd800 && code <= 0xdfff)) return toHex(bytes)
    text += fromCodePoint(code)
    i += size
  }
  return text
}

function toHex(bytes: Uint8Array): string {
  let hex = ''
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0
    hex += (HEX[byte >> 4] ?? '') + (HEX[byte & 15] ?? '')
  }
  return hex
}
