/**
 * The iterated digests of old password stores, which have no native form: phpass and Drupal, and those of crypt(3). Thousands
 * of digests, in a thread of their own.
 * @module
 */
import type { Cell } from '../abi.ts'
import { HostError } from '../abi.ts'
import { costOf } from '../kdf/crypt-steps.ts'
import type { KdfJob } from '../kdf/derivation.ts'
import { tooDear } from '../kdf/derivation.ts'
import type { HostPower, PowerContext } from '../power.ts'
import { bytes, integer, text } from './crypto-shared.ts'

/**
 * What one computation may cost, in calls of a digest with little input: two to four seconds of a core, and enough for
 * the 656,000 rounds that Python's passlib gives `$6$` unasked.
 */
const MAX_COST = 700_000
const MS_PER_COST = 3_000 / MAX_COST

const MD5_CRYPT_ROUNDS = 1_000

/** phpass reads no more; of what is longer no crypt(3) hash would end. */
const MAX_PASSWORD_BYTES = 4096

const MAX_SALT_BYTES = 64

/** Limit for one isolate, so that a long list of hashes is refused at once. */
const MAX_OF_ISOLATE = 16

function passwordOf(cell: Cell): Uint8Array {
  const password = bytes(cell)
  if (password.byteLength <= MAX_PASSWORD_BYTES) return password
  throw tooDear(
    `A password of ${password.byteLength} bytes is too long here; ${MAX_PASSWORD_BYTES} are the most.`,
  )
}

/** @returns the cost of these rounds, if it is affordable */
function affordable(name: string, rounds: number, costEach: number): number {
  if (rounds * costEach <= MAX_COST) return rounds * costEach
  const most = Math.floor(MAX_COST / costEach)
  throw tooDear(`${name} with ${rounds} rounds takes too long here; ${most} are the most for this password.`)
}

function oneOf<T extends string>(cell: Cell, names: readonly T[]): T {
  const found = names.find((name) => name === text(cell))
  if (found !== undefined) return found
  throw new HostError('ERR_INVALID_ARG_VALUE', `The digest must be one of ${names.join(', ')}.`)
}

function ask({ kdf, answer }: PowerContext, id: number, cost: number, job: KdfJob): void {
  if (kdf.size() >= MAX_OF_ISOLATE)
    throw tooDear(`More than ${MAX_OF_ISOLATE} key derivations at once are too many for one script.`)
  answer(id, kdf.derive({ job, cost_ms: cost * MS_PER_COST, memory_bytes: 0 }))
}

/**
 * `legacy.stretch(md5 | sha512, password, salt, rounds)`: h = H(salt, password), then `rounds` times h = H(h,
 * password).
 * `legacy.md5crypt(magic, password, salt)`, `legacy.shacrypt(sha256 | sha512, password, salt, rounds)`: the bytes before crypt(3)
 * puts them into its own order and alphabet.
 */
export const legacyHashPower: HostPower = {
  post: {
    'legacy.stretch'(context, id, digestCell, passwordCell, saltCell, roundsCell) {
      const digest = oneOf(digestCell, ['md5', 'sha512'])
      const [password, salt] = [passwordOf(passwordCell), bytes(saltCell, MAX_SALT_BYTES)]
      const rounds = integer(roundsCell, 1, 2 ** 31)
      const cost = affordable('This hash', rounds, costOf(64 + password.byteLength))
      ask(context, id, cost, { kind: 'stretch', digest, password, salt, rounds })
    },
    'legacy.md5crypt'(context, id, magicCell, passwordCell, saltCell) {
      const magic = oneOf(magicCell, ['$1$', '$apr1$'])
      const [password, salt] = [passwordOf(passwordCell), bytes(saltCell, 8)]
      const cost = MD5_CRYPT_ROUNDS * costOf(2 * password.byteLength)
      ask(context, id, cost, { kind: 'md5crypt', magic, password, salt })
    },
    'legacy.shacrypt'(context, id, digestCell, passwordCell, saltCell, roundsCell) {
      const digest = oneOf(digestCell, ['sha256', 'sha512'])
      const [password, salt] = [passwordOf(passwordCell), bytes(saltCell, 16)]
      const rounds = integer(roundsCell, 1000, 999_999_999)
      // A round takes the password twice at the most, the salt, and a digest.
      const cost = affordable('crypt', rounds, costOf(2 * password.byteLength + 80))
      ask(context, id, cost, { kind: 'shacrypt', digest, password, salt, rounds })
    },
  },
}
