/** The store's calls that only pass on: made of the tables of operations, one for each. @module */
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

/** One call for each operation. Where the contract wants another, the store does not compile until one is written. */
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
      // The time has its place also when the last arguments of the call are left out.
      const given = Array.from({ length: wanted - 1 }, (_, index) => args[index])
      return run(name, ...given, now())
    }
  }
  const calls = (table: Table, run: Run) =>
    Object.entries(table).map(([name, operation]) => [name, call(run, name, operation.length)])

  // Names, arguments and results are those of the tables: the types cannot be carried through the loop.
  return Object.fromEntries([
    ...calls(POINT_READS, engine.point.bind(engine) as Run),
    ...calls(SCANS, engine.scan.bind(engine) as Run),
    ...calls(WRITES, engine.write.bind(engine) as Run),
  ])
}
