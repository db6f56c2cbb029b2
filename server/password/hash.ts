/** Password hashes of the user store: argon2id in PHC strings. @module */
import { randomBytes } from 'node:crypto'
import { hash, parseOptions, verify } from '@node-rs/argon2'
import type { FairQueue } from '../../runtime/index.ts'

/** argon2id; `Algorithm` of the package is a const enum, which erasable syntax cannot import. */
const ARGON2ID = 2

/** Parameters of a hash. `memoryCost` in KiB. */
export interface HashCost {
  memoryCost: number
  timeCost: number
  parallelism: number
}

/** OWASP's minimum for argon2id. */
const DEFAULT_COST: HashCost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** How a password is stored, without salt and tag. */
export interface HashFacts {
  algorithm: string
  /** KiB */
  memory_cost: number
  time_cost: number
  parallelism: number
}

/** @param phc as stored; @returns the parameters only */
export function hashFacts(phc: string): HashFacts {
  const { memoryCost, timeCost, parallelism } = parseOptions(phc)
  const [, algorithm = ''] = phc.split('$')
  return { algorithm, memory_cost: memoryCost, time_cost: timeCost, parallelism }
}

/** How a hash is queued. */
interface HashTurn {
  /** Queued behind the owner's other hashes. */
  later?: boolean
  /** Abort rejects a hash that has not begun, with the signal's reason. */
  signal?: AbortSignal
}

/** Computes and verifies hashes. `owner`: whose share of the queue they take, a tenant's id or `membersOf` it. */
export interface Passwords {
  /**
   * @param password as typed, at most 1,024 bytes of UTF-8; hashed in its NFC form
   * @returns PHC string of 97 characters: `$argon2id$v=19$m=19456,t=2,p=1$salt$tag`; m in KiB
   * @throws {ApiError} temporarily_unavailable when too many hashes of the owner are waiting
   * @see RFC 9106
   */
  hash(owner: string, password: string, turn?: HashTurn): Promise<string>
  /** Constant time in the tag. @throws {ApiError} temporarily_unavailable */
  verify(owner: string, phc: string, password: string): Promise<boolean>
  /** Costs what `verify` costs and never succeeds, so that a failure without a hash takes as long as one with (A2). */
  verifyNothing(owner: string, password: string): Promise<void>
  /** Whether a hash is weaker than those made now. */
  isWeak(phc: string): boolean
}

const SALT_BYTES = 16
const TAG_BYTES = 32

/** @param gate the queue of hashes */
export function createPasswords(gate: Pick<FairQueue, 'run'>, cost: HashCost = DEFAULT_COST): Passwords {
  const options = { ...cost, algorithm: ARGON2ID, outputLen: TAG_BYTES }
  // The hash of no password: its tag is random.
  const nothing = phcOf(cost, randomBytes(SALT_BYTES), randomBytes(TAG_BYTES))
  const verifyIn = (owner: string, phc: string, password: string): Promise<boolean> =>
    gate.run(owner, () => verify(phc, password.normalize('NFC')))
  return {
    hash: (owner, password, turn) => gate.run(owner, () => hash(password.normalize('NFC'), options), turn),
    verify: verifyIn,
    async verifyNothing(owner, password) {
      await verifyIn(owner, nothing, password)
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

function phcOf({ memoryCost, timeCost, parallelism }: HashCost, salt: Buffer, tag: Buffer): string {
  const [salt64, tag64] = [salt, tag].map((bytes) => bytes.toString('base64').replace(/=+$/, ''))
  return `$argon2id$v=19$m=${memoryCost},t=${timeCost},p=${parallelism}$${salt64}$${tag64}`
}
