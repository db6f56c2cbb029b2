/** bcrypt for guests: interpreted JavaScript would need seconds for one hash. @module */
import { randomBytes } from 'node:crypto'
import { createRequire } from 'node:module'
import * as z from 'zod'
import type { Cell } from '../abi.ts'
import { HostError } from '../abi.ts'
import type { KdfJob } from '../kdf/derivation.ts'
import type { HostPower, PowerContext } from '../power.ts'

/** The native part of the `bcrypt` package; expensive calls run in their own thread. */
interface Binding {
  gen_salt_sync(minor: 'a' | 'b', rounds: number, seed: Uint8Array): string
}

/** 2^14 rounds take most of a second. */
const MAX_COST = 14
/** Measured: 2^10 rounds take 50 ms. */
const MS_PER_ROUND = 50 / 2 ** 10

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

  const derive = ({ kdf }: PowerContext, cost: number, job: KdfJob): Promise<Cell> =>
    kdf.derive({ job, cost_ms: 2 ** cost * MS_PER_ROUND, memory_bytes: 0 })

  async function compare(context: PowerContext, password: Cell, hash: Cell): Promise<Cell> {
    const data = bytes(Password.parse(password))
    const text = z.string().max(1024).parse(hash)
    const match = Hash.exec(text)
    // As in the package, a text that is not a hash matches no password.
    if (!match) return false
    const cost = affordable(Number(match[1]))
    // PHP writes y, and x for its old bug: the same algorithm under names that the package does not know.
    return derive(context, cost, { kind: 'bcrypt_compare', data, hash: text.replace(/^\$2[xy]/, '$2b') })
  }

  async function hash(context: PowerContext, password: Cell, saltOrRounds: Cell): Promise<Cell> {
    const data = bytes(Password.parse(password))
    if (typeof saltOrRounds === 'number') {
      const cost = affordable(Math.min(31, Math.max(4, Math.trunc(saltOrRounds))))
      const salt = binding().gen_salt_sync('b', cost, randomBytes(16))
      return derive(context, cost, { kind: 'bcrypt_hash', data, salt })
    }
    const salt = z.string().max(100).parse(saltOrRounds)
    const match = Salt.exec(salt)
    if (!match) {
      throw new HostError(
        'ERR_INVALID_ARG_VALUE',
        'Invalid salt. Salt must be in the form of: $Vers$log2(NumRounds)$saltvalue',
      )
    }
    return derive(context, affordable(Number(match[1])), { kind: 'bcrypt_hash', data, salt })
  }

  return {
    post: {
      'bcrypt.compare': (context, id, password, hashed) =>
        context.answer(id, compare(context, password, hashed)),
      'bcrypt.hash': (context, id, password, salt) => context.answer(id, hash(context, password, salt)),
    },
    blocking: { 'bcrypt.compareSync': compare, 'bcrypt.hashSync': hash },
    sync: {
      'bcrypt.salt'(_context, rounds, minor) {
        const cost = z.int().min(4).max(31).parse(rounds)
        return binding().gen_salt_sync(minor === 'a' ? 'a' : 'b', cost, randomBytes(16))
      },
    },
  }
}

function affordable(cost: number): number {
  if (cost <= MAX_COST) return cost
  throw new HostError(
    'ERR_BCRYPT_COST',
    `bcrypt with a cost of ${cost} takes too long here; ${MAX_COST} is the most.`,
  )
}

/** The package cuts a password at its first NUL and at 72 bytes; do the same here for every binding. */
function bytes(password: string): Uint8Array {
  const whole = Buffer.from(password)
  const nul = whole.indexOf(0)
  return whole.subarray(0, Math.min(MAX_PASSWORD_BYTES, nul < 0 ? whole.byteLength : nul))
}
