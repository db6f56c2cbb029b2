/** Computes derivations, one after the other, in the thread that it is called in. @module */
import { argon2Sync, hash, pbkdf2Sync, scryptSync } from 'node:crypto'
import type { Cell } from '../abi.ts'
import type { Steps } from './crypt-steps.ts'
import { md5CryptSteps, shaCryptSteps } from './crypt-steps.ts'
import type { KdfJob } from './derivation.ts'

/**
 * The native part of the `bcrypt` package. Its own loader is not used, because it reads files that a runner may not
 * read.
 */
export interface BcryptBinding {
  encrypt_sync(data: Uint8Array, salt: string): string
  compare_sync(data: Uint8Array, hash: string): boolean
}

/**
 * @param bcrypt loads the native module, when it is first needed
 * @throws Node's errors
 */
export function perform(job: KdfJob, bcrypt: () => BcryptBinding): Cell {
  switch (job.kind) {
    case 'pbkdf2':
      return pbkdf2Sync(job.password, job.salt, job.iterations, job.length, job.digest)
    case 'scrypt': {
      const { N, r, p } = job
      return scryptSync(job.password, job.salt, job.length, { N, r, p, maxmem: 128 * r * (N + 2 + p) })
    }
    case 'argon2':
      return argon2Sync(job.type, job.parameters)
    case 'bcrypt_hash':
      return bcrypt().encrypt_sync(job.data, job.salt)
    case 'bcrypt_compare':
      return bcrypt().compare_sync(job.data, job.hash)
    case 'stretch':
      return stretch(job.digest, job.password, job.salt, job.rounds)
    case 'md5crypt':
      return last(md5CryptSteps(job.magic, job.password, job.salt))
    case 'shacrypt':
      return last(shaCryptSteps(job.digest, job.password, job.salt, job.rounds))
  }
}

/** h = H(salt, password), then `rounds` times h = H(h, password): phpass and Drupal. */
function stretch(digest: string, password: Uint8Array, salt: Uint8Array, rounds: number): Uint8Array {
  let state: Uint8Array = hash(digest, Buffer.concat([salt, password]), 'buffer')
  const input = Buffer.alloc(state.length + password.length)
  input.set(password, state.length)
  for (let i = 0; i < rounds; i++) {
    input.set(state)
    state = hash(digest, input, 'buffer')
  }
  return state
}

function last(steps: Steps): Uint8Array {
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
  }
}
