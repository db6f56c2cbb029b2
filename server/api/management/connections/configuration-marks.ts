/**
 * `options.configuration` is write-only, yet it must survive being read and sent back: what is read is a mark, and the
 * mark sent back keeps the value.
 * @module
 */
import { hash } from 'node:crypto'

type Values = { [key: string]: string }

/** @returns the mark of one key of one connection; it reveals nothing about the value and is unique to the key */
function markOf(connection_id: string, key: string): string {
  return `kept.${hash('sha256', JSON.stringify(['ferry-kept-value', connection_id, key]), 'base64url')}`
}

/** @returns a mark for each key (K6) */
export function toMarks(connection_id: string, values: Values): Values {
  return Object.fromEntries(Object.keys(values).map((key) => [key, markOf(connection_id, key)]))
}

/** @returns values to store: those of marks as they were, all others as sent */
export function fromMarks(connection_id: string, sent: Values, stored: Values): Values {
  return Object.fromEntries(
    Object.entries(sent).map(([key, value]) => [
      key,
      value === markOf(connection_id, key) ? (stored[key] ?? value) : value,
    ]),
  )
}

/** Whether one of the values sent is a mark, so that what is stored depends on what was stored. */
export function hasMarks(connection_id: string, sent: Values): boolean {
  return Object.entries(sent).some(([key, value]) => value === markOf(connection_id, key))
}
