/** The Oracle stand-in as a module, and as text that a sandbox can run. @module */
import { join } from 'node:path'
import { buildSync } from 'esbuild'
import type { OracleSeed } from './api.ts'

export type { OracleSeed } from './api.ts'
export { createOracleStub } from './api.ts'

/** @returns CommonJS text without any `require`, whose `module.exports` is a stand-in with that seed */
export function oracleStubSource(seed: OracleSeed): string {
  const { outputFiles } = buildSync({
    entryPoints: [join(import.meta.dirname, 'api.ts')],
    bundle: true,
    format: 'cjs',
    platform: 'neutral',
    write: false,
    footer: { js: `module.exports = module.exports.createOracleStub(${JSON.stringify(seed)})` },
  })
  return outputFiles[0]?.text ?? ''
}
