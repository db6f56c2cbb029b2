/** Builds what a script finds inside its isolate. @module */
import type { Context, Isolate, Reference } from 'isolated-vm'
import type { BootOptions } from '../guest/boot-options.ts'
import type { OpenIsolate } from '../messages.ts'
import { foreseenBundles } from '../packages/catalogue.ts'
import type { Cell } from './abi.ts'
import type { Calls } from './calls.ts'
import type { Code } from './code.ts'
import type { Doors } from './entries.ts'
import type { HostPower } from './power.ts'

interface WorldOptions {
  ivm: typeof import('isolated-vm')
  isolate: Isolate
  code: Code
  open: OpenIsolate
  powers: HostPower
  calls: Pick<Calls, 'sync' | 'blocking' | 'flush'>
}

/** @returns the functions by which the isolate is entered from now on */
export async function buildWorld({ ivm, isolate, code, open, powers, calls }: WorldOptions): Promise<Doors> {
  const { limits } = open
  const world = await isolate.createContext()
  const core = (await code.run(isolate, world, 'core')) as Reference<(...args: unknown[]) => unknown>
  const bootOptions: BootOptions = {
    action: open.script.action,
    source: open.script.source,
    configuration: open.configuration,
    blocking_operations: Object.keys(powers.blocking ?? {}),
    result_bytes: limits.result_bytes,
    result_depth: limits.result_depth,
    result_values: limits.result_values,
  }
  const inside = (await core.apply(
    undefined,
    [
      JSON.stringify(bootOptions),
      new ivm.Callback(calls.sync as (...args: never[]) => unknown),
      waitingCallback(ivm, world, calls.blocking).derefInto({ release: true }),
      new ivm.Callback(calls.flush as (...args: never[]) => unknown),
    ],
    { result: { reference: true }, timeout: limits.entry_ms },
  )) as Reference<Record<string, unknown>>
  const define = (await inside.get('define', { reference: true })) as Reference<(...args: unknown[]) => void>
  for (const bundle of foreseenBundles(open.script.source)) {
    const factory = await code.run(isolate, world, bundle)
    await define.apply(undefined, [bundle, factory.derefInto({ release: true })])
  }
  define.release()
  return {
    start: (await inside.get('start', { reference: true })) as Doors['start'],
    events: (await inside.get('events', { reference: true })) as Doors['events'],
  }
}

/** A function inside the isolate that waits for a promise of ours. No reference object is left within a script's reach. */
function waitingCallback(
  ivm: typeof import('isolated-vm'),
  world: Context,
  answer: (operation: unknown, ...args: Cell[]) => Promise<Cell>,
): Reference<unknown> {
  const reference = new ivm.Reference(async (...args: Cell[]) => {
    const cell = await answer(...(args as [Cell, ...Cell[]]))
    // The library copies the return value of a callback, but not this one.
    return cell instanceof Uint8Array
      ? new ivm.ExternalCopy(cell).copyInto({ release: true, transferIn: true })
      : cell
  })
  return world.evalClosureSync(
    `const call = $0.applySyncPromise.bind($0), options = { __proto__: null, arguments: { __proto__: null, copy: true } }
     return (...args) => call(undefined, args, options)`,
    [reference],
    { result: { reference: true } },
  ) as Reference<unknown>
}
