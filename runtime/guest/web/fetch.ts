/** The globals around `fetch`, each evaluated when it is first touched. @module */
import { defineProperty } from '../primordials.ts'

/** The bundler's: turns a file into a function that evaluates it once. */
declare function require(path: string): unknown

type Load<T> = () => T
const blob = (() => require('./blob.ts')) as Load<typeof import('./blob.ts')>

const GLOBALS: { [name: string]: () => unknown } = {
  fetch: () => (require('./fetching.ts') as typeof import('./fetching.ts')).fetch,
  Headers: () => (require('./headers.ts') as typeof import('./headers.ts')).Headers,
  Request: () => (require('./request.ts') as typeof import('./request.ts')).Request,
  Response: () => (require('./response.ts') as typeof import('./response.ts')).Response,
  FormData: () => (require('./form-data.ts') as typeof import('./form-data.ts')).FormData,
  Blob: () => blob().Blob,
  File: () => blob().File,
}

/** Defines `fetch`, its classes, `Blob` and `File` on the global object. */
export function installFetch(): void {
  for (const [name, load] of Object.entries(GLOBALS)) {
    const replace = (value: unknown): void => {
      defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false })
    }
    defineProperty(globalThis, name, {
      configurable: true,
      enumerable: false,
      get() {
        const value = load()
        replace(value)
        return value
      },
      set: replace,
    })
  }
}
