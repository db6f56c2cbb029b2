/** Password hashes of the user store: argon2id in PHC strings. @module */
import { hash, parseOptions, verify } from '@node-rs/argon2'
import type { Gate } from './gate.ts'

/** argon2id; `Algorithm` of the package is a const enum, which erasable syntax cannot import. */
const ARGON2ID = 2

/** Parameters of a hash. `memoryCost` in KiB. */
export interface HashCost {
  memoryCost: number
  timeCost: number
  parallelism: number
}

/** OWASP's floor for argon2id. */
const DEFAULT_COST: HashCost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** How a password is kept, without what could be guessed at. */
export interface HashFacts {
  algorithm: string
  /** KiB */
  memory_cost: number
  time_cost: number
  parallelism: number
}

/** @param phc as stored; @returns neither salt nor tag */
export function hashFacts(phc: string): HashFacts {
  const { memoryCost, timeCost, parallelism } = parseOptions(phc)
  const [, algorithm = ''] = phc.split('$')
  return { algorithm, memory_cost: memoryCost, time_cost: timeCost, parallelism }
}

/** Makes and checks hashes. */
export interface Passwords {
  /**
   * @param password as typed, at most 1,024 bytes of UTF-8; hashed in its NFC form
   * @returns PHC string of 97 characters: `$argon2id$v=19$m=19456,t=2,p=1$salt$tag`; m in KiB
   * @throws {ApiError} temporarily_unavailable when too many hashes are waiting
   * @see RFC 9106
   */
  hash(password: string): Promise<string>
  /** Constant time in the tag. @throws {ApiError} temporarily_unavailable */
  verify(phc: string, password: string): Promise<boolean>
  /** Costs what `verify` costs and never succeeds, so that a failure without a hash takes as long as one with (A2). */
  verifyNothing(password: string): Promise<void>
  /** Whether a hash is weaker than those made now. */
  isWeak(phc: string): boolean
}

/** @param gate bounds the hashes that run at once */
export function createPasswords(gate: Gate, cost: HashCost = DEFAULT_COST): Passwords {
  const options = { ...cost, algorithm: ARGON2ID, outputLen: 32 }
  let nothing: Promise<string> | undefined
  return {
    hash: (password) => gate.run(() => hash(password.normalize('NFC'), options)),
    verify: (phc, password) => gate.run(() => verify(phc, password.normalize('NFC'))),
    async verifyNothing(password) {
      nothing ??= hash(crypto.randomUUID(), options)
      const phc = await nothing
      await gate.run(() => verify(phc, password.normalize('NFC')))
    },
    isWeak(phc) {
      const stored = parseOptions(phc)
      return (
        stored.algorithm !== ARGON2ID ||
        stored.memoryCost < cost.memoryCost ||
        stored.timeCost < cost.timeCost
      )
    },
  }
}
