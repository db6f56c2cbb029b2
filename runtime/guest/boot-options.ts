/** What the runner tells the guest core when an isolate is built. @module */

/** Crosses as JSON. */
export interface BootOptions {
  action: string
  source: string
  configuration: { [key: string]: string }
  blocking_operations: string[]
  result_bytes: number
  result_depth: number
  result_values: number
}
