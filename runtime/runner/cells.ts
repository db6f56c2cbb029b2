/** The form of values between host and guest. @module */
import type { Cell } from './abi.ts'
import { HostError, LimitError } from './abi.ts'

/** Only copies may cross: a view would be sent with its whole buffer, which contains other data. */
export function copied(cell: Cell): Cell {
  return cell instanceof Uint8Array ? new Uint8Array(cell) : cell
}

/** The answer to a question of the guest: a text must not look like an error, which begins with NUL. */
export function answering(cell: Cell): Cell {
  return typeof cell === 'string' && cell.startsWith('\0') ? `\0S${cell}` : copied(cell)
}

/** What the guest may learn about a failure (S7): JSON of `{code, message, …}`, nothing about the host. */
export function wireText(error: unknown): string {
  if (error instanceof HostError) return JSON.stringify(error.wire)
  if (error instanceof LimitError) return JSON.stringify({ code: 'ERR_SCRIPT_LIMIT', message: error.message })
  return JSON.stringify({ code: 'ERR_HOST', message: 'The operation failed.' })
}

/**
 * An error that left the isolate as a rejection without a handler, as the guest's `describeError` would give it. The
 * library has copied it: name, message and stack, the name at times only in the stack's first line.
 */
export function rejectionText(error: unknown): string {
  if (!(error instanceof Error)) return JSON.stringify({ name: 'Error', message: String(error) })
  // Below the boundary are Ferry's own frames, with paths of this machine.
  const [inside = '', ...below] = (error.stack ?? '').split(/\n[^\n]*<isolated-vm boundary>/)
  const stack = below.length > 0 ? inside : ''
  const name = /^(?:Uncaught )?([A-Za-z]\w*):/.exec(stack)?.[1] ?? error.name
  const message = error.message.includes('isolated-vm')
    ? 'A promise was rejected with an object that is no Error.'
    : error.message
  return JSON.stringify({ name, class: name, message, stack })
}
