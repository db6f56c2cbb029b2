/** What the crypto operations share: their arguments, their failures, and the objects they keep for a guest. @module */
import type { Cell, Handle, PowerContext } from '../abi.ts'
import { cryptoError } from '../crypto-failure.ts'
import { invalid } from '../failure.ts'
import { mustFind, register } from './handles.ts'

/** The most that one crossing carries; guests cut what is longer. */
export const MAX_CROSSING_BYTES = 1024 * 1024

/** Hashes and ciphers under way in one isolate. Scripts forget them (a stream cipher needs no `final`), so the oldest goes. */
const MAX_OPEN = 100

/** @throws {HostError} unless these are bytes, no more than may cross at once */
export function bytes(cell: Cell, max = MAX_CROSSING_BYTES): Uint8Array {
  if (cell instanceof Uint8Array && cell.byteLength <= max) return cell
  throw invalid()
}

/** @throws {HostError} unless it is a text of at most this length */
export function text(cell: Cell, max = 100): string {
  if (typeof cell === 'string' && cell.length <= max) return cell
  throw invalid()
}

/** @throws {HostError} unless it is a whole number in this range */
export function integer(cell: Cell, min: number, max: number): number {
  if (typeof cell === 'number' && Number.isSafeInteger(cell) && cell >= min && cell <= max) return cell
  throw invalid()
}

/** Runs something of `node:crypto`. @throws {HostError} whatever it throws */
export function computed<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw cryptoError(error)
  }
}

/** Keeps an object of `node:crypto` for the guest; of more than a hundred the one longest unused is let go. */
export function keep(context: PowerContext, id: Cell, handle: Handle): void {
  let count = 0
  let oldest: number | undefined
  for (const [other, { kind }] of context.handles) {
    if (!isOurs(kind)) continue
    count++
    oldest ??= other
  }
  if (count >= MAX_OPEN && oldest !== undefined) context.handles.delete(oldest)
  register(context, id, handle)
}

const isOurs = (kind: string): boolean => kind === 'digest' || kind === 'cipher'

/** @throws {HostError} when it is none of this isolate's, or was let go */
export function kept<T extends Handle>(context: PowerContext, id: Cell, kind: T['kind']): T {
  const handle = mustFind<T>(context, id, kind)
  // The map's order is that of last use.
  context.handles.delete(id as number)
  context.handles.set(id as number, handle)
  return handle
}

/** Ends an object's life with its last use. */
export function taken<T extends Handle>(context: PowerContext, id: Cell, kind: T['kind']): T {
  const handle = mustFind<T>(context, id, kind)
  context.handles.delete(id as number)
  return handle
}
