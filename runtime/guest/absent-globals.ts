/** Globals of Auth0's first sandbox that this sandbox does not have: the error names a replacement. @module */
import { absentGlobal, absentGlobals } from '../packages/legacy-globals.ts'

/** Testing for the global, or printing it, does not count as use. */
const PASSIVE = new Set<string | symbol>(['then', 'toJSON', 'constructor', 'prototype', 'name', 'length'])

/** @returns a value for each global, by name; it throws when it is called, constructed or asked for a member */
export function absentValues(): [name: string, value: unknown][] {
  return Object.entries(absentGlobals).map(([name, instead]) => {
    const refuse = (): never => {
      const error = new Error(absentGlobal(name, instead))
      throw Object.assign(error, { code: 'MODULE_NOT_FOUND', requested: name })
    }
    const target = Object.setPrototypeOf(function absent() {}, null) as object
    const handler = {
      get: (_target: object, key: string | symbol) =>
        typeof key === 'symbol' || PASSIVE.has(key) ? undefined : refuse(),
      apply: refuse,
      construct: refuse,
    }
    return [name, new Proxy(target, handler)]
  })
}
