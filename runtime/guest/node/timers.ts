/** `timers` and `timers/promises`, over the global functions. @see https://nodejs.org/api/timers.html @module */
import { nodeError } from './errors.ts'

interface Options {
  signal?: {
    aborted: boolean
    reason: unknown
    addEventListener(type: string, listener: () => void, options?: object): void
    removeEventListener(type: string, listener: () => void): void
  }
}

type Start = (done: () => void) => unknown

/** Waits once; a signal ends the wait. */
function wait<T>(
  start: Start,
  stop: (timer: unknown) => void,
  value: T,
  { signal }: Options = {},
): Promise<T> {
  return new Promise((resolve, reject) => {
    const aborted = () =>
      nodeError('ABORT_ERR', 'The operation was aborted', Error, {
        name: 'AbortError',
        cause: signal?.reason,
      })
    if (signal?.aborted) return reject(aborted())
    const onAbort = () => {
      stop(timer)
      reject(aborted())
    }
    const timer = start(() => {
      signal?.removeEventListener('abort', onAbort)
      resolve(value)
    })
    signal?.addEventListener('abort', onAbort, { once: true })
  })
}

const promised = {
  setTimeout: (delay_ms?: number, value?: unknown, options?: Options) =>
    wait((done) => setTimeout(done, delay_ms), clearTimeout, value, options),
  setImmediate: (value?: unknown, options?: Options) =>
    wait((done) => setImmediate(done), clearImmediate, value, options),
  async *setInterval(delay_ms?: number, value?: unknown, options?: Options) {
    for (;;) yield await promised.setTimeout(delay_ms, value, options)
  },
}

export const timersPromises = {
  ...promised,
  scheduler: {
    wait: (delay_ms: number, options?: Options) => promised.setTimeout(delay_ms, undefined, options),
    yield: () => promised.setImmediate(),
  },
}

export const timers = {
  setTimeout,
  setInterval,
  setImmediate,
  clearTimeout,
  clearInterval,
  clearImmediate,
  promises: timersPromises,
}
