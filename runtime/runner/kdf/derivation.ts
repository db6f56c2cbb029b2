/** Derivations (password hashes and derived keys) with checked arguments and a known cost. @module */
import { HostError } from '../abi.ts'

/** One derivation, as it is sent to the thread that computes it. */
export type KdfJob =
  | {
      kind: 'pbkdf2'
      digest: string
      password: Uint8Array
      salt: Uint8Array
      iterations: number
      length: number
    }
  | {
      kind: 'scrypt'
      password: Uint8Array
      salt: Uint8Array
      length: number
      N: number
      r: number
      p: number
    }
  | {
      kind: 'argon2'
      type: 'argon2d' | 'argon2i' | 'argon2id'
      parameters: {
        message: Uint8Array
        nonce: Uint8Array
        parallelism: number
        tagLength: number
        memory: number
        passes: number
        secret?: Uint8Array
        associatedData?: Uint8Array
      }
    }
  | { kind: 'bcrypt_hash'; data: Uint8Array; salt: string }
  | { kind: 'bcrypt_compare'; data: Uint8Array; hash: string }
  | { kind: 'stretch'; digest: 'md5' | 'sha512'; password: Uint8Array; salt: Uint8Array; rounds: number }
  | { kind: 'md5crypt'; magic: string; password: Uint8Array; salt: Uint8Array }
  | {
      kind: 'shacrypt'
      digest: 'sha256' | 'sha512'
      password: Uint8Array
      salt: Uint8Array
      rounds: number
    }

export interface Derivation {
  job: KdfJob
  /** Approximate time on one core; decides whether it needs a place among all tenants. */
  cost_ms: number
  /** Memory while it runs. */
  memory_bytes: number
}

/** @returns the refusal of a derivation whose cost is too high */
export const tooDear = (message: string): HostError => new HostError('ERR_CRYPTO_KDF_COST', message)

/** @returns the error of a cancelled derivation */
export const givenUp = (): HostError => tooDear('The key derivation was given up.')
