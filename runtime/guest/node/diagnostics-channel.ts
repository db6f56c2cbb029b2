/** `diagnostics_channel`. @see https://nodejs.org/api/diagnostics_channel.html @module */

type Subscriber = (message: unknown, name: string | symbol) => void
type Work = (...args: unknown[]) => unknown

class Channel {
  readonly name: string | symbol
  #subscribers: Subscriber[] = []

  constructor(name: string | symbol) {
    this.name = name
  }
  get hasSubscribers(): boolean {
    return this.#subscribers.length > 0
  }
  subscribe(subscriber: Subscriber): void {
    this.#subscribers = [...this.#subscribers, subscriber]
  }
  unsubscribe(subscriber: Subscriber): boolean {
    const before = this.#subscribers.length
    this.#subscribers = this.#subscribers.filter((known) => known !== subscriber)
    return this.#subscribers.length < before
  }
  publish(message: unknown): void {
    for (const subscriber of this.#subscribers) subscriber(message, this.name)
  }
  bindStore(): void {}
  unbindStore(): boolean {
    return false
  }
  runStores(message: unknown, work: Work, thisValue?: unknown, ...args: unknown[]): unknown {
    this.publish(message)
    return Reflect.apply(work, thisValue, args)
  }
}

const channels = new Map<string | symbol, Channel>()

function channel(name: string | symbol): Channel {
  const known = channels.get(name) ?? new Channel(name)
  channels.set(name, known)
  return known
}

const EVENTS = ['start', 'end', 'asyncStart', 'asyncEnd', 'error'] as const

interface Context {
  result?: unknown
  error?: unknown
}

function tracingChannel(name: string): object {
  const parts = Object.fromEntries(EVENTS.map((event) => [event, channel(`tracing:${name}:${event}`)])) as {
    [event in (typeof EVENTS)[number]]: Channel
  }
  const failed = (context: Context, error: unknown) => {
    context.error = error
    parts.error.publish(context)
  }
  /** Runs it between `start` and `end`. */
  const traced = (work: Work, context: Context, thisValue: unknown, args: unknown[]): unknown => {
    parts.start.publish(context)
    try {
      const result: unknown = Reflect.apply(work, thisValue, args)
      context.result = result
      return result
    } catch (error) {
      failed(context, error)
      throw error
    } finally {
      parts.end.publish(context)
    }
  }
  return {
    ...parts,
    get hasSubscribers() {
      return EVENTS.some((event) => parts[event].hasSubscribers)
    },
    subscribe(subscribers: { [event: string]: Subscriber | undefined }) {
      for (const event of EVENTS) if (subscribers[event]) parts[event].subscribe(subscribers[event])
    },
    unsubscribe(subscribers: { [event: string]: Subscriber | undefined }) {
      for (const event of EVENTS) if (subscribers[event]) parts[event].unsubscribe(subscribers[event])
    },
    traceSync: (work: Work, context: Context = {}, thisValue?: unknown, ...args: unknown[]) =>
      traced(work, context, thisValue, args),
    async tracePromise(work: Work, context: Context = {}, thisValue?: unknown, ...args: unknown[]) {
      try {
        const result = await traced(work, context, thisValue, args)
        context.result = result
        parts.asyncStart.publish(context)
        return result
      } catch (error) {
        if (context.error !== error) failed(context, error)
        throw error
      } finally {
        parts.asyncEnd.publish(context)
      }
    },
    traceCallback(work: Work, position = -1, context: Context = {}, thisValue?: unknown, ...args: unknown[]) {
      const at = position < 0 ? args.length + position : position
      const callback = args[at] as Work
      args[at] = (error: unknown, result: unknown) => {
        if (error) failed(context, error)
        else context.result = result
        parts.asyncStart.publish(context)
        try {
          return callback(error, result)
        } finally {
          parts.asyncEnd.publish(context)
        }
      }
      return traced(work, context, thisValue, args)
    },
  }
}

export const diagnosticsChannel = {
  Channel,
  channel,
  hasSubscribers: (name: string | symbol) => channels.get(name)?.hasSubscribers ?? false,
  subscribe: (name: string | symbol, subscriber: Subscriber) => channel(name).subscribe(subscriber),
  unsubscribe: (name: string | symbol, subscriber: Subscriber) => channel(name).unsubscribe(subscriber),
  tracingChannel,
}
