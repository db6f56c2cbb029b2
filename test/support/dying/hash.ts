/** Point `after hash`. @module */
import type { Passwords } from '../../../server/password/hash.ts'
import { createPasswords as createTruePasswords } from '../../../server/password/hash.ts'
import { dieAt } from './point.ts'

export function createPasswords(...args: Parameters<typeof createTruePasswords>): Passwords {
  const passwords = createTruePasswords(...args)
  return {
    ...passwords,
    async hash(...request) {
      const phc = await passwords.hash(...request)
      dieAt('after hash')
      return phc
    },
  }
}
