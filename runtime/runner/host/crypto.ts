/** Cryptography for guests: everything but short hashes, which they compute themselves. @module */
import { randomBytes } from 'node:crypto'
import type { HostPower } from '../power.ts'
import { cipherPower } from './crypto-cipher.ts'
import { digestPower } from './crypto-digest.ts'
import { kdfPower } from './crypto-kdf.ts'
import { keysPower } from './crypto-keys.ts'
import { integer } from './crypto-shared.ts'
import { signPower } from './crypto-sign.ts'

const MAX_RANDOM_BYTES = 64 * 1024

/** Pure computing, and randomness. Nothing here waits for anything outside the process. */
export function createCryptoPower(): HostPower {
  return {
    sync: {
      ...digestPower.sync,
      ...cipherPower.sync,
      ...keysPower.sync,
      ...signPower.sync,
      ...kdfPower.sync,
      'crypto.random': (_context, size) => randomBytes(integer(size, 1, MAX_RANDOM_BYTES)),
    },
    blocking: { ...kdfPower.blocking },
    post: { ...kdfPower.post },
  }
}
