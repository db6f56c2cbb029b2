/** `events`: the npm package, and what Node has added since. @see https://nodejs.org/api/events.html @module */
import EventEmitter from 'events/'
import { nodeError } from './errors.ts'

export { EventEmitter }

const rejectionSymbol = Symbol.for('nodejs.rejection')
const errorMonitor = Symbol('events.errorMonitor')

interface Signal {
  aborted: boolean
  reason: unknown
  addEventListener(type: string, listener: () => void, options?: object): void
  removeEventListener(type: string, listener: () => void): void
}

const packageEmit = EventEmitter.prototype.emit
EventEmitter.prototype.emit = function (event, ...args) {
  // Observers see an error before it is handled, or thrown for want of a handler.
  if (event === 'error' && this.listenerCount(errorMonitor) > 0) packageEmit.call(this, errorMonitor, ...args)
  return packageEmit.call(this, event, ...args)
}

/** Calls back when a signal is aborted. @returns something whose `Symbol.dispose` ends that */
function addAbortListener(signal: Signal, listener: () => void): { [Symbol.dispose](): void } {
  if (signal.aborted) queueMicrotask(listener)
  else signal.addEventListener('abort', listener, { once: true })
  return { [Symbol.dispose]: () => signal.removeEventListener('abort', listener) }
}

function abortError(signal: Signal): Error {
  return nodeError('ABORT_ERR', 'The operation was aborted', Error, {
    name: 'AbortError',
    cause: signal.reason,
  })
}

interface Target {
  on?: (event: string | symbol, listener: Listener) => void
  removeListener?: (event: string | symbol, listener: Listener) => void
  addEventListener?: (event: string | symbol, listener: Listener) => void
  removeEventListener?: (event: string | symbol, listener: Listener) => void
}

function listen(target: Target, event: string | symbol, listener: Listener): () => void {
  if (target.on && target.removeListener) {
    target.on(event, listener)
    return () => target.removeListener?.(event, listener)
  }
  target.addEventListener?.(event, listener)
  return () => target.removeEventListener?.(event, listener)
}

function once(target: Target, event: string | symbol, options?: { signal?: Signal }): Promise<unknown[]> {
  return new Promise((resolve, reject) => {
    const signal = options?.signal
    if (signal?.aborted) return reject(abortError(signal))
    const undo: (() => void)[] = []
    const end = (settle: () => void) => {
      for (const stop of undo) stop()
      settle()
    }
    undo.push(listen(target, event, (...args: unknown[]) => end(() => resolve(args))))
    if (event !== 'error' && target.on)
      undo.push(listen(target, 'error', (error: unknown) => end(() => reject(error))))
    if (signal) {
      const abort = addAbortListener(signal, () => end(() => reject(abortError(signal))))
      undo.push(() => abort[Symbol.dispose]())
    }
  })
}

/** `for await (const args of on(emitter, event))` */
function on(target: Target, event: string | symbol, options?: { signal?: Signal; close?: string[] }): object {
  const signal = options?.signal
  if (signal?.aborted) throw abortError(signal)
  type Result = { value: unknown; done: boolean }
  const arrived: unknown[] = []
  const waiting: { resolve: (result: Result) => void; reject: (error: unknown) => void }[] = []
  let failure: { error: unknown } | undefined
  let ended = false
  const undo: (() => void)[] = []
  const stop = () => {
    ended = true
    for (const step of undo.splice(0)) step()
    for (const { resolve } of waiting.splice(0)) resolve({ value: undefined, done: true })
  }
  const fail = (error: unknown) => {
    const next = waiting.shift()
    if (next) next.reject(error)
    else failure = { error }
    stop()
  }
  undo.push(
    listen(target, event, (...args: unknown[]) => {
      const next = waiting.shift()
      if (next) next.resolve({ value: args, done: false })
      else arrived.push(args)
    }),
  )
  if (event !== 'error') undo.push(listen(target, 'error', fail))
  for (const name of options?.close ?? []) undo.push(listen(target, name, stop))
  if (signal) {
    const abort = addAbortListener(signal, () => fail(abortError(signal)))
    undo.push(() => abort[Symbol.dispose]())
  }
  return {
    next(): Promise<Result> {
      if (arrived.length > 0) return Promise.resolve({ value: arrived.shift(), done: false })
      if (failure) {
        const { error } = failure
        failure = undefined
        return Promise.reject(error)
      }
      if (ended) return Promise.resolve({ value: undefined, done: true })
      return new Promise((resolve, reject) => waiting.push({ resolve, reject }))
    },
    return(): Promise<Result> {
      stop()
      return Promise.resolve({ value: undefined, done: true })
    },
    throw(error: unknown): Promise<Result> {
      fail(error)
      return Promise.resolve({ value: undefined, done: true })
    },
    [Symbol.asyncIterator]() {
      return this
    },
  }
}

Object.assign(EventEmitter, {
  EventEmitter,
  EventEmitterAsyncResource: EventEmitter,
  captureRejectionSymbol: rejectionSymbol,
  captureRejections: false,
  errorMonitor,
  usingDomains: false,
  once,
  on,
  addAbortListener,
  setMaxListeners(
    count = EventEmitter.defaultMaxListeners,
    ...targets: { setMaxListeners?: (count: number) => void }[]
  ) {
    if (targets.length === 0) EventEmitter.defaultMaxListeners = count
    for (const target of targets) target.setMaxListeners?.(count)
  },
  getEventListeners: (
    target: { listeners?: (event: string | symbol) => unknown[] },
    event: string | symbol,
  ) => target.listeners?.(event) ?? [],
  getMaxListeners: (target: { getMaxListeners?: () => number }) =>
    target.getMaxListeners?.() ?? EventEmitter.defaultMaxListeners,
  listenerCount: (target: { listenerCount(event: string | symbol): number }, event: string | symbol) =>
    target.listenerCount(event),
})
