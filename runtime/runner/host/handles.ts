/** Handles of one isolate: every power registers and finds its own here. @module */
import type { Cell } from '../abi.ts'
import { HostError, LimitError } from '../abi.ts'
import { invalid } from '../failure.ts'
import type { Handle, PowerContext } from '../power.ts'

/** Handles of one isolate, of all kinds but timers. */
const MAX_HANDLES = 2_000

/**
 * Registers a handle under the guest's id.
 *
 * @throws {HostError} for an ID that is in use or invalid
 * @throws {LimitError} for more handles than any script needs
 */
export function register(context: PowerContext, id: Cell, handle: Handle): void {
  if (typeof id !== 'number' || !Number.isSafeInteger(id) || id <= 0 || context.handles.has(id))
    throw invalid()
  if (context.handles.size >= MAX_HANDLES)
    throw new LimitError('The script holds too many things open at once.')
  context.handles.set(id, handle)
}

/** @returns the handle under this id, when it is of this kind */
export function find<T extends Handle>(context: PowerContext, id: Cell, kind: T['kind']): T | undefined {
  const handle = typeof id === 'number' ? context.handles.get(id) : undefined
  return handle?.kind === kind ? (handle as T) : undefined
}

/** @throws {HostError} when no handle of this kind has the ID */
export function mustFind<T extends Handle>(context: PowerContext, id: Cell, kind: T['kind']): T {
  const handle = find<T>(context, id, kind)
  if (handle) return handle
  throw new HostError('ERR_INVALID_STATE', 'It is closed.')
}

/** Removes a handle, unless another has taken its place. */
export function forget(context: PowerContext, id: number, handle: Handle): void {
  if (context.handles.get(id) === handle) context.handles.delete(id)
}

/** Remembers in which run something was last sent, and whether an answer has come. */
export interface Activity {
  sent(): void
  answered(): void
  busy(): boolean
  waiting(): boolean
}

export function createActivity(context: PowerContext): Activity {
  let run = context.run()
  let open = true
  return {
    sent() {
      run = context.run()
      open = true
    },
    answered() {
      open = false
    },
    busy: () => run === context.run(),
    waiting: () => open && run === context.run(),
  }
}
