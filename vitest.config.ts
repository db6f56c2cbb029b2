import { availableParallelism } from 'node:os'
import type { TestProjectConfiguration } from 'vitest/config'
import { configDefaults, defineConfig } from 'vitest/config'
import { tellAttacks } from './test/setup/tell-attacks.ts'
import { tellSkipped } from './test/setup/tell-skipped.ts'

/** Files that hold the clock against a promise: these run when nothing else does, one after the other. */
const TIMED = [
  'test/runtime/advice/samples.test.ts',
  // Scripts may stay in one turn for a second, which two drivers at once can need on a slow machine.
  'test/runtime/drivers/*.test.ts',
  'test/runtime/supervisor/kills.test.ts',
  'test/server/store/sqlite-crash.test.ts',
]

/** Files with a real browser, many starts of whole servers and clients, many stores or costly hashes: `npm run test:long`. */
const LONG = [
  'test/browser/**/*.test.ts',
  'test/clients/*.test.ts',
  'test/e2e/clients/deploy-cli.test.ts',
  'test/e2e/disk-full.test.ts',
  'test/e2e/mariadb.test.ts',
  'test/e2e/several-servers.test.ts',
  'test/e2e/several-servers-kills.test.ts',
  'test/corpus/logins.test.ts',
  'test/runtime/guest/crypto-kdf.test.ts',
  'test/server/migration/ledger-figures.test.ts',
  'test/server/store/copy.test.ts',
  'test/templates/rename.test.ts',
  // Every script of every template; those of MySQL, PostgreSQL and LDAP run with `npm test`.
  'test/templates/{applications,aspnet,hosted,mongodb,oracle,sqlserver,web-services}.test.ts',
  'test/e2e/crash-points.test.ts',
  'test/e2e/crash-points-front.test.ts',
  // The contract again, with every statement failing once.
  'test/server/store/postgres-repeated.test.ts',
  'test/e2e/postgres-outage.test.ts',
  'test/e2e/sustained.test.ts',
]

/** Those of them that hold the clock against a promise. */
const LONG_TIMED = ['test/e2e/crash.test.ts', 'test/runtime/generations/*.test.ts']

/** Attacks, which run when nothing else does; whole servers are watched meanwhile: `npm run test:security`. */
const SECURITY = [
  'test/security/**/*.test.ts',
  'test/hostile/runtime.test.ts',
  'test/e2e/hostile.test.ts',
  'test/server/api/enumeration.test.ts',
]

/** What takes minutes and finds little that the others do not: `npm run test:nightly`. */
const NIGHTLY = [
  'test/clients/nextjs-built.test.ts',
  'test/e2e/crash-points-front-postgres.test.ts',
  'test/templates/without-each-column.test.ts',
]

/** What looks back on all the others. */
const AFTERWARDS = ['test/afterwards/*.test.ts']

function several(name: string, include: string[], exclude: string[] = []): TestProjectConfiguration {
  return {
    extends: true,
    test: {
      name,
      include,
      exclude: [...configDefaults.exclude, ...exclude],
      // vitest leaves a core free, which of two is half.
      maxWorkers: Math.max(2, availableParallelism()),
      sequence: { groupOrder: 1 },
      // Nothing of ours keeps state in a module: what one file has imported serves the next, a third of the time.
      isolate: false,
    },
  }
}

function oneByOne(name: string, include: string[], groupOrder: number): TestProjectConfiguration {
  return { extends: true, test: { name, include, maxWorkers: 1, sequence: { groupOrder } } }
}

export default defineConfig({
  test: {
    globalSetup: ['test/setup/global.ts'],
    reporters: ['default', tellSkipped, tellAttacks],
    setupFiles: ['test/setup/compile-cache.ts'],
    // isolated-vm must not be loaded in several threads of one process.
    pool: 'forks',
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      several(
        'together',
        ['test/**/*.test.ts'],
        [...LONG, ...LONG_TIMED, ...SECURITY, ...NIGHTLY, ...TIMED, ...AFTERWARDS],
      ),
      several('long', LONG, NIGHTLY),
      several('nightly', NIGHTLY),
      oneByOne('alone', TIMED, 2),
      oneByOne('long-alone', LONG_TIMED, 3),
      oneByOne('security', SECURITY, 4),
      oneByOne('afterwards', AFTERWARDS, 5),
    ],
  },
})
