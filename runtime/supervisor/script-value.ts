/** Parses the value that a script returned, from the JSON text of its runner (S9). @module */
import type { Json } from '../contract.ts'
import type { ScriptLimits } from '../limits.ts'

export type ParsedValue =
  | { kind: 'value'; value: Json }
  /** The tenant's fault; the text says what to change. */
  | { kind: 'invalid'; message: string }
  /** The value is not JSON, which an intact runner never sends. */
  | { kind: 'forged' }

const DROPPED_KEYS = new Set(['__proto__', 'constructor', 'prototype'])

/** Size, depth and count are checked again, since the guest's realm belongs to the tenant. */
export function parseValue(
  json: string,
  limits: Pick<ScriptLimits, 'result_bytes' | 'result_depth' | 'result_values'>,
): ParsedValue {
  if (Buffer.byteLength(json) > limits.result_bytes)
    return invalid(`its JSON text is longer than ${limits.result_bytes} bytes`)
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    return { kind: 'forged' }
  }
  let count = 0
  let complaint: string | undefined

  function clean(part: unknown, depth: number): Json {
    if (typeof part === 'string') {
      if (!part.isWellFormed() || part.includes('\0')) complaint ??= 'a text in it is not valid Unicode'
      return part
    }
    if (typeof part !== 'object' || part === null) return part as Json
    if (depth >= limits.result_depth) complaint ??= `it is nested deeper than ${limits.result_depth} levels`
    if (complaint) return null
    if (Array.isArray(part)) {
      count += part.length
      return part.map((element) => clean(element, depth + 1))
    }
    const object: { [key: string]: Json } = {}
    for (const [key, element] of Object.entries(part)) {
      if (++count > limits.result_values) complaint ??= `it holds more than ${limits.result_values} values`
      if (complaint) return null
      if (DROPPED_KEYS.has(key)) continue
      clean(key, depth)
      object[key] = clean(element, depth + 1)
    }
    return object
  }

  const cleaned = clean(value, 0)
  if (count > limits.result_values) complaint ??= `it holds more than ${limits.result_values} values`
  return complaint === undefined ? { kind: 'value', value: cleaned } : invalid(complaint)
}

function invalid(reason: string): ParsedValue {
  return { kind: 'invalid', message: `The script's result cannot be used: ${reason}.` }
}
