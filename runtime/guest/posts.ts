/** The guest's end of the ABI: queues posts, keeps receivers of events, asks the host. @module */
import { errorFromHost } from './guard.ts'
import type { Cell, Host, HostEvent } from './host.ts'
import { apply, codeAt, defineProperty, parse, plain, sliceText, soon } from './primordials.ts'

/** The host's functions in the isolate: three that take and return only text, numbers and bytes. */
export interface Natives {
  /** Returns at once; a failure is a text that begins with NUL. */
  sync(operation: string, ...args: Cell[]): Cell
  /** Like `sync`, but returns when the host is done. */
  blocking(operation: string, ...args: Cell[]): Cell
  /** Takes posts, flat: operation, id, number of arguments, arguments. */
  flush(...posts: Cell[]): void
}

export interface Posts {
  host: Host
  /** Hands an event to its receiver. */
  deliver(id: number, type: string, a: Cell, b: Cell): void
  flush(): void
}

/** Cells and bytes that may wait for the end of the turn. */
const MAX_QUEUED_CELLS = 512
const MAX_QUEUED_BYTES = 256 * 1024

export function createPosts(
  natives: Natives,
  blocking: ReadonlySet<string>,
  { uncaught, run }: Pick<Host, 'uncaught' | 'run'>,
): Posts {
  const receivers = new Map<number, HostEvent>()
  const isBlocking = (operation: string) => apply(setHas, blocking, [operation]) as boolean
  let lastId = 0
  let queue: Cell[] = []
  let bytes = 0
  let scheduled = false

  function flush(): void {
    scheduled = false
    if (queue.length === 0) return
    const posts = queue
    queue = []
    bytes = 0
    apply(natives.flush, undefined, posts)
  }

  function push(cell: Cell): void {
    // Defined, not assigned: a script may have put a setter on Array.prototype.
    defineProperty(queue, queue.length, plain(cell))
    bytes +=
      typeof cell === 'string' ? cell.length : typeof cell === 'object' && cell !== null ? cell.byteLength : 8
  }

  function error(json: Cell): Error {
    return errorFromHost(parse(`${json}`) as { [key: string]: unknown })
  }

  const host: Host = {
    sync(operation, ...args) {
      const cells: Cell[] = [operation, ...args]
      const answer = apply(isBlocking(operation) ? natives.blocking : natives.sync, undefined, cells) as Cell
      if (typeof answer === 'string' && codeAt(answer, 0) === 0) {
        // NUL E: an error. NUL S: a text that itself begins with NUL.
        if (codeAt(answer, 1) === 0x45) throw error(sliceText(answer, 2, answer.length))
        return sliceText(answer, 2, answer.length)
      }
      return answer
    },
    post(operation, id, ...args) {
      push(operation)
      push(id)
      push(args.length)
      for (let i = 0; i < args.length; i++) push(args[i])
      if (queue.length > MAX_QUEUED_CELLS || bytes > MAX_QUEUED_BYTES) flush()
      else if (!scheduled) {
        scheduled = true
        soon(flush)
      }
    },
    open(receive) {
      const id = ++lastId
      apply(mapSet, receivers, [id, receive])
      return id
    },
    close(id) {
      apply(mapDelete, receivers, [id])
    },
    ask(operation, ...args) {
      return new Promise((resolve, reject) => {
        const id = host.open((type, answer) => {
          host.close(id)
          if (type === 'ok') resolve(answer)
          else reject(error(answer))
        })
        host.post(operation, id, ...args)
      })
    },
    error,
    uncaught,
    run,
  }

  return {
    host,
    flush,
    deliver(id, type, a, b) {
      const receive = apply(mapGet, receivers, [id]) as HostEvent | undefined
      if (receive) receive(type, a, b)
    },
  }
}

const { get: mapGet, set: mapSet, delete: mapDelete } = Map.prototype
const { has: setHas } = Set.prototype
