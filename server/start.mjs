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

/* Hashes of passwords, signatures and files share the threads of this pool, four by default. The server computes as many
   hashes at once as there are cores; four more threads are left for what must not wait for them. Read once, when the pool is
   first used: hence here. */
const FOR_THE_REST = 4

// What was compiled once is not compiled again: a start takes a third less. Where nothing can be written, it takes what it takes.
Promise.all([import('node:module'), import('node:path'), import('node:os')])
  .then(([module, path, os]) => {
    // libuv reads it from there, before there are settings.
    const { env } = process
    env.UV_THREADPOOL_SIZE ||= String(os.availableParallelism() + FOR_THE_REST)
    module.enableCompileCache(path.join(import.meta.dirname, '..', '.build', 'compile-cache'))
    return import('./main.ts')
  })
  .catch((error) => {
    process.nextTick(() => {
      throw error
    })
  })
