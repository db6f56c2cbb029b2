/** What a script is told that asked for a module which is not there. @module */
import { catalogue } from './catalogue.ts'

/** Node's own modules that scripts may require, without `node:`. */
export const NODE_MODULES = [
  'assert',
  'assert/strict',
  'async_hooks',
  'buffer',
  'constants',
  'crypto',
  'diagnostics_channel',
  'dns',
  'dns/promises',
  'events',
  'http',
  'https',
  'module',
  'net',
  'os',
  'path',
  'path/posix',
  'perf_hooks',
  'process',
  'punycode',
  'querystring',
  'stream',
  'stream/promises',
  'string_decoder',
  'timers',
  'timers/promises',
  'tls',
  'tty',
  'url',
  'util',
  'util/types',
  'worker_threads',
  'zlib',
] as const

/** @returns one sentence, the same each time */
export function offeredModules(): string {
  const packages = catalogue.map(({ name, version }) => `${name}@${version}`).join(', ')
  return `Offered are ${packages}, and of Node's own: ${NODE_MODULES.join(', ')}.`
}
