/** `fs` for packages that look for files and work without them: the disk is empty. Not available to scripts. @module */
import { mustBeFunction, nodeError, notAvailable } from './errors.ts'
import { Readable } from './stream.ts'

/** Look-ups: answered as on an empty disk. */
const LOOKING: { [name: string]: string } = {
  access: 'access',
  stat: 'stat',
  lstat: 'lstat',
  readFile: 'open',
  readdir: 'scandir',
  open: 'open',
  realpath: 'realpath',
  readlink: 'readlink',
  opendir: 'opendir',
}

const enoent = (syscall: string, path: unknown): Error =>
  nodeError('ENOENT', `ENOENT: no such file or directory, ${syscall} '${path}'`, Error, {
    errno: -2,
    syscall,
    path: `${path}`,
  })

/** An empty disk has a root: loaders that look upwards for files end there. */
const ROOT = {
  isDirectory: () => true,
  isFile: () => false,
  isSymbolicLink: () => false,
  isFIFO: () => false,
  isSocket: () => false,
  size: 0,
}

const throwing = (syscall: string) => (path: unknown) => {
  if ((syscall === 'stat' || syscall === 'lstat') && path === '/') return ROOT
  throw enoent(syscall, path)
}

const rejecting = (syscall: string) => async (path: unknown) => throwing(syscall)(path)

const withCallback =
  (syscall: string) =>
  (path: unknown, ...rest: unknown[]) => {
    const callback = rest.at(-1)
    mustBeFunction('cb', callback)
    rejecting(syscall)(path).then(
      (found) => process.nextTick(callback, null, found),
      (error: unknown) => process.nextTick(callback, error),
    )
  }

const each = (make: (syscall: string) => unknown, suffix = '') =>
  Object.fromEntries(Object.entries(LOOKING).map(([name, syscall]) => [`${name}${suffix}`, make(syscall)]))

/** Any other member throws an error with its name when it is called. */
function withRefusals<T extends object>(module: T, name: string): T {
  return new Proxy(module, {
    get(target, key, receiver) {
      if (
        typeof key === 'symbol' ||
        key in target ||
        key === 'then' ||
        key === 'default' ||
        key === '__esModule'
      ) {
        return Reflect.get(target, key, receiver) as unknown
      }
      return () => {
        throw notAvailable(`${name}.${key}`)
      }
    },
  })
}

const constants = { F_OK: 0, R_OK: 4, W_OK: 2, X_OK: 1, O_RDONLY: 0, O_WRONLY: 1, O_RDWR: 2 }

export const fsPromises = withRefusals({ ...each(rejecting), constants }, 'fs.promises')

export const fs = withRefusals(
  {
    ...each(withCallback),
    ...each(throwing, 'Sync'),
    existsSync: (path: unknown) => path === '/',
    exists: (path: unknown, callback: (found: boolean) => void) => process.nextTick(callback, path === '/'),
    createReadStream(path: unknown) {
      const stream = new Readable()
      process.nextTick(() => stream.destroy(enoent('open', path)))
      return stream
    },
    promises: fsPromises,
    constants,
  },
  'fs',
)
