/* Checks the Node that runs this before TypeScript is touched: an old one could not even read main.ts.
   Written in what Node 12 can parse. */
const version = process.versions.node

if (Number(version.split('.')[0]) < 26) {
  process.stderr.write(
    'Ferry needs Node 26; this is Node ' +
      version +
      '. Run `npm ci` and then `npm start`: npm brings Node 26 along and uses it for its scripts.\n',
  )
  process.exit(1)
}

/* Hashes of passwords are computed in libuv's pool, four threads by default. As many threads as cores, and always one hash more
   than threads (`server/password/hash-gate.ts`): each thread goes on with the next hash by itself, and none drives another one out
   of its core's cache. What else uses the pool, files above all, waits for a hash at most. Read once, when the pool is first
   used: hence here. */
const LEAST_THREADS = 2

// What was compiled once is not compiled again: a start takes a third less. Where nothing can be written, it takes what it takes.
Promise.all([import('node:module'), import('node:path'), import('node:os')])
  .then(([module, path, os]) => {
    // libuv reads it from there, before there are settings.
    const { env } = process
    env.UV_THREADPOOL_SIZE ||= String(Math.max(LEAST_THREADS, os.availableParallelism()))
    module.enableCompileCache(path.join(import.meta.dirname, '..', '.build', 'compile-cache'))
    return import('./main.ts')
  })
  .catch((error) => {
    process.nextTick(() => {
      throw error
    })
  })
