import { availableParallelism } from 'node:os'
import { configDefaults, defineConfig } from 'vitest/config'

/** Files that hold the clock against a promise: these run when nothing else does, one after the other. */
const TIMED = [
  'test/e2e/crash.test.ts',
  'test/e2e/hostile.test.ts',
  'test/hostile/runtime.test.ts',
  'test/runtime/advice/samples.test.ts',
  // Scripts may stay in one turn for a second, which two drivers at once can need on a slow machine.
  'test/runtime/drivers/*.test.ts',
  'test/runtime/supervisor/kills.test.ts',
  'test/server/api/enumeration.test.ts',
  'test/server/store/sqlite-crash.test.ts',
]

/** Files with a real browser, with many starts of whole servers, or with a whole client: `npm run test:long`. */
const LONG = [
  'test/browser/**/*.test.ts',
  'test/e2e/clients/deploy-cli.test.ts',
  'test/e2e/crash-points.test.ts',
]

/** What looks back on all the others. */
const AFTERWARDS = ['test/afterwards/*.test.ts']

/** vitest leaves a core free, which of two is half; and a group of one worker would run after those of several. */
const maxWorkers = Math.max(2, availableParallelism())

export default defineConfig({
  test: {
    globalSetup: ['test/setup/global.ts'],
    // isolated-vm must not be loaded in several threads of one process.
    pool: 'forks',
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'together',
          include: ['test/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...LONG, ...TIMED, ...AFTERWARDS],
          maxWorkers,
          sequence: { groupOrder: 1 },
          // Nothing of ours keeps state in a module: what one file has imported serves the next, a third of the time.
          isolate: false,
        },
      },
      {
        extends: true,
        test: { name: 'long', include: LONG, maxWorkers, sequence: { groupOrder: 1 }, isolate: false },
      },
      {
        extends: true,
        test: { name: 'alone', include: TIMED, maxWorkers: 1, sequence: { groupOrder: 2 } },
      },
      {
        extends: true,
        test: { name: 'afterwards', include: AFTERWARDS, maxWorkers: 1, sequence: { groupOrder: 3 } },
      },
    ],
  },
})
