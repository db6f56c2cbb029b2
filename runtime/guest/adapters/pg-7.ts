/**
 * `pg` 7 as it is, but for one word: it takes a socket that was never connected for `closed`, as Node said until version 13.
 * Since then Node says `open`, and `pg` 7 waits for ever.
 * @module
 */
import type { Methods } from './calling.ts'
import { define } from './calling.ts'

/** The bundler's. */
declare function require(path: string): unknown

/** @returns the module as `require('pg@7')` gives it */
export function adapted(): unknown {
  const { prototype } = require('pg-7/lib/connection') as { prototype: Methods }
  const { connect } = prototype
  define(prototype, 'connect', function (this: { stream: { readyState?: string } }, ...args: unknown[]) {
    const { stream } = this
    Object.defineProperty(stream, 'readyState', { value: 'closed', configurable: true })
    try {
      return connect?.apply(this, args)
    } finally {
      delete stream.readyState
    }
  })
  return require('pg-7')
}
