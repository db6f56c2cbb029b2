/**
 * `async_hooks`. A store is visible to what `run` calls, and to functions bound inside it; not after an `await`, since V8
 * does not inform an isolate about its promises.
 *
 * @see https://nodejs.org/api/async_context.html @module
 */

type Work = (...args: unknown[]) => unknown

const stores = new Set<AsyncLocalStorage>()

/** @returns a function that runs another with every store as it is now */
function snapshot(): (work: Work, ...args: unknown[]) => unknown {
  const held = [...stores].map((store) => [store, store.getStore()] as const)
  return (work, ...args) => {
    const run = held.reduce<() => unknown>(
      (inner, [store, value]) =>
        () =>
          store.run(value, inner),
      () => work(...args),
    )
    return run()
  }
}

class AsyncLocalStorage {
  #store: unknown = undefined

  constructor() {
    stores.add(this)
  }

  static bind(work: Work): Work {
    const run = snapshot()
    return function (this: unknown, ...args) {
      return run(() => Reflect.apply(work, this, args))
    }
  }
  static snapshot = snapshot

  run(store: unknown, work: Work, ...args: unknown[]): unknown {
    const before = this.#store
    this.#store = store
    try {
      return work(...args)
    } finally {
      this.#store = before
    }
  }
  exit(work: Work, ...args: unknown[]): unknown {
    return this.run(undefined, work, ...args)
  }
  getStore(): unknown {
    return this.#store
  }
  enterWith(store: unknown): void {
    this.#store = store
  }
  disable(): void {
    this.#store = undefined
  }
}

class AsyncResource {
  readonly type: string
  readonly #run = snapshot()

  constructor(type: string) {
    this.type = type
  }
  static bind(work: Work): Work {
    return AsyncLocalStorage.bind(work)
  }
  runInAsyncScope(work: Work, thisValue?: unknown, ...args: unknown[]): unknown {
    return this.#run(() => Reflect.apply(work, thisValue, args))
  }
  bind(work: Work): Work {
    return (...args) => this.runInAsyncScope(work, undefined, ...args)
  }
  emitDestroy(): this {
    return this
  }
  asyncId(): number {
    return 1
  }
  triggerAsyncId(): number {
    return 0
  }
}

export const asyncHooks = {
  AsyncLocalStorage,
  AsyncResource,
  createHook() {
    const hook = { enable: () => hook, disable: () => hook }
    return hook
  },
  executionAsyncId: () => 1,
  triggerAsyncId: () => 0,
  executionAsyncResource: () => ({}),
  asyncWrapProviders: {},
}
