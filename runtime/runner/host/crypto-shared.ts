/** Shared by the crypto operations: arguments, failures, and the objects they keep for a guest. @module */
import type { Cell } from '../abi.ts'
import { cryptoError } from '../crypto-failure.ts'
import { invalid } from '../failure.ts'
import type { Handle, PowerContext } from '../power.ts'
import { mustFind, register } from './handles.ts'

/** Maximum size of one message; guests split longer data. */
export const MAX_CROSSING_BYTES = 1024 * 1024

/**
 * Maximum number of open hashes and ciphers per isolate. Scripts forget to close them (a stream cipher needs no `final`),
 * so the oldest is dropped.
 */
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

/** Runs code of `node:crypto`. @throws {HostError} for any error */
export function computed<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw cryptoError(error)
  }
}

/** Keeps an object of `node:crypto` for the guest; of more than a hundred, the least recently used one is dropped. */
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

/** @throws {HostError} when it belongs to another isolate, or was dropped */
export function kept<T extends Handle>(context: PowerContext, id: Cell, kind: T['kind']): T {
  const handle = mustFind<T>(context, id, kind)
  // The map is in order of last use.
  context.handles.delete(id as number)
  context.handles.set(id as number, handle)
  return handle
}

/** Returns an object and drops it. */
export function taken<T extends Handle>(context: PowerContext, id: Cell, kind: T['kind']): T {
  const handle = mustFind<T>(context, id, kind)
  context.handles.delete(id as number)
  return handle
}
