/** bcrypt for guests: interpreted JavaScript would need seconds for one hash. @module */
import { randomBytes } from 'node:crypto'
import { createRequire } from 'node:module'
import { promisify } from 'node:util'
import * as z from 'zod'
import type { Cell, HostPower } from '../abi.ts'
import { HostError } from '../abi.ts'

/** Of the `bcrypt` package: its own loader is not used, since it looks at files that a runner may not read. */
interface Binding {
  encrypt(data: Uint8Array, salt: string, done: (error: Error | null, hash: string) => void): void
  compare(data: Uint8Array, hash: string, done: (error: Error | null, same: boolean) => void): void
  gen_salt_sync(minor: 'a' | 'b', rounds: number, seed: Uint8Array): string
}

/** 2^14 rounds take most of a second; a script has two seconds of CPU, and these run outside its isolate. */
const MAX_COST = 14

/** bcrypt reads no more than this. */
const MAX_PASSWORD_BYTES = 72

const Password = z.string().max(16 * 1024)
const Salt = /^\$2[ab]\$(\d\d)\$[./A-Za-z0-9]{22}$/
const Hash = /^\$2[abxy]\$(\d\d)\$[./A-Za-z0-9]{53}$/

/**
 * `bcrypt.compare`, `bcrypt.hash` and their sync forms, `bcrypt.salt`.
 *
 * @param path of the native module, in the build
 */
export function createBcryptPower(path: string): HostPower {
  let loaded: Binding | undefined
  const binding = (): Binding => (loaded ??= createRequire(path)(path) as Binding)

  const encrypt = (data: Uint8Array, salt: string): Promise<string> =>
    promisify(binding().encrypt)(data, salt)

  async function compare(password: Cell, hash: Cell): Promise<boolean> {
    const data = bytes(Password.parse(password))
    const text = z.string().max(1024).parse(hash)
    const match = Hash.exec(text)
    // As the package does: what is no hash matches nothing.
    if (!match) return false
    checkCost(Number(match[1]))
    // PHP writes y, and x for its old bug: the same algorithm under names that the package does not know.
    return promisify(binding().compare)(data, text.replace(/^\$2[xy]/, '$2b'))
  }

  async function hash(password: Cell, saltOrRounds: Cell): Promise<string> {
    const data = bytes(Password.parse(password))
    if (typeof saltOrRounds === 'number') {
      const cost = Math.min(31, Math.max(4, Math.trunc(saltOrRounds)))
      checkCost(cost)
      return encrypt(data, binding().gen_salt_sync('b', cost, randomBytes(16)))
    }
    const salt = z.string().max(100).parse(saltOrRounds)
    const match = Salt.exec(salt)
    if (!match) {
      throw new HostError(
        'ERR_INVALID_ARG_VALUE',
        'Invalid salt. Salt must be in the form of: $Vers$log2(NumRounds)$saltvalue',
      )
    }
    checkCost(Number(match[1]))
    return encrypt(data, salt)
  }

  return {
    post: {
      'bcrypt.compare': (context, id, password, hashed) => context.answer(id, compare(password, hashed)),
      'bcrypt.hash': (context, id, password, salt) => context.answer(id, hash(password, salt)),
    },
    blocking: {
      'bcrypt.compareSync': (_context, password, hashed) => compare(password, hashed),
      'bcrypt.hashSync': (_context, password, salt) => hash(password, salt),
    },
    sync: {
      'bcrypt.salt'(_context, rounds, minor) {
        const cost = z.int().min(4).max(31).parse(rounds)
        return binding().gen_salt_sync(minor === 'a' ? 'a' : 'b', cost, randomBytes(16))
      },
    },
  }
}

function checkCost(cost: number): void {
  if (cost > MAX_COST) {
    throw new HostError(
      'ERR_BCRYPT_COST',
      `bcrypt with a cost of ${cost} takes too long here; ${MAX_COST} is the most.`,
    )
  }
}

/** The package ends a password at its first NUL and at 72 bytes, whatever the binding would do. */
function bytes(password: string): Uint8Array {
  const whole = Buffer.from(password)
  const nul = whole.indexOf(0)
  return whole.subarray(0, Math.min(MAX_PASSWORD_BYTES, nul < 0 ? whole.byteLength : nul))
}
