/** The web's globals that Node has as well; each is evaluated when it is first touched. @module */
import { loadCrypto } from '../node/index.ts'
import { installFetch } from './fetch.ts'

/** The bundler's: turns a file into a function that evaluates it once. */
declare function require(path: string): unknown

const from = <T>(load: () => unknown): T => load() as T
const text = () => from<typeof import('../node/text.ts')>(() => require('../node/text.ts'))
const events = () => from<typeof import('./events.ts')>(() => require('./events.ts'))
const buffer = () => from<typeof import('../node/buffer.ts')>(() => require('../node/buffer.ts'))

const GLOBALS: { [name: string]: () => unknown } = {
  AbortController: () => events().AbortController,
  AbortSignal: () => events().AbortSignal,
  atob: () => buffer().atob,
  btoa: () => buffer().btoa,
  Buffer: () => buffer().Buffer,
  crypto: () => loadCrypto().webcrypto,
  DOMException: () =>
    from<typeof import('../node/dom-exception.ts')>(() => require('../node/dom-exception.ts')).DOMException,
  Event: () => events().Event,
  EventTarget: () => events().EventTarget,
  performance: () =>
    from<typeof import('./performance.ts')>(() => require('./performance.ts')).createPerformance(),
  structuredClone: () => from<typeof import('./clone.ts')>(() => require('./clone.ts')).structuredClone,
  TextDecoder: () => text().TextDecoder,
  TextEncoder: () => text().TextEncoder,
  URL: () => from<typeof import('../node/whatwg-url.ts')>(() => require('../node/whatwg-url.ts')).URL,
  URLSearchParams: () =>
    from<typeof import('../node/search-params.ts')>(() => require('../node/search-params.ts'))
      .URLSearchParams,
}

function define(name: string, load: () => unknown): void {
  const replace = (value: unknown) =>
    Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false })
  Object.defineProperty(globalThis, name, {
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

/** Defines them on the global object. */
export function installGlobals(): void {
  for (const [name, load] of Object.entries(GLOBALS)) define(name, load)
  installFetch()
}
