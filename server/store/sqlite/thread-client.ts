import { getCompileCacheDir } from 'node:module'
import { dirname } from 'node:path'
import { Worker } from 'node:worker_threads'
import { BadMark, ReadTooSlow, StoreUnavailable } from '../contract/errors.ts'
import type { Answer, Report, Request, ThreadData } from './messages.ts'

/** Most requests in flight; beyond that the store is overloaded. */
const DEFAULT_MAX_PENDING = 10_000

/** How long a thread may take beyond its limit to stop a read itself. */
const DEFAULT_GRACE_MS = 1_000

/** A read that did not stop in time. Its thread was abandoned and runs until SQLite has finished the current row. */
export class ReadStuck extends ReadTooSlow {
  /** Resolves when the thread has ended. */
  readonly ended: Promise<void>

  constructor(ended: Promise<void>) {
    super()
    this.ended = ended
  }
}

/** The server's handle of a thread of the store. */
export interface StoreThread {
  /** Resolves when the database is open. */
  ready(): Promise<void>
  /**
   * @throws {StoreUnavailable} overloaded, closing, or the thread ended
   * @throws {BadMark}
   * @throws {ReadTooSlow} only readers, which take one request at a time
   */
  run(name: string, args: readonly unknown[]): Promise<unknown>
  /** Waits for requests in flight, then ends the thread. */
  close(): Promise<void>
  /** Id of the current thread; another one after a crash. */
  worker(): Worker
}

interface Pending {
  name: string
  args: readonly unknown[]
  resolve(value: unknown): void
  reject(error: Error): void
}

/** Bounds of a thread. */
interface ThreadLimits {
  max_pending?: number
  /** For readers: time beyond the limit of a read after which its thread is abandoned. */
  grace_ms?: number
}

/**
 * Starts a thread of the store. When the thread dies, its requests are rejected and the next request starts another one. A
 * thread that is stuck in a read past its limit is abandoned, and another one is started.
 */
export function createStoreThread(
  data: ThreadData,
  { max_pending = DEFAULT_MAX_PENDING, grace_ms = DEFAULT_GRACE_MS }: ThreadLimits = {},
): StoreThread {
  const start = () => startLife(data, grace_ms, left)
  const left = () => {
    if (closing === undefined) life = start()
  }
  let life = start()
  let closing: Promise<void> | undefined

  const current = () => {
    if (life.ended() && closing === undefined) life = start()
    return life
  }
  return {
    ready: () => current().ready,
    worker: () => life.worker,
    run(name, args) {
      if (closing !== undefined) return Promise.reject(new StoreUnavailable('The store is closing.'))
      const { pending, take } = current()
      if (pending.size >= max_pending) {
        return Promise.reject(new StoreUnavailable('The store has too many requests waiting.'))
      }
      const { promise, resolve, reject } = Promise.withResolvers<unknown>()
      take({ name, args, resolve, reject })
      return promise
    },
    close() {
      closing ??= life.close()
      return closing
    },
  }
}

/** The process's cache of compiled code, if it has one: without it a thread compiles for 0.2 s. */
function compileCache(): { NODE_COMPILE_CACHE?: string } {
  const folder = getCompileCacheDir()
  // The path ends with the part for this version of Node.
  return folder === undefined ? {} : { NODE_COMPILE_CACHE: dirname(folder) }
}

/** One worker, from its start to its end. */
interface Life {
  worker: Worker
  ready: Promise<void>
  pending: ReadonlyMap<number, Pending>
  /** @throws when the arguments cannot be copied to the thread; then nothing is pending */
  take(request: Pending): void
  ended(): boolean
  close(): Promise<void>
}

/** @param left called once, when the thread is stuck and was abandoned */
function startLife(data: ThreadData, grace_ms: number, left: () => void): Life {
  const worker = new Worker(new URL('./thread.ts', import.meta.url), {
    workerData: data,
    name: `store ${data.role}`,
    // The thread needs nothing else of the environment.
    env: compileCache(),
  })
  const pending = new Map<number, Pending>()
  const opened = Promise.withResolvers<void>()
  const exited = Promise.withResolvers<void>()
  let last_id = 0
  let isOpen = false
  let ended = false
  let reason: Error | undefined
  let watch: NodeJS.Timeout | undefined

  // A reader has one request at a time.
  const watchFirst = () => {
    clearTimeout(watch)
    if (data.limit_ms === undefined || !isOpen || pending.size === 0) return
    const [first] = pending.keys()
    const late = () => setImmediate(() => (pending.has(first ?? -1) && !ended ? abandon() : undefined))
    watch = setTimeout(late, data.limit_ms + grace_ms)
  }
  const abandon = () => {
    ended = true
    worker.unref()
    // Resolves when SQLite works again.
    const gone = worker.terminate().then(
      () => undefined,
      () => undefined,
    )
    for (const stuck of pending.values()) stuck.reject(new ReadStuck(gone))
    pending.clear()
    exited.resolve()
    left()
  }

  worker.on('message', (report: Report) => {
    switch (report.kind) {
      case 'open':
        isOpen = true
        opened.resolve()
        watchFirst()
        break
      case 'answers':
        for (const answer of report.answers) {
          const request = pending.get(answer.id)
          pending.delete(answer.id)
          if (request) settle(request, answer)
        }
        watchFirst()
    }
  })
  worker.on('error', (error) => {
    reason = error instanceof Error ? error : new Error(String(error))
  })
  worker.on('exit', () => {
    ended = true
    clearTimeout(watch)
    const error = new StoreUnavailable(`The store's ${data.role} thread ended.`, { cause: reason })
    opened.reject(error)
    for (const request of pending.values()) request.reject(error)
    pending.clear()
    exited.resolve()
  })
  // Only callers that wait for it need the error.
  opened.promise.catch(() => {})

  const post = (request: Request) => worker.postMessage(request)
  return {
    worker,
    ready: opened.promise,
    pending,
    take(request) {
      const id = ++last_id
      post({ kind: 'run', id, name: request.name, args: request.args })
      pending.set(id, request)
      if (pending.size === 1) watchFirst()
    },
    ended: () => ended,
    async close() {
      if (!ended) post({ kind: 'close' })
      await exited.promise
    },
  }
}

function settle(request: Pending, answer: Answer): void {
  switch (answer.kind) {
    case 'done':
      request.resolve(answer.value)
      break
    case 'failed':
      request.reject(toError(answer))
  }
}

function toError(answer: Extract<Answer, { kind: 'failed' }>): Error {
  switch (answer.error) {
    case 'unavailable':
      return new StoreUnavailable(answer.message)
    case 'too_slow':
      return new ReadTooSlow()
    case 'bad_mark':
      return new BadMark()
    case 'fault':
      return new Error(`The store failed: ${answer.message}`)
  }
}
