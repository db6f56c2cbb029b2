/** Node's own modules, as scripts and packages may require them; each is evaluated at its first use. @module */
import type { NODE_MODULES } from '../../packages/node-modules.ts'

/** The bundler's: turns a file into a function that evaluates it once. */
declare function require(path: string): unknown

type Modules = { [name: string]: () => unknown }

const from = <T>(load: () => unknown): T => load() as T
const stubs = () => from<typeof import('./stubs.ts')>(() => require('./stubs.ts'))
const stream = () => from<typeof import('./stream.ts')>(() => require('./stream.ts')).Stream
const dns = () => from<typeof import('./dns.ts')>(() => require('./dns.ts'))
const os = () => from<typeof import('./os.ts')>(() => require('./os.ts')).os
const http = () => from<typeof import('./http.ts')>(() => require('./http.ts'))
const crypto = () => from<typeof import('./crypto.ts')>(() => require('./crypto.ts'))
const timers = () => from<typeof import('./timers.ts')>(() => require('./timers.ts'))
const events = () => from<typeof import('./events.ts')>(() => require('./events.ts')).EventEmitter
const polyfill = (load: () => unknown): unknown => {
  const module = load() as { default?: unknown }
  return module.default ?? module
}

let cryptoModule: object | undefined

/** One object for both `crypto` and the global of the same name. */
export function loadCrypto(): { webcrypto?: unknown } {
  cryptoModule ??= crypto().createCrypto()
  return cryptoModule
}

/** Modules that scripts can require, without `node:`. */
export const builtins: { [name in (typeof NODE_MODULES)[number]]: () => unknown } = {
  assert: () => from<typeof import('./assert.ts')>(() => require('./assert.ts')).assert,
  'assert/strict': () => from<typeof import('./assert.ts')>(() => require('./assert.ts')).assert.strict,
  async_hooks: () => from<typeof import('./async-hooks.ts')>(() => require('./async-hooks.ts')).asyncHooks,
  buffer: () => from<typeof import('./buffer.ts')>(() => require('./buffer.ts')).bufferModule(),
  constants: () => ({
    ...(loadCrypto() as { constants?: object }).constants,
    ...os().constants.errno,
    ...os().constants.signals,
  }),
  crypto: loadCrypto,
  diagnostics_channel: () =>
    from<typeof import('./diagnostics-channel.ts')>(() => require('./diagnostics-channel.ts'))
      .diagnosticsChannel,
  dns: () => dns().dns,
  'dns/promises': () => dns().dnsPromises,
  events,
  http: () => http().createHttp('http:'),
  https: () => http().createHttp('https:'),
  module: () => stubs().nodeModule(Object.keys(builtins)),
  net: () => from<typeof import('./net.ts')>(() => require('./net.ts')).net,
  os,
  path: () => from<typeof import('./path.ts')>(() => require('./path.ts')).path,
  'path/posix': () => from<typeof import('./path.ts')>(() => require('./path.ts')).path,
  perf_hooks: () => stubs().perfHooks(),
  process: () => (globalThis as unknown as { process: unknown }).process,
  punycode: () => polyfill(() => require('punycode/')),
  querystring: () => from<typeof import('./querystring.ts')>(() => require('./querystring.ts')).querystring,
  stream,
  'stream/promises': () => stream().promises,
  string_decoder: () => polyfill(() => require('string_decoder/')),
  timers: () => timers().timers,
  'timers/promises': () => timers().timersPromises,
  tls: () => from<typeof import('./tls.ts')>(() => require('./tls.ts')).tls,
  tty: () => stubs().tty(),
  url: () => from<typeof import('./url.ts')>(() => require('./url.ts')).url,
  util: () => from<typeof import('./util.ts')>(() => require('./util.ts')).utilModule(),
  'util/types': () => from<typeof import('./types.ts')>(() => require('./types.ts')).types,
  worker_threads: () => stubs().workerThreads(),
  zlib: () => from<typeof import('./zlib.ts')>(() => require('./zlib.ts')).createZlib(),
}

const REFUSED = ['child_process', 'cluster', 'dgram', 'http2', 'inspector', 'readline', 'repl', 'v8', 'vm']

const files = () => from<typeof import('./fs.ts')>(() => require('./fs.ts'))

/**
 * Further modules that only packages can require: packages load them, and work without the functions that are refused.
 */
export const packageBuiltins: Modules = {
  domain: () => stubs().domain(),
  fs: () => files().fs,
  'fs/promises': () => files().fsPromises,
  ...Object.fromEntries(
    REFUSED.map((name) => [
      name,
      () => from<typeof import('./refused.ts')>(() => require('./refused.ts')).refusedModule(name),
    ]),
  ),
}
