import type { Operation } from '../engine/operation.ts'

/** One step forward of the schema, in the SQL subset that all engines share. There are no steps back. */
export interface Migration {
  /** From 1, without gaps. */
  version: number
  name: string
  statements: readonly string[]
  /** Then, what only the application can write: engines lower-case differently. */
  fill?(): Operation<void>
}
