#!/usr/bin/env node
/* Checks the Node that runs this before TypeScript is touched: an old one could not even read main.ts.
   Written in what Node 12 can parse. */
const version = process.versions.node

if (Number(version.split('.')[0]) < 26) {
  process.stderr.write(
    'ferry needs Node 26; this is Node ' +
      version +
      '. Run `npm exec --no -- ferry` in a clone of Ferry after `npm ci`: npm brings Node 26 along.\n',
  )
  process.exit(2)
}

import('./main.ts').catch((error) => {
  process.nextTick(() => {
    throw error
  })
})
