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

// What was compiled once is not compiled again: a start takes a third less. Where nothing can be written, it takes what it takes.
Promise.all([import('node:module'), import('node:path')])
  .then(([module, path]) => {
    module.enableCompileCache(path.join(import.meta.dirname, '..', '.build', 'compile-cache'))
    return import('./main.ts')
  })
  .catch((error) => {
    process.nextTick(() => {
      throw error
    })
  })
