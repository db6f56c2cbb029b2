/** Modules that a sandbox has not, for packages that load them and may never use them. @module */
import { notAvailable } from './errors.ts'

/** What loaders and inspectors look at; answering it with a function would mislead them. */
const PASSIVE = new Set<string | symbol>([
  '__esModule',
  'default',
  'then',
  'toJSON',
  'constructor',
  'prototype',
])

/** @returns an object each of whose members throws its own name when it is called or constructed */
export function refusedModule(name: string): object {
  return new Proxy(
    {},
    {
      get(_target, key) {
        if (typeof key === 'symbol' || PASSIVE.has(key)) return undefined
        // A function expression, unlike an arrow, can be constructed and inherited from.
        return function refused(): never {
          throw notAvailable(`${name}.${key}`)
        }
      },
    },
  )
}
