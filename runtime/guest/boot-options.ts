/** The options that the runner passes to the guest core when an isolate is built. @module */
import type { ScriptName } from '../actions.ts'

/** Sent as JSON. */
export interface BootOptions {
  action: ScriptName
  source: string
  configuration: { [key: string]: string }
  blocking_operations: string[]
  result_bytes: number
  result_depth: number
  result_values: number
}
