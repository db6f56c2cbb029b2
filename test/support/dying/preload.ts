/**
 * Loaded before the server (`node --import`), in each of its threads: puts modules of this folder between the server and
 * what it is made of. The server itself knows nothing of it.
 * @module
 */
import { registerHooks } from 'node:module'

/** By who imports and what; the modules here import the true one, for they are not who is named. */
const BETWEEN: readonly [importer: string, specifier: string, between: URL][] = [
  ['/server/main.ts', '../runtime/index.ts', new URL('./runtime.ts', import.meta.url)],
  ['/server/process/start-up.ts', '../password/hash.ts', new URL('./hash.ts', import.meta.url)],
  ['/server/store/open.ts', './sqlite.ts', new URL('./store.ts', import.meta.url)],
  ['/server/store/open.ts', './postgres.ts', new URL('./postgres-store.ts', import.meta.url)],
  ['/server/store/postgres.ts', './operations/index.ts', new URL('./operations.ts', import.meta.url)],
  ['/server/store/sqlite/thread-client.ts', 'node:worker_threads', new URL('./workers.ts', import.meta.url)],
  ['/server/store/sqlite/thread.ts', '../operations/index.ts', new URL('./operations.ts', import.meta.url)],
]

registerHooks({
  resolve(specifier, context, next) {
    const found = BETWEEN.find(
      ([importer, wanted]) => wanted === specifier && context.parentURL?.endsWith(importer),
    )
    return next(found ? found[2].href : specifier, context)
  },
})
