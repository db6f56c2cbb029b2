import type { Operation } from './operation.ts'

/** What an operation returns in the end. */
export type Result<F> = F extends (...args: never[]) => Operation<infer T> ? T : never

/** The arguments of an operation. */
export type Arguments<F> = F extends (...args: infer A) => unknown ? A : never

/** Operations by name. */
type Operations<T> = { readonly [N in keyof T]: (...args: never[]) => Operation<unknown> }

/**
 * Runs operations by name, each in one transaction. Everything that differs between kinds of stores is behind it.
 *
 * Every method rejects with `StoreUnavailable` when the engine cannot serve now.
 */
export interface Engine<
  PointReads extends Operations<PointReads>,
  Scans extends Operations<Scans>,
  Writes extends Operations<Writes>,
> {
  /** For operations that read a few rows by key. */
  point<N extends keyof PointReads>(
    name: N,
    ...args: Arguments<PointReads[N]>
  ): Promise<Result<PointReads[N]>>
  /** For operations that may read many rows: they must not delay the others. */
  scan<N extends keyof Scans>(name: N, ...args: Arguments<Scans[N]>): Promise<Result<Scans[N]>>
  /** Resolves when the write is durable. */
  write<N extends keyof Writes>(name: N, ...args: Arguments<Writes[N]>): Promise<Result<Writes[N]>>
  /** Whether other processes may use the same store. */
  readonly is_shared: boolean
  /** Passes a text of at most 1,000 characters to the listeners of every process that uses the store. It may be lost. */
  wake(text: string): void
  /** @returns a function that stops listening */
  onWake(heard: (text: string) => void): () => void
  /** Resolves when reads and writes both work. */
  ping(): Promise<void>
  close(): Promise<void>
}
