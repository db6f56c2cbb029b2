import type { Operation } from './operation.ts'

/** What an operation returns in the end. */
export type Result<F> = F extends (...args: never[]) => Operation<infer T> ? T : never

/** The arguments of an operation. */
export type Arguments<F> = F extends (...args: infer A) => unknown ? A : never

/** Operations by name. */
type Operations<T> = { readonly [N in keyof T]: (...args: never[]) => Operation<unknown> }

/**
 * Runs operations by name, each in one transaction. All that differs from one kind of store to another.
 *
 * Every method rejects with `StoreUnavailable` when the engine cannot serve now.
 */
export interface Engine<
  PointReads extends Operations<PointReads>,
  Scans extends Operations<Scans>,
  Writes extends Operations<Writes>,
> {
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
