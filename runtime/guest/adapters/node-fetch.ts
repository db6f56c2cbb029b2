/** `node-fetch` 3 as a module that is the function itself, as in versions 1 and 2, with their option `timeout`. @module */
import { callable } from './calling.ts'

/** The bundler's. */
declare function require(path: string): unknown

declare const AbortSignal: { timeout(delay_ms: number): object }

interface Options {
  /** Milliseconds until the answer's head; 0 = no limit. Of versions 1 and 2. */
  timeout?: number
  signal?: object
}

type Fetch = (resource: unknown, options?: Options) => Promise<unknown>

/** @returns the module as `require('node-fetch')` gives it */
export function adapted(): unknown {
  const module = require('node-fetch') as { default: Fetch }
  const fetch: Fetch = (resource, options = {}) => {
    const { timeout, ...rest } = options
    const signal = timeout && !options.signal ? AbortSignal.timeout(timeout) : options.signal
    return module.default(resource, signal ? { ...rest, signal } : rest)
  }
  return callable(fetch as (...args: unknown[]) => unknown, module, { default: fetch })
}
