/**
 * A Transform that becomes a stream when it is first used as one. Hashes and ciphers are streams in Node, nearly nobody
 * uses them so, and building a stream takes an interpreter ten times as long as a hash.
 * @module
 */
import { Transform } from './stream.ts'

const STATES = ['_readableState', '_writableState'] as const

function Lazy(): void {}

Lazy.prototype = Object.create(Transform.prototype) as object
for (const state of STATES) {
  Object.defineProperty(Lazy.prototype, state, {
    configurable: true,
    get(this: object) {
      become(this)
      return (this as { [name: string]: unknown })[state]
    },
    set(this: object, value: unknown) {
      define(this, state, value)
    },
  })
}

function define(target: object, name: string, value: unknown): void {
  Object.defineProperty(target, name, { value, writable: true, configurable: true, enumerable: true })
}

/** The stream's own constructor sets both states, over the accessors above. */
function become(stream: object): void {
  for (const state of STATES) define(stream, state, undefined)
  const construct = Transform as unknown as { call(target: object): void }
  construct.call(stream)
}

/** `class X extends LazyTransform`: an instance of Transform whose construction costs nothing. */
export const LazyTransform = Lazy as unknown as typeof Transform
