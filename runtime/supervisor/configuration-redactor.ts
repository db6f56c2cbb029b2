/** Finds the values of a configuration that must be redacted. @module */
import type { ScriptCall } from '../contract.ts'
import type { Redactor } from '../redact.ts'
import { createRedactor } from '../redact.ts'
import { OWN_PHRASES } from './own-words.ts'

export type Values = Pick<ScriptCall['configuration'], 'values' | 'plain'>

/** Shorter values occur in too many words to be searched: a configuration holds flags and ports as well as secrets. */
const LEAST_CHARS = 6
/** Longer values are no host, port or name, and searching for them in every other value takes time. */
const PLAIN_CHARS = 500

/** @param budget_ms of one text */
export function redactorOf(configuration: Values, budget_ms?: number): Redactor {
  return createRedactor(secretValues(configuration), budget_ms, { phrases: OWN_PHRASES })
}

/**
 * Values of secret keys (all keys that are not marked plain), and values of plain keys that a secret value contains as
 * well, in any encoding: a plain key never reveals a secret one.
 */
export function secretValues({ values, plain = [] }: Values): string[] {
  const entries = Object.entries(values).filter(([, value]) => value.length >= LEAST_CHARS)
  const isPlain = ([key, value]: [string, string]): boolean =>
    plain.includes(key) && value.length <= PLAIN_CHARS
  const secrets = entries.filter((entry) => !isPlain(entry)).map(([, value]) => value)
  const open = entries.filter(isPlain).map(([, value]) => value)
  return [...secrets, ...open.filter((value) => isHeld(value, secrets))]
}

function isHeld(value: string, secrets: readonly string[]): boolean {
  const redact = createRedactor([value])
  return secrets.some((secret) => redact(secret) !== secret)
}
