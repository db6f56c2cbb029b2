/** Derivations in the thread of the test, for tests of powers. @module */
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { cryptoError } from '../../runtime/runner/crypto-failure.ts'
import type { KdfLine } from '../../runtime/runner/kdf/line.ts'
import type { BcryptBinding } from '../../runtime/runner/kdf/perform.ts'
import { perform } from '../../runtime/runner/kdf/perform.ts'

const require = createRequire(import.meta.url)

function bcrypt(): BcryptBinding {
  const folder = dirname(require.resolve('bcrypt/package.json'))
  const find = createRequire(`${folder}/package.json`)('node-gyp-build') as (folder: string) => BcryptBinding
  return find(folder)
}

export const inlineKdf: KdfLine = {
  async derive({ job }) {
    try {
      return perform(job, bcrypt)
    } catch (error) {
      throw cryptoError(error)
    }
  },
  size: () => 0,
}
