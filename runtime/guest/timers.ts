/** `setTimeout` and its relatives, over the host's timers. @module */
import { host } from './host.ts'
import { apply, soon } from './primordials.ts'

type Work = (...args: unknown[]) => unknown

interface Pending {
  work: Work
  args: unknown[]
  delay_ms: number
  repeat: boolean
}

const pending = new Map<number, Pending>()

/** The return value of `setTimeout`, as in Node. */
class Timeout {
  readonly id: number
  constructor(id: number) {
    this.id = id
  }
  ref(): this {
    return this
  }
  unref(): this {
    return this
  }
  hasRef(): boolean {
    return pending.has(this.id)
  }
  refresh(): this {
    const timer = pending.get(this.id)
    if (timer) host.post('timer.set', this.id, timer.delay_ms)
    return this
  }
  close(): this {
    clear(this)
    return this
  }
  [Symbol.toPrimitive](): number {
    return this.id
  }
  [Symbol.dispose](): void {
    clear(this)
  }
}

class Immediate extends Timeout {}

function start(name: string, work: unknown, delay: unknown, args: unknown[], repeat: boolean): Timeout {
  const delay_ms = Number(delay)
  const timer = {
    args,
    repeat,
    delay_ms: delay_ms >= 1 && delay_ms <= 0x7fff_ffff ? Math.trunc(delay_ms) : 1,
  }
  const id = register(name, { ...timer, work: work as Work })
  host.post('timer.set', id, timer.delay_ms)
  return new Timeout(id)
}

function register(name: string, timer: Pending): number {
  if (typeof timer.work !== 'function') {
    const error = new TypeError(`The "callback" argument of ${name} must be of type function.`)
    throw Object.assign(error, { code: 'ERR_INVALID_ARG_TYPE' })
  }
  const startedIn = host.run()
  const id = host.open(() => {
    if (timer.repeat && pending.has(id)) host.post('timer.set', id, timer.delay_ms)
    else forget(id)
    try {
      apply(timer.work, undefined, timer.args)
    } catch (error) {
      host.uncaught(error, startedIn)
    }
  })
  pending.set(id, timer)
  return id
}

function forget(id: number): boolean {
  host.close(id)
  return pending.delete(id)
}

function clear(timer: unknown): void {
  const id = timer instanceof Timeout ? timer.id : Number(timer)
  if (forget(id)) host.post('timer.clear', id)
}

/** An error thrown in a microtask has no caller: it ends the run. */
function queueMicrotask(work: unknown): void {
  if (typeof work !== 'function') {
    const error = new TypeError('The "callback" argument must be of type function.')
    throw Object.assign(error, { code: 'ERR_INVALID_ARG_TYPE' })
  }
  soon(() => {
    try {
      apply(work, undefined, [])
    } catch (error) {
      host.uncaught(error)
    }
  })
}

/** Defines the timer functions on the global object. */
export function installTimers(): void {
  Object.assign(globalThis, {
    setTimeout: (work: unknown, delay?: unknown, ...args: unknown[]) =>
      start('setTimeout', work, delay, args, false),
    setInterval: (work: unknown, delay?: unknown, ...args: unknown[]) =>
      start('setInterval', work, delay, args, true),
    setImmediate: (work: unknown, ...args: unknown[]) => {
      const id = register('setImmediate', { work: work as Work, args, delay_ms: 0, repeat: false })
      host.post('timer.immediate', id)
      return new Immediate(id)
    },
    clearTimeout: clear,
    clearInterval: clear,
    clearImmediate: clear,
    queueMicrotask,
  })
}
