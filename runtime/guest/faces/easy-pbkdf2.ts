/**
 * The package `easy-pbkdf2`, which was the global `pbkdf2` of the first sandbox: its API and its format over our `crypto`.
 *
 * A salt is `{rounds in hex}.{base64}`; its text after the dot, not its bytes, salts PBKDF2-HMAC-SHA1; a hash is base64.
 * @module
 */
import { Buffer } from '../node/buffer.ts'
import { loadCrypto } from '../node/index.ts'

type Callback = (error: unknown, ...values: unknown[]) => void

interface Crypto {
  pbkdf2(
    value: string,
    salt: string,
    rounds: number,
    bytes: number,
    digest: string,
    done: (error: unknown, key: Uint8Array) => void,
  ): void
  randomBytes(bytes: number): Uint8Array
  createHash(name: string): { update(text: string): { digest(encoding: string): string } }
  timingSafeEqual(a: Uint8Array, b: Uint8Array): boolean
}

interface EasyPbkdf2 {
  DEFAULT_HASH_ITERATIONS: number
  SALT_SIZE: number
  KEY_LENGTH: number
  [method: string]: unknown
}

/** @returns the module as `require('easy-pbkdf2')` gives it */
export function easyPbkdf2Face(): object {
  const crypto = loadCrypto() as unknown as Crypto

  function derive(value: unknown, salt: string, bytes: number, done: Callback): void {
    if (typeof value !== 'string' || value === '') {
      done(new Error('value is required (as String)'))
      return
    }
    const dot = salt.indexOf('.')
    const rounds = Number.parseInt(salt.slice(0, Math.max(0, dot)), 16)
    crypto.pbkdf2(value, salt.slice(dot + 1), rounds, bytes, 'sha1', done)
  }

  // Not arrows: old scripts call it with `new` and without.
  function EasyPbkdf2(this: unknown, options?: object): EasyPbkdf2 {
    const own: EasyPbkdf2 = {
      DEFAULT_HASH_ITERATIONS: 512,
      SALT_SIZE: 32,
      KEY_LENGTH: 256,
      ...options,
      generateSalt(rounds?: unknown, callback?: (salt: string) => void) {
        const done = typeof rounds === 'function' ? (rounds as (salt: string) => void) : callback
        const least = own.DEFAULT_HASH_ITERATIONS
        const wanted = typeof rounds === 'function' || rounds == null ? least : Number(rounds)
        if (!Number.isInteger(wanted)) throw new Error('explicitIterations must be an integer')
        if (wanted < least) throw new Error(`explicitIterations cannot be less than ${least}`)
        const salt = `${wanted.toString(16)}.${Buffer.from(crypto.randomBytes(own.SALT_SIZE)).toString('base64')}`
        if (!done) return salt
        done(salt)
      },
      random(bytes: number, callback?: (bytes: Uint8Array) => void) {
        const random = crypto.randomBytes(bytes)
        if (!callback) return random
        callback(random)
      },
      secureHash(value: unknown, salt: unknown, callback?: Callback) {
        const done = typeof salt === 'function' ? (salt as Callback) : callback
        if (!done) throw new Error('callback is required (as Function)')
        const used = typeof salt === 'string' ? salt : (own.generateSalt as () => string)()
        derive(value, used, own.KEY_LENGTH, (error, key) =>
          error ? done(error) : done(null, Buffer.from(key as Uint8Array).toString('base64'), used),
        )
      },
      verify(salt: string, priorHash: unknown, value: unknown, callback: Callback) {
        if (typeof priorHash !== 'string' || priorHash === '') {
          callback(new Error('priorHash is required (as String)'))
          return
        }
        const prior = Buffer.from(priorHash, 'base64')
        derive(value, salt, prior.length, (error, key) =>
          error ? callback(error) : callback(null, crypto.timingSafeEqual(prior, key as Uint8Array)),
        )
      },
      weakHash: (value: unknown) =>
        crypto
          .createHash('sha1')
          .update(value == null ? '' : JSON.stringify(value))
          .digest('base64'),
    }
    own.hash = own.secureHash
    return own
  }
  return Object.assign(EasyPbkdf2, { EasyPbkdf2 })
}
