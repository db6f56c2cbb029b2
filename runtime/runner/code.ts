/** The code that isolates run, as the build left it: read once, checked, compiled with its code cache. @module */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Context, ExternalCopy, Isolate, Reference } from 'isolated-vm'
import type { CompiledScript } from '../packages/code-cache.ts'
import type { Manifest } from '../packages/manifest.ts'

export interface Code {
  /** @returns what the file's script evaluates to: the core's `boot`, or a package's factory */
  run(isolate: Isolate, context: Context, name: string): Promise<Reference<unknown>>
  /** Text of a package's factory, for a `require` that the script's text did not announce. */
  source(name: string): string
}

/**
 * @param directory of the build; the runner cannot write there
 * @throws when a file is not the one that the manifest names
 */
export function createCode(ivm: typeof import('isolated-vm'), directory: string, manifest: Manifest): Code {
  const texts = new Map<string, string>()
  const caches = new Map<string, ExternalCopy<ArrayBuffer> | undefined>()

  function read(file: string): Buffer {
    const bytes = readFileSync(join(directory, file))
    const sum = createHash('sha256').update(bytes).digest('hex')
    if (sum !== manifest.files[file]) throw new Error(`${file} is not what the build wrote`)
    return bytes
  }

  function source(name: string): string {
    let text = texts.get(name)
    if (text === undefined) {
      if (!Object.hasOwn(manifest.bundles, name)) throw new Error('there is no such package')
      text = read(`${name}.js`).toString('utf8')
      texts.set(name, text)
    }
    return text
  }

  function cache(name: string): ExternalCopy<ArrayBuffer> | undefined {
    if (!caches.has(name)) {
      const file = manifest.bundles[name]?.cache
      caches.set(name, file ? new ivm.ExternalCopy(new Uint8Array(read(file)).buffer) : undefined)
    }
    return caches.get(name)
  }

  return {
    source,
    async run(isolate, context, name) {
      const cachedData = cache(name)
      const script: CompiledScript = await isolate.compileScript(source(name), {
        filename: name === 'core' ? 'ferry:core' : name,
        ...(cachedData && { cachedData }),
      })
      // A cache of another V8 is refused: slower, but correct.
      if (cachedData && script.cachedDataRejected) caches.set(name, undefined)
      const value = await script.run(context, { reference: true })
      script.release()
      return value as Reference<unknown>
    },
  }
}
