/** Modules that the sandbox does not offer, for packages that load them and may never use them. @module */
import { notAvailable } from './errors.ts'

/** Members that loaders and inspectors read; a function in their place would mislead them. */
const PASSIVE = new Set<string | symbol>([
  '__esModule',
  'default',
  'then',
  'toJSON',
  'constructor',
  'prototype',
])

/** @returns an object whose members throw an error with their name when they are called or constructed */
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
