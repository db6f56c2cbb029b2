/** The store's plain calls: one for each operation, generated from the tables of operations. @module */
import type { Arguments, Result } from './engine/engine.ts'
import type { Operation } from './engine/operation.ts'
import type { AllOperations, StoreEngine } from './operations/index.ts'
import { POINT_READS, SCANS, TIMED, WRITES } from './operations/index.ts'

type Timed = (typeof TIMED)[number]

type Call<F> = (...args: Arguments<F>) => Promise<Result<F>>

/** The operation without its last argument, the time. */
type TimedCall<F> = F extends (...args: [...infer A, now: number]) => Operation<infer T>
  ? (...args: A) => Promise<T>
  : 'takes no time'

/**
 * One call for each operation. Where the contract differs, `store.ts` compiles only after the call is written by hand.
 */
export type Calls = {
  [N in keyof AllOperations]: N extends Timed ? TimedCall<AllOperations[N]> : Call<AllOperations[N]>
}

type Run = (name: string, ...args: readonly unknown[]) => Promise<unknown>
type Table = { readonly [name: string]: (...args: never[]) => Operation<unknown> }

/** @param now adds the time to operations that are `TIMED`: milliseconds since the epoch */
export function callsOf(engine: StoreEngine, now: () => number): Calls {
  const timed: ReadonlySet<string> = new Set(TIMED)

  const call = (run: Run, name: string, wanted: number) => {
    if (!timed.has(name)) return (...args: readonly unknown[]) => run(name, ...args)
    return (...args: readonly unknown[]) => {
      // Arguments that were left out must not shift the time.
      const given = Array.from({ length: wanted - 1 }, (_, index) => args[index])
      return run(name, ...given, now())
    }
  }
  const calls = (table: Table, run: Run) =>
    Object.entries(table).map(([name, operation]) => [name, call(run, name, operation.length)])

  // The tables give the types; TypeScript cannot carry them through the loop.
  return Object.fromEntries([
    ...calls(POINT_READS, engine.point.bind(engine) as Run),
    ...calls(SCANS, engine.scan.bind(engine) as Run),
    ...calls(WRITES, engine.write.bind(engine) as Run),
  ])
}
