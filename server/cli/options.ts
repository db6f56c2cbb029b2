/** Options of the commands. @module */
import type { ParseArgsOptionsConfig } from 'node:util'
import { parseArgs } from 'node:util'
import { UsageError } from './contract.ts'

/** @param usage is added to the message of a mistake @throws {UsageError} */
export function parseOptions<T extends ParseArgsOptionsConfig>(
  args: readonly string[],
  options: T,
  usage: string,
) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options })
  } catch (cause) {
    throw new UsageError(`${cause instanceof Error ? cause.message : 'wrong options'}\n\n${usage}`, { cause })
  }
}
