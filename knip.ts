import type { KnipConfig } from 'knip'
import { catalogue } from './runtime/packages/catalogue.ts'

/** Packages of the catalogue that tests use as well. */
const TYPED = ['auth0', 'auth0-4', 'jose', 'ldapts', 'mongodb', 'mysql2', 'pg', 'redis']

export default {
  entry: [
    'test/**/*.test.ts',
    'test/bench/{engines,runtime,store}.ts',
    // Programs of their own, and what the bundler reaches by `require`.
    'runtime/packages/{build,code-cache}.ts',
    'runtime/runner/main.ts',
    'runtime/runner/kdf/main.ts',
    'runtime/guest/main.ts',
    'runtime/guest/{node,web}/*.ts',
    'runtime/guest/faces/{*,legacy-hashes/index}.ts',
    'runtime/guest/adapters/*.ts',
    'server/dashboard/build.ts',
    'server/dashboard/main.tsx',
    // By the bundler: the worker by its address, the runtime’s part of it by a virtual module.
    'server/dashboard/editor/types/worker.ts',
    'runtime/editor.ts',
    'test/browser/editor-page/main.tsx',
    // Forked: measures a server from outside.
    'test/support/loop-prober.ts',
    // Run: looks for a password in its own memory.
    'test/support/kept-in-memory.ts',
    // The health check of the image.
    'server/packaging/healthcheck.mjs',
    // Put between the server and its parts by the loader.
    'test/support/dying/*.ts',
  ],
  project: ['{runtime,templates,server,test}/**/*.{ts,tsx,mjs}'],
  // Generated: it has more than the dashboard needs.
  ignoreIssues: { 'server/dashboard/api/schema.ts': ['types'] },
  // Of the system: the certificate that clients under test trust is made at run time.
  ignoreBinaries: ['openssl'],
  ignoreDependencies: [
    // Reached by their files: fonts from styles, the checker that is given to the browser, the tool that is a program.
    '@fontsource-variable/inter',
    '@fontsource-variable/jetbrains-mono',
    'axe-core',
    'auth0-deploy-cli',
    // Bundled by name for the sandbox.
    ...catalogue
      .filter(({ source, adapter }) => source !== 'face' && adapter === undefined)
      .map(({ name, folder }) => folder ?? name)
      .filter((name) => !TYPED.includes(name)),
  ],
} satisfies KnipConfig
