/** Small modules: only what libraries read when they load. @module */
import { unavailable, unavailableClass } from './errors.ts'

const web = globalThis as unknown as { performance: { now(): number }; require: (name: string) => unknown }

/** `perf_hooks` */
export const perfHooks = () => ({
  performance: web.performance,
  PerformanceObserver: unavailableClass('perf_hooks.PerformanceObserver'),
  monitorEventLoopDelay: unavailable('perf_hooks.monitorEventLoopDelay'),
  createHistogram: unavailable('perf_hooks.createHistogram'),
  constants: {},
})

/** `worker_threads` */
export const workerThreads = () => ({
  isMainThread: true,
  parentPort: null,
  workerData: null,
  threadId: 0,
  resourceLimits: {},
  Worker: unavailableClass('worker_threads.Worker'),
  MessageChannel: unavailableClass('worker_threads.MessageChannel'),
  BroadcastChannel: unavailableClass('worker_threads.BroadcastChannel'),
  markAsUntransferable() {},
})

/** `tty` */
export const tty = () => ({
  isatty: () => false,
  ReadStream: unavailableClass('tty.ReadStream'),
  WriteStream: unavailableClass('tty.WriteStream'),
})

/** `module` */
export const nodeModule = (names: readonly string[]) => ({
  builtinModules: names,
  isBuiltin: (name: string) => names.includes(`${name}`.replace(/^node:/, '')),
  createRequire: () => web.require,
})

/** `domain`: libraries ask whether one is active, which none ever is. */
export const domain = () => ({
  active: null,
  create: unavailable('domain.create'),
  createDomain: unavailable('domain.createDomain'),
  Domain: unavailableClass('domain.Domain'),
})
