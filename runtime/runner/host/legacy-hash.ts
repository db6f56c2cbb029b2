/**
 * The iterated digests of old password stores, which have no native form: phpass and Drupal, and those of crypt(3). Thousands
 * of digests, in pieces, so that the isolates of the same runner go on meanwhile.
 * @module
 */
import { hash } from 'node:crypto'
import { setImmediate as afterOthers } from 'node:timers/promises'
import type { Cell, HostPower, PowerContext } from '../abi.ts'
import { HostError } from '../abi.ts'
import type { Steps } from './crypt-steps.ts'
import { costOf, md5CryptSteps, shaCryptSteps } from './crypt-steps.ts'
import { bytes, integer, text } from './crypto-shared.ts'
import type { Derivation } from './kdf-gate.ts'
import { askThrough, createGate, givenUp, tooDear } from './kdf-gate.ts'

/**
 * What one computation may cost, in calls of a digest with little input: two to four seconds of a core, and enough for
 * the 656,000 rounds that Python's passlib gives `$6$` unasked.
 */
const MAX_COST = 700_000

/** Cost between two looks at what else there is to do: one or two milliseconds. */
const SLICE_COST = 256

/** phpass reads no more; of what is longer no crypt(3) hash would end. */
const MAX_PASSWORD_BYTES = 4096

const MAX_SALT_BYTES = 64

/** Computations of a runner that wait for the one that runs. */
const MAX_WAITING = 200

/** Of one isolate, so that none keeps the others waiting for long. */
const MAX_OF_ISOLATE = 16

/** Runs the steps, leaving the thread to others between slices. */
function inSlices(steps: Steps): Derivation {
  return async (wanted) => {
    let left = SLICE_COST
    for (;;) {
      const { done, value } = steps.next()
      if (done) return value
      left -= value
      if (left > 0) continue
      await afterOthers()
      if (!wanted()) throw givenUp()
      left = SLICE_COST
    }
  }
}

function* stretchSteps(digest: string, password: Uint8Array, salt: Uint8Array, rounds: number): Steps {
  let state: Uint8Array = hash(digest, Buffer.concat([salt, password]), 'buffer')
  const input = Buffer.alloc(state.length + password.length)
  input.set(password, state.length)
  for (let i = 0; i < rounds; i++) {
    input.set(state)
    state = hash(digest, input, 'buffer')
    yield costOf(input.length)
  }
  return state
}

function passwordOf(cell: Cell): Uint8Array {
  const password = bytes(cell)
  if (password.byteLength <= MAX_PASSWORD_BYTES) return password
  throw tooDear(
    `A password of ${password.byteLength} bytes is too long here; ${MAX_PASSWORD_BYTES} are the most.`,
  )
}

function mustBeAffordable(name: string, rounds: number, costEach: number): void {
  if (rounds * costEach <= MAX_COST) return
  const most = Math.floor(MAX_COST / costEach)
  throw tooDear(`${name} with ${rounds} rounds takes too long here; ${most} are the most for this password.`)
}

function oneOf<T extends string>(cell: Cell, names: readonly T[]): T {
  const found = names.find((name) => name === text(cell))
  if (found !== undefined) return found
  throw new HostError('ERR_INVALID_ARG_VALUE', `The digest must be one of ${names.join(', ')}.`)
}

/**
 * `legacy.stretch(md5 | sha512, password, salt, rounds)`: h = H(salt, password), then so many times h = H(h, password).
 * `legacy.md5crypt(magic, password, salt)`, `legacy.shacrypt(sha256 | sha512, password, salt, rounds)`: the bytes before crypt(3)
 * puts them into its own order and alphabet.
 */
export function createLegacyHashPower(): HostPower {
  // One at a time: they share the thread that serves every isolate.
  const gate = createGate(1, MAX_WAITING)

  function ask(context: PowerContext, id: number, steps: Steps): void {
    const open = [...context.handles.values()].filter(({ kind }) => kind === 'kdf').length
    if (open >= MAX_OF_ISOLATE)
      throw tooDear(`More than ${MAX_OF_ISOLATE} key derivations at once are too many for one script.`)
    askThrough(gate, context, id, inSlices(steps))
  }

  return {
    post: {
      'legacy.stretch'(context, id, digestCell, passwordCell, saltCell, roundsCell) {
        const digest = oneOf(digestCell, ['md5', 'sha512'])
        const [password, salt] = [passwordOf(passwordCell), bytes(saltCell, MAX_SALT_BYTES)]
        const rounds = integer(roundsCell, 1, 2 ** 31)
        mustBeAffordable('This hash', rounds, costOf(64 + password.byteLength))
        ask(context, id, stretchSteps(digest, password, salt, rounds))
      },
      'legacy.md5crypt'(context, id, magicCell, passwordCell, saltCell) {
        const magic = oneOf(magicCell, ['$1$', '$apr1$'])
        const [password, salt] = [passwordOf(passwordCell), bytes(saltCell, 8)]
        ask(context, id, md5CryptSteps(magic, password, salt))
      },
      'legacy.shacrypt'(context, id, digestCell, passwordCell, saltCell, roundsCell) {
        const digest = oneOf(digestCell, ['sha256', 'sha512'])
        const [password, salt] = [passwordOf(passwordCell), bytes(saltCell, 16)]
        const rounds = integer(roundsCell, 1000, 999_999_999)
        // A round takes the password twice at the most, the salt, and a digest.
        mustBeAffordable('crypt', rounds, costOf(2 * password.byteLength + 80))
        ask(context, id, shaCryptSteps(digest, password, salt, rounds))
      },
    },
  }
}
