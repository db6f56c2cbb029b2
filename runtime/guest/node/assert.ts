/** `assert`: the npm package, and what Node has added since. @see https://nodejs.org/api/assert.html @module */
import packaged from 'assert/'

interface Assert {
  (value: unknown, message?: unknown): void
  [name: string]: unknown
}

export const assert = packaged as unknown as Assert & { strict: Assert }
