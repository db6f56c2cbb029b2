import { Worker } from 'node:worker_threads'
import { BadMark, StoreUnavailable } from '../errors.ts'
import type { Answer, Report, Request, ThreadData } from './messages.ts'

/** Requests under way at most; past it the store is overloaded. */
const DEFAULT_MAX_PENDING = 10_000

/** A thread of the store, from the server's side. */
export interface StoreThread {
  /** Resolves when the database is open. */
  ready(): Promise<void>
  /** @throws {StoreUnavailable} overloaded, closing, or the thread ended; {BadMark} */
  run(name: string, args: readonly unknown[]): Promise<unknown>
  /** Lets what is under way end, then ends the thread. */
  close(): Promise<void>
  /** Of the thread that runs now; another one after a crash. */
  worker(): Worker
}

interface Pending {
  resolve(value: unknown): void
  reject(error: Error): void
}

/**
 * Starts a thread of the store. When it dies, what was under way is rejected, and the next request starts another one.
 */
export function createStoreThread(data: ThreadData, max_pending = DEFAULT_MAX_PENDING): StoreThread {
  let life = startLife(data)
  let closing: Promise<void> | undefined

  const current = () => {
    if (life.ended() && closing === undefined) life = startLife(data)
    return life
  }
  return {
    ready: () => current().ready,
    worker: () => life.worker,
    run(name, args) {
      if (closing !== undefined) return Promise.reject(new StoreUnavailable('The store is closing.'))
      const { pending, send } = current()
      if (pending.size >= max_pending) {
        return Promise.reject(new StoreUnavailable('The store has too many requests waiting.'))
      }
      return send(name, args)
    },
    close() {
      closing ??= life.close()
      return closing
    },
  }
}

/** One worker, from its start to its end. */
interface Life {
  worker: Worker
  ready: Promise<void>
  pending: ReadonlyMap<number, Pending>
  send(name: string, args: readonly unknown[]): Promise<unknown>
  ended(): boolean
  close(): Promise<void>
}

function startLife(data: ThreadData): Life {
  const worker = new Worker(new URL('./thread.ts', import.meta.url), {
    workerData: data,
    name: `store ${data.role}`,
    // Nothing of the environment is needed there.
    env: {},
  })
  const pending = new Map<number, Pending>()
  const opened = Promise.withResolvers<void>()
  const exited = Promise.withResolvers<void>()
  let last_id = 0
  let ended = false
  let reason: Error | undefined

  worker.on('message', (report: Report) => {
    switch (report.kind) {
      case 'open':
        opened.resolve()
        break
      case 'answers':
        for (const answer of report.answers) {
          const request = pending.get(answer.id)
          pending.delete(answer.id)
          if (request) settle(request, answer)
        }
    }
  })
  worker.on('error', (error) => {
    reason = error instanceof Error ? error : new Error(String(error))
  })
  worker.on('exit', () => {
    ended = true
    const error = new StoreUnavailable(`The store's ${data.role} thread ended.`, { cause: reason })
    opened.reject(error)
    for (const request of pending.values()) request.reject(error)
    pending.clear()
    exited.resolve()
  })
  // Whoever waits for it hears of it; nobody has to.
  opened.promise.catch(() => {})

  const post = (request: Request) => worker.postMessage(request)
  return {
    worker,
    ready: opened.promise,
    pending,
    send(name, args) {
      const id = ++last_id
      const { promise, resolve, reject } = Promise.withResolvers<unknown>()
      // First: what cannot be copied to the thread throws here and leaves nothing pending.
      post({ kind: 'run', id, name, args })
      pending.set(id, { resolve, reject })
      return promise
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
    case 'bad_mark':
      return new BadMark()
    case 'fault':
      return new Error(`The store failed: ${answer.message}`)
  }
}
