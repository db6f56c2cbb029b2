/** `mongodb` 6 as it is; a server that is too old for it is told at once. @module */
import { adaptedFor } from './mongodb-too-old.ts'

/** The bundler's. */
declare function require(path: string): unknown

/** @returns the module as `require('mongodb@6')` gives it */
export function adapted(): unknown {
  return adaptedFor(require('mongodb-6'), 6)
}
