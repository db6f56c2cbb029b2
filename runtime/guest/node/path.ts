/** `path`, POSIX. @see https://nodejs.org/api/path.html @module */
import packaged from 'path-browserify'
import { notAvailable } from './errors.ts'

export const path: { [name: string]: unknown } = {
  ...packaged,
  toNamespacedPath: (name: unknown) => name,
  matchesGlob() {
    throw notAvailable('path.matchesGlob')
  },
}
path.posix = path
path.win32 = path
