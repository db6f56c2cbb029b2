/** `Event`, `EventTarget`, `AbortController` and `AbortSignal`. @see https://dom.spec.whatwg.org/ @module */
import { host } from '../host.ts'
import { DOMException } from '../node/dom-exception.ts'
import { invalidArgument, nodeError } from '../node/errors.ts'

interface EventInit {
  bubbles?: boolean
  cancelable?: boolean
  composed?: boolean
}

interface Inner {
  target: EventTarget | null
  stopped: boolean
  prevented: boolean
  dispatching: boolean
}

export class Event {
  readonly type: string
  readonly bubbles: boolean
  readonly cancelable: boolean
  readonly composed: boolean
  readonly timeStamp: number
  readonly isTrusted = false
  #inner: Inner = { target: null, stopped: false, prevented: false, dispatching: false }

  constructor(type: unknown, init: EventInit = {}) {
    this.type = `${type}`
    this.bubbles = Boolean(init.bubbles)
    this.cancelable = Boolean(init.cancelable)
    this.composed = Boolean(init.composed)
    this.timeStamp = Date.now()
  }

  /** The parts of an event that its target may change. */
  static inner(event: Event): Inner {
    return event.#inner
  }

  get [Symbol.toStringTag](): string {
    return 'Event'
  }
  get target(): EventTarget | null {
    return this.#inner.target
  }
  get currentTarget(): EventTarget | null {
    return this.#inner.dispatching ? this.#inner.target : null
  }
  get srcElement(): EventTarget | null {
    return this.#inner.target
  }
  get eventPhase(): number {
    return this.#inner.dispatching ? 2 : 0
  }
  get defaultPrevented(): boolean {
    return this.#inner.prevented
  }
  get returnValue(): boolean {
    return !this.#inner.prevented
  }
  composedPath(): EventTarget[] {
    return this.#inner.dispatching && this.#inner.target ? [this.#inner.target] : []
  }
  preventDefault(): void {
    if (this.cancelable) this.#inner.prevented = true
  }
  stopPropagation(): void {}
  stopImmediatePropagation(): void {
    this.#inner.stopped = true
  }
}

interface Registered {
  callback: unknown
  capture: boolean
  once: boolean
  removed: boolean
}

interface ListenOptions {
  capture?: boolean
  once?: boolean
  signal?: AbortSignal
}

export class EventTarget {
  #listeners = new Map<string, Registered[]>()

  get [Symbol.toStringTag](): string {
    return 'EventTarget'
  }

  addEventListener(type: unknown, callback: unknown, options?: boolean | ListenOptions): void {
    if (callback === null || callback === undefined) return
    if (typeof callback !== 'function' && typeof callback !== 'object')
      throw invalidArgument('listener', 'an instance of EventListener', callback)
    const {
      capture = false,
      once = false,
      signal,
    } = typeof options === 'boolean' ? { capture: options } : (options ?? {})
    if (signal?.aborted) return
    const name = `${type}`
    const list = this.#listeners.get(name) ?? []
    this.#listeners.set(name, list)
    if (list.some((entry) => entry.callback === callback && entry.capture === Boolean(capture))) return
    list.push({ callback, capture: Boolean(capture), once: Boolean(once), removed: false })
    signal?.addEventListener('abort', () => this.removeEventListener(type, callback, { capture }), {
      once: true,
    })
  }

  removeEventListener(type: unknown, callback: unknown, options?: boolean | ListenOptions): void {
    const capture = Boolean(typeof options === 'boolean' ? options : options?.capture)
    const list = this.#listeners.get(`${type}`) ?? []
    const at = list.findIndex((entry) => entry.callback === callback && entry.capture === capture)
    const [entry] = at < 0 ? [] : list.splice(at, 1)
    if (entry) entry.removed = true
  }

  dispatchEvent(event: Event): boolean {
    if (!(event instanceof Event)) throw invalidArgument('event', 'an instance of Event', event)
    const inner = Event.inner(event)
    if (inner.dispatching)
      throw nodeError('ERR_EVENT_RECURSION', `The event "${event.type}" is already being dispatched`)
    inner.target = this
    inner.dispatching = true
    for (const entry of [...(this.#listeners.get(event.type) ?? [])]) {
      if (entry.removed || inner.stopped) continue
      if (entry.once) this.removeEventListener(event.type, entry.callback, entry.capture)
      this.#call(entry.callback, event)
    }
    inner.dispatching = false
    return !inner.prevented
  }

  /** A listener's error does not stop the other listeners; it has no caller, so it ends the run. */
  #call(callback: unknown, event: Event): void {
    try {
      const { handleEvent } = callback as { handleEvent?: unknown }
      if (typeof callback === 'function') Reflect.apply(callback, this, [event])
      else if (typeof handleEvent === 'function') Reflect.apply(handleEvent, callback, [event])
    } catch (error) {
      host.uncaught(error)
    }
  }
}

const MAKE = Symbol('make')

export class AbortSignal extends EventTarget {
  #aborted = false
  #reason: unknown = undefined
  #onabort: unknown = null

  constructor(permit?: unknown) {
    super()
    if (permit !== MAKE) throw nodeError('ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor', TypeError)
  }

  override get [Symbol.toStringTag](): string {
    return 'AbortSignal'
  }

  static make(): AbortSignal {
    return new AbortSignal(MAKE)
  }

  static abortNow(signal: AbortSignal, reason: unknown): void {
    if (signal.#aborted) return
    signal.#aborted = true
    signal.#reason =
      reason === undefined ? new DOMException('This operation was aborted', 'AbortError') : reason
    signal.dispatchEvent(new Event('abort'))
  }

  static abort(reason?: unknown): AbortSignal {
    const signal = AbortSignal.make()
    AbortSignal.abortNow(signal, reason)
    return signal
  }

  static timeout(delay_ms: number): AbortSignal {
    const signal = AbortSignal.make()
    setTimeout(
      () =>
        AbortSignal.abortNow(
          signal,
          new DOMException('The operation was aborted due to timeout', 'TimeoutError'),
        ),
      delay_ms,
    )
    return signal
  }

  static any(signals: Iterable<AbortSignal>): AbortSignal {
    const sources = [...signals]
    const signal = AbortSignal.make()
    const aborted = sources.find((source) => source.aborted)
    if (aborted) AbortSignal.abortNow(signal, aborted.reason)
    else {
      for (const source of sources) {
        source.addEventListener('abort', () => AbortSignal.abortNow(signal, source.reason), { once: true })
      }
    }
    return signal
  }

  get aborted(): boolean {
    return this.#aborted
  }
  get reason(): unknown {
    return this.#reason
  }
  get onabort(): unknown {
    return this.#onabort
  }
  set onabort(listener: unknown) {
    this.removeEventListener('abort', this.#onabort)
    this.#onabort = listener
    this.addEventListener('abort', listener)
  }
  throwIfAborted(): void {
    if (this.#aborted) throw this.#reason
  }
}

export class AbortController {
  readonly signal = AbortSignal.make()
  get [Symbol.toStringTag](): string {
    return 'AbortController'
  }
  abort(reason?: unknown): void {
    AbortSignal.abortNow(this.signal, reason)
  }
}
