/**
 * The ways into an isolate, one at a time.
 *
 * Every entry is one `apply` with a time limit. Events that arrive during an entry wait and go in together; a run begins
 * when what is still inside, which belongs to the run before, has left.
 * @module
 */
import type { Reference } from 'isolated-vm'
import type { Cell } from './abi.ts'
import { copied } from './cells.ts'
import type { Meter } from './meter.ts'

/** Events and bytes of one entry. */
const MAX_BATCH_EVENTS = 64
const MAX_BATCH_BYTES = 512 * 1024
/** An event is id, type, a, b. */
const EVENT_CELLS = 4

/** The guest's functions that are entered. */
export interface Doors {
  start: Reference<(argsJson: string) => void>
  events: Reference<(...cells: Cell[]) => void>
}

export interface Entries {
  /** Events can be delivered from now on. */
  open(doors: Doors): void
  start(argsJson: string): void
  deliver(id: number, type: string, a?: Cell, b?: Cell): void
  /** No entry is under way, and no run is about to start. */
  outside(): boolean
  /** A run waits for the current entry to end. */
  starting(): boolean
  /** No event waits. */
  empty(): boolean
  close(): void
}

/**
 * @param onLeft the guest has left; `error` is what the entry failed with. @returns whether the isolate lives on
 */
export function createEntries(meter: Meter, onLeft: (error: unknown) => boolean): Entries {
  let doors: Doors | undefined
  let inbox: Cell[] = []
  let starting: string | undefined

  function pump(): void {
    if (!doors || meter.inside()) return
    const { start, events } = doors
    if (starting !== undefined) {
      const args = starting
      starting = undefined
      void enter((options) => start.apply(undefined, [args], options))
    } else if (inbox.length > 0) {
      const cells = nextBatch()
      void enter((options) => events.apply(undefined, cells, options))
    }
  }

  async function enter(
    apply: (options: { timeout: number; arguments: { copy: true } }) => Promise<unknown>,
  ): Promise<void> {
    const timeout = meter.entry_ms()
    let failed: unknown
    meter.entered()
    try {
      await apply({ timeout, arguments: { copy: true } })
    } catch (error) {
      // An Error constructed here would have a stack of the host.
      failed = error ?? 'A promise was rejected without a reason.'
    }
    meter.left()
    if (onLeft(failed)) pump()
  }

  /** Some events for one entry; the rest waits. */
  function nextBatch(): Cell[] {
    let bytes = 0
    let end = 0
    const heard = new Set<Cell>()
    while (end < inbox.length && end < MAX_BATCH_EVENTS * EVENT_CELLS && bytes < MAX_BATCH_BYTES) {
      const [id, type] = [inbox[end], inbox[end + 1]]
      // As in Node, promises settled by the last bytes continue before the end of a stream is announced.
      if ((type === 'end' || type === 'close') && heard.has(id)) break
      heard.add(id)
      bytes += sizeOf(inbox[end + 2]) + sizeOf(inbox[end + 3])
      end += EVENT_CELLS
    }
    const cells = inbox.slice(0, end)
    inbox = inbox.slice(end)
    return cells
  }

  return {
    open(opened) {
      doors = opened
    },
    start(argsJson) {
      starting = argsJson
      pump()
    },
    deliver(id, type, a, b) {
      inbox.push(id, type, copied(a), copied(b))
      pump()
    },
    outside: () => !meter.inside() && starting === undefined,
    starting: () => starting !== undefined,
    empty: () => inbox.length === 0,
    close() {
      doors = undefined
      inbox = []
    },
  }
}

function sizeOf(cell: Cell): number {
  if (typeof cell === 'string') return cell.length
  return cell instanceof Uint8Array ? cell.byteLength : 8
}
