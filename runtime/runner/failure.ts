/** Converts failures on the host for a guest (S7). @module */
import type { z } from 'zod'
import type { WireError } from '../messages.ts'
import type { Cell } from './abi.ts'
import { HostError, LimitError } from './abi.ts'

const MAX_MESSAGE = 500

/** Fields that Node's errors carry and drivers look at; all of them are text or numbers. */
const FIELDS = [
  'errno',
  'syscall',
  'address',
  'port',
  'hostname',
  'reason',
  'host',
  'library',
  'function',
] as const

/** @returns the error without stack, cause or path: a code in capitals, and a message without source positions */
export function hostError(error: unknown): HostError | LimitError {
  if (error instanceof HostError || error instanceof LimitError) return error
  if (typeof error !== 'object' || error === null) return new HostError('ERR_HOST', 'The operation failed.')
  const { code, message } = error as { code?: unknown; message?: unknown }
  if (typeof message !== 'string' || typeof code !== 'string' || !/^[A-Z][A-Z0-9_]*$/.test(code)) {
    return new HostError('ERR_HOST', 'The operation failed.')
  }
  const more: { [field: string]: string | number } = {}
  for (const field of FIELDS) {
    const value = (error as { [field: string]: unknown })[field]
    if (typeof value === 'string') more[field] = clean(value)
    else if (typeof value === 'number') more[field] = value
  }
  return new HostError(code, clean(message), more)
}

/** OpenSSL's messages name its source files, Node's loader its modules. */
function clean(text: string): string {
  return (
    text
      .replace(/(?:[A-Za-z]:|\.{1,2})?(?:[\\/][\w.@+-]+){2,}(?::\d+)*:?/g, '')
      .replace(/node:[\w/]+/g, '')
      // Node's advice for the operator of the process does not help the author of the script.
      .replace(/;? if the root CA .*$/s, '')
      .replace(/\s+at .*$/s, '')
      .slice(0, MAX_MESSAGE)
  )
}

/** @returns JSON text of what an `error` or `close` event carries */
export function wireOf(error: unknown): string {
  const failure = hostError(error)
  return JSON.stringify(
    failure instanceof HostError ? failure.wire : { code: 'ERR_SCRIPT_LIMIT', message: failure.message },
  )
}

/** @returns an Error for Node's own streams, created from the broker's report */
export function errorOf(wire: WireError): Error {
  const { message, ...more } = wire
  return Object.assign(new Error(message), more)
}

/** @throws {HostError} for arguments that are not what the operation takes */
export function parsed<T>(schema: z.ZodType<T>, args: readonly Cell[]): T {
  const result = schema.safeParse(args)
  if (result.success) return result.data
  throw invalid()
}

/** @throws {HostError} for text that is no JSON, or not of this shape */
export function parsedJson<T>(schema: z.ZodType<T>, text: Cell): T {
  let value: unknown
  try {
    value = JSON.parse(typeof text === 'string' ? text : '')
  } catch {
    throw invalid()
  }
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const [issue] = result.error.issues
  throw new HostError('ERR_INVALID_ARG_VALUE', `The option "${issue?.path.join('.') ?? ''}" is invalid.`)
}

/** Arguments that Ferry's own guest code never sends. */
export function invalid(): HostError {
  return new HostError('ERR_INVALID_ARG_VALUE', 'The host does not understand these arguments.')
}

/** @throws {HostError} unless these are bytes */
export function bytesIn(cell: Cell): Uint8Array {
  if (cell instanceof Uint8Array) return cell
  throw invalid()
}

/** Runs code of Node, and converts every error to a failure for the guest. */
export function guarded<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw hostError(error)
  }
}
