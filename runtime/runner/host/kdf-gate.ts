/** Lets few dear computations of a runner run at once, in order, and drops those whose isolate is gone. @module */
import type { Cell, PowerContext } from '../abi.ts'
import { HostError } from '../abi.ts'
import { cryptoError } from './crypto-shared.ts'
import { forget, register } from './handles.ts'

/** A computation that was checked and may start. @param wanted false once nobody waits for it any more */
export type Derivation = (wanted: () => boolean) => Promise<Cell>

/** Runs a derivation when its turn comes. */
export type Gate = (wanted: () => boolean, derive: Derivation) => Promise<Cell>

/** @returns the refusal of a derivation whose cost is too high */
export const tooDear = (message: string): HostError => new HostError('ERR_CRYPTO_KDF_COST', message)

/** @throws {HostError} what the computation fails with, as a guest may know it */
export async function derived(derive: Derivation, wanted = () => true): Promise<Cell> {
  try {
    return await derive(wanted)
  } catch (error) {
    throw cryptoError(error)
  }
}

/**
 * @param maxRunning that run at once
 * @param maxWaiting that wait for those; one more is refused
 */
export function createGate(maxRunning: number, maxWaiting: number): Gate {
  let running = 0
  const waiting: (() => void)[] = []
  return async function through(wanted, derive) {
    if (running >= maxRunning) {
      if (waiting.length >= maxWaiting) throw tooDear('Too many key derivations are waiting.')
      await new Promise<void>((resolve) => waiting.push(resolve))
    } else running++
    try {
      if (!wanted()) throw givenUp()
      return await derived(derive, wanted)
    } finally {
      // Whoever waits takes the place over, so that none can come in between.
      const next = waiting.shift()
      if (next) next()
      else running--
    }
  }
}

/** @returns how a derivation ends that nobody waits for */
export const givenUp = (): HostError => tooDear('The key derivation was given up.')

/** Answers the question with what the derivation gives. While it waits, the question is a handle: with the isolate it goes. */
export function askThrough(gate: Gate, context: PowerContext, id: number, derive: Derivation): void {
  let wanted = true
  const handle = {
    kind: 'kdf',
    busy: () => false,
    close() {
      wanted = false
    },
  }
  register(context, id, handle)
  const work = gate(() => wanted, derive).finally(() => forget(context, id, handle))
  context.answer(id, work)
}
