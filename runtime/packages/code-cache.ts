/**
 * Makes V8 code caches of bundles, with every function compiled: run under a runner's flags, beside the bundles.
 *
 * A cache that V8 makes of its own accord holds only what ran; asking for all needs a flag, and that flag's mark would
 * have the runner's V8 refuse the cache. So the mark is put back to that of the runner's flags.
 * @module
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import type { ExternalCopy, Script } from 'isolated-vm'

declare const __dirname: string

/** A compiled script with what `compileScript` sets beside it; the types of isolated-vm leave that out. */
export type CompiledScript = Script & { cachedData?: ExternalCopy<ArrayBuffer>; cachedDataRejected?: boolean }

/** Place of the hash of V8's flags in cached data: u32 at byte 12. */
const FLAG_HASH = { start: 12, end: 16 }

const { ivm } = createRequire(join(__dirname, 'code-cache.js'))('./isolated-vm.node') as {
  ivm: typeof import('isolated-vm')
}

async function compile(
  name: string,
  text: string,
  cachedData?: Uint8Array,
): Promise<{ cache: Uint8Array; rejected: boolean }> {
  const isolate = new ivm.Isolate({ memoryLimit: 512 })
  const script: CompiledScript = await isolate.compileScript(text, {
    filename: name === 'core' ? 'ferry:core' : name,
    ...(cachedData
      ? { cachedData: new ivm.ExternalCopy(new Uint8Array(cachedData).buffer) }
      : { produceCachedData: true }),
  })
  const cache = script.cachedData ? new Uint8Array(script.cachedData.copy()) : new Uint8Array()
  const rejected = script.cachedDataRejected === true
  isolate.dispose()
  return { cache, rejected }
}

async function main(): Promise<void> {
  const names = process.argv.slice(2)
  const mark = (await compile('mark', '1')).cache.subarray(FLAG_HASH.start, FLAG_HASH.end)
  const made = new Map<string, Uint8Array>()
  setFlagsFromString('--no-lazy')
  for (const name of names) {
    const { cache } = await compile(name, readFileSync(join(__dirname, `${name}.js`), 'utf8'))
    cache.set(mark, FLAG_HASH.start)
    made.set(name, cache)
  }
  setFlagsFromString('--lazy')
  for (const [name, cache] of made) {
    const text = readFileSync(join(__dirname, `${name}.js`), 'utf8')
    // Without a cache a run is slower, but correct: a V8 that keeps its mark elsewhere must not prevent the start.
    if (!(await compile(name, text, cache)).rejected) writeFileSync(join(__dirname, `${name}.cache`), cache)
  }
}

void main()
