import type { Operation } from '../engine/operation.ts'

/** One migration of the schema, in the SQL subset that all engines share. There is no way back. */
export interface Migration {
  /** Greater than the one before; a number may be left out. */
  version: number
  name: string
  statements: readonly string[]
  /** Runs after the statements: data that needs code, such as lower-casing, in which engines differ. */
  fill?(): Operation<void>
}
