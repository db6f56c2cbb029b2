import type { Arguments, PointReads, Result, Scans, Writes } from './operations/index.ts'

/**
 * Runs operations, each in one transaction. All that differs from one kind of store to another.
 *
 * Every method rejects with `StoreUnavailable` when the engine cannot serve now.
 */
export interface Engine {
  /** A few rows by key: answered at once. */
  point<N extends keyof PointReads>(
    name: N,
    ...args: Arguments<PointReads[N]>
  ): Promise<Result<PointReads[N]>>
  /** May read many rows, and must not hold up the others meanwhile. */
  scan<N extends keyof Scans>(name: N, ...args: Arguments<Scans[N]>): Promise<Result<Scans[N]>>
  /** Resolves when it is durable. */
  write<N extends keyof Writes>(name: N, ...args: Arguments<Writes[N]>): Promise<Result<Writes[N]>>
  /** Resolves when reads and writes are both answered. */
  ping(): Promise<void>
  close(): Promise<void>
}
