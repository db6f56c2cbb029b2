/**
 * The guest's calls to its host: the three functions that are passed into an isolate.
 *
 * Posts are handled after the callback has returned: a `process.nextTick` queued inside one would not run until something
 * else wakes the loop. @module
 */
import type { Cell } from './abi.ts'
import { HostError, LimitError } from './abi.ts'
import { answering, wireText } from './cells.ts'
import type { Meter } from './meter.ts'
import type { HostPower, PowerContext } from './power.ts'

export interface CallsOptions {
  powers: HostPower
  context: PowerContext
  meter: Meter
  /** Questions of the sandbox's own, beside those of the powers. */
  own: { [operation: string]: (...args: Cell[]) => Cell }
  /** Posts about the guest's run of that number; returns whether it was one. */
  onRunPost(operation: string, run: number, args: readonly Cell[]): boolean
  onLimit(message: string): void
  /** All posts so far have been handled. */
  onDrained(): void
}

export interface Calls {
  sync(operation: unknown, ...args: Cell[]): Cell
  blocking(operation: unknown, ...args: Cell[]): Promise<Cell>
  flush(...cells: Cell[]): void
  /** No post waits. */
  empty(): boolean
  /** A limit was reached: the script's reaction to the error does not count. */
  doomed(): boolean
}

export function createCalls(options: CallsOptions): Calls {
  const { powers, context, meter } = options
  let posts: Cell[][] = []
  let draining = false
  let doomed = false

  /** The limit was reached inside a callback: the isolate cannot be disposed of while it waits for the return value. */
  function failure(error: unknown): string {
    if (error instanceof LimitError) {
      doomed = true
      setImmediate(() => options.onLimit(error.message))
    }
    return `\0E${wireText(error)}`
  }

  function drain(): void {
    draining = false
    const batches = posts
    posts = []
    for (const cells of batches) {
      for (let i = 0; i < cells.length; ) {
        const [operation, id, count] = [cells[i], cells[i + 1], cells[i + 2]]
        if (typeof operation !== 'string' || typeof id !== 'number' || !isCount(count)) {
          options.onLimit('The script sent the host something it does not understand.')
          return
        }
        handle(operation, id, cells.slice(i + 3, i + 3 + count))
        i += 3 + count
      }
    }
    options.onDrained()
  }

  function handle(operation: string, id: number, args: readonly Cell[]): void {
    try {
      meter.call()
      if (options.onRunPost(operation, id, args)) return
      entryOf(powers.post, operation)(context, id, ...args)
    } catch (error) {
      if (error instanceof LimitError) options.onLimit(error.message)
      else context.deliver(id, 'err', wireText(error))
    }
  }

  return {
    sync(operation, ...args) {
      try {
        meter.call()
        const own = typeof operation === 'string' && Object.hasOwn(options.own, operation)
        return answering(
          own ? entryOf(options.own, operation)(...args) : entryOf(powers.sync, operation)(context, ...args),
        )
      } catch (error) {
        return failure(error)
      }
    },
    async blocking(operation, ...args) {
      try {
        meter.call()
        const work = entryOf(powers.blocking, operation)
        return answering(await meter.wait(() => work(context, ...args)))
      } catch (error) {
        return failure(error)
      }
    },
    flush(...cells) {
      if (doomed) return
      // A settlement only sets a variable, so it does not need to wait for the loop.
      const [operation, id, count] = cells
      if (posts.length === 0 && typeof operation === 'string' && cells.length === 3 + Number(count)) {
        if (options.onRunPost(operation, Number(id), cells.slice(3))) return
      }
      posts.push(cells)
      if (draining) return
      draining = true
      setImmediate(drain)
    },
    empty: () => posts.length === 0,
    doomed: () => doomed,
  }
}

/** @returns an own operation of the table, never `constructor` or the like */
function entryOf<T>(table: { [operation: string]: T } | undefined, operation: unknown): T {
  const entry =
    table && typeof operation === 'string' && Object.hasOwn(table, operation) ? table[operation] : undefined
  if (!entry) throw new HostError('ERR_UNKNOWN_OPERATION', 'There is no such operation.')
  return entry
}

const isCount = (count: Cell): count is number =>
  typeof count === 'number' && Number.isInteger(count) && count >= 0
