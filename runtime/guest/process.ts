/** `process`, as far as libraries look at it. Nothing here reaches the host but the clock. @module */
import { host } from './host.ts'
import { apply, soon } from './primordials.ts'

/** The Node that the compat layer resembles: drivers choose features by it. */
const NODE_VERSION = '22.20.0'

const notAvailable = (name: string) => () => {
  throw new Error(`process.${name} is not available in the sandbox`)
}

/** Milliseconds since the isolate was built, whole ones (S15). */
const uptime = (): number => Date.now() - startedAt
const startedAt = Date.now()

function hrtime(previous?: [number, number]): [number, number] {
  const now = uptime()
  const time: [number, number] = [Math.floor(now / 1000), (now % 1000) * 1e6]
  if (!previous) return time
  const seconds = time[0] - previous[0]
  const nanoseconds = time[1] - previous[1]
  return nanoseconds < 0 ? [seconds - 1, nanoseconds + 1e9] : [seconds, nanoseconds]
}

/** Defines `process`, and `queueMicrotask` beside its `nextTick`, on the global object. */
export function installProcess(): void {
  const emitter: { [name: string]: unknown } = {}
  const process = {
    env: {},
    argv: ['node'],
    argv0: 'node',
    execArgv: [],
    execPath: 'node',
    pid: 1,
    ppid: 0,
    platform: 'linux',
    arch: 'x64',
    title: 'node',
    version: `v${NODE_VERSION}`,
    versions: { node: NODE_VERSION, v8: '14.6', openssl: '3.5' },
    release: { name: 'node' },
    features: {},
    config: { variables: {} },
    exitCode: undefined,
    cwd: () => '/',
    umask: () => 0o22,
    getuid: () => 1000,
    uptime: () => uptime() / 1000,
    memoryUsage: Object.assign(() => ({ rss: 0, heapTotal: 0, heapUsed: 0, external: 0, arrayBuffers: 0 }), {
      rss: () => 0,
    }),
    cpuUsage: () => ({ user: 0, system: 0 }),
    hrtime: Object.assign(hrtime, { bigint: () => BigInt(uptime()) * 1_000_000n }),
    nextTick(work: (...args: unknown[]) => unknown, ...args: unknown[]): void {
      if (typeof work !== 'function') throw new TypeError('The "callback" argument must be of type function.')
      soon(() => {
        try {
          apply(work, undefined, args)
        } catch (error) {
          host.uncaught(error)
        }
      })
    },
    emitWarning: () => {},
    emit: () => false,
    listenerCount: () => 0,
    listeners: () => [],
    stdout: stream('log'),
    stderr: stream('error'),
    exit: notAvailable('exit'),
    abort: notAvailable('abort'),
    kill: notAvailable('kill'),
    chdir: notAvailable('chdir'),
    binding: notAvailable('binding'),
    dlopen: notAvailable('dlopen'),
  }
  for (const name of [
    'on',
    'once',
    'off',
    'addListener',
    'removeListener',
    'removeAllListeners',
    'prependListener',
  ]) {
    emitter[name] = () => process
  }
  Object.assign(process, emitter)
  // axios recognises Node by this, and would otherwise choose its adapter for browsers.
  Object.defineProperty(process, Symbol.toStringTag, { value: 'process', configurable: true })
  const queueMicrotask = (work: () => unknown) => process.nextTick(work)
  Object.assign(globalThis, { process, queueMicrotask })
}

function stream(level: 'log' | 'error') {
  return {
    isTTY: false,
    write(text: unknown): boolean {
      console[level](`${text}`.replace(/\n$/, ''))
      return true
    },
  }
}

declare const console: { log(text: string): void; error(text: string): void }
