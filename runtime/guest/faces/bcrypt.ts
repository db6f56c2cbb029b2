/**
 * The packages `bcrypt` and `bcryptjs`: their API here, their work on the host. Interpreted, as everything in an isolate is,
 * bcryptjs needs 1.3 s for a hash of cost 10 that takes the host 0.05 s.
 * @module
 */
import { host } from '../host.ts'

type Callback = (error: Error | null, result?: unknown) => void

const DEFAULT_ROUNDS = 10

/** @returns the module as `require('bcrypt')` gives it */
export function bcryptFace(): object {
  const hash = (data: unknown, saltOrRounds: unknown, callback?: Callback) =>
    answer(host.ask('bcrypt.hash', text(data), saltCell(saltOrRounds)), callback)
  const compare = (data: unknown, hashed: unknown, callback?: Callback) =>
    answer(host.ask('bcrypt.compare', text(data), hashText(hashed)), callback)
  return {
    hash,
    compare,
    genSalt(rounds?: unknown, minor?: unknown, callback?: unknown) {
      const last = [rounds, minor, callback].find((value) => typeof value === 'function') as
        | Callback
        | undefined
      const salt = Promise.resolve().then(() => genSaltSync(rounds, minor))
      return answer(salt, last)
    },
    hashSync: (data: unknown, saltOrRounds: unknown) =>
      host.sync('bcrypt.hashSync', text(data), saltCell(saltOrRounds)),
    compareSync: (data: unknown, hashed: unknown) =>
      host.sync('bcrypt.compareSync', text(data), hashText(hashed)),
    genSaltSync,
    getRounds: (hashed: unknown) => roundsOf(hashText(hashed)),
    truncates: (data: unknown) => new TextEncoder().encode(text(data)).length > 72,
  }
}

declare class TextEncoder {
  encode(text: string): Uint8Array
}

/** @returns the module as `require('bcryptjs')` gives it: beside the calls of `bcrypt`, what only it has */
export function bcryptjsFace(): object {
  return {
    ...bcryptFace(),
    getSalt(hashed: unknown) {
      const whole = hashText(hashed)
      if (whole.length !== 60) throw new Error(`Illegal hash length: ${whole.length} != 60`)
      return whole.slice(0, 29)
    },
    setRandomFallback() {},
  }
}

function genSaltSync(rounds?: unknown, minor?: unknown): string {
  const cost = typeof rounds === 'number' ? rounds : DEFAULT_ROUNDS
  return `${host.sync('bcrypt.salt', Math.min(31, Math.max(4, Math.trunc(cost))), minor === 'a' ? 'a' : 'b')}`
}

function text(data: unknown): string {
  if (typeof data === 'string') return data
  // Old scripts pass Buffers.
  if (data instanceof Uint8Array) return `${data}`
  throw new Error('data must be a string or Buffer')
}

function hashText(hashed: unknown): string {
  if (typeof hashed === 'string') return hashed
  if (hashed instanceof Uint8Array) return `${hashed}`
  throw new Error('data and hash must be strings')
}

function saltCell(saltOrRounds: unknown): string | number {
  if (typeof saltOrRounds === 'string' || typeof saltOrRounds === 'number') return saltOrRounds
  if (saltOrRounds === null || saltOrRounds === undefined) return DEFAULT_ROUNDS
  throw new Error('salt must be a string or a number of rounds')
}

function roundsOf(hashed: string): number {
  const rounds = Number(/^\$2[abxy]\$(\d\d)\$/.exec(hashed)?.[1])
  if (!rounds) throw new Error('invalid hash provided')
  return rounds
}

/** Node's two forms of an answer: to the callback, or else as a promise. */
function answer(work: Promise<unknown>, callback: Callback | undefined): Promise<unknown> | undefined {
  if (typeof callback !== 'function') return work
  work.then(
    (result) => call(callback, [null, result]),
    (error: Error) => call(callback, [error]),
  )
  return undefined
}

/** An error thrown by the callback must not become an unhandled rejection. */
function call(callback: Callback, args: [Error | null, unknown?]): void {
  try {
    callback(...args)
  } catch (error) {
    host.uncaught(error)
  }
}
