/** What package.json and its lock file say, compared with the code, the catalogue of modules, README and CHANGELOG. @module */
import { globSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { satisfies } from 'semver'
import { describe, expect, test } from 'vitest'
import { catalogue } from '../runtime/packages/catalogue.ts'

const ROOT = resolve(import.meta.dirname, '..')
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8')

interface Packages {
  [name: string]: string
}

interface Manifest {
  version: string
  engines: { node: string }
  ferry: { guestDependencies: string[] }
  scripts: Packages
  dependencies: Packages
  optionalDependencies: Packages
  devDependencies: Packages
}

interface Locked {
  version?: string
  optional?: boolean
  engines?: { node?: string }
}

const manifest = JSON.parse(read('package.json')) as Manifest
const lock = JSON.parse(read('package-lock.json')) as {
  version: string
  packages: { [path: string]: Locked }
}
const GUESTS = manifest.ferry.guestDependencies

/** Dynamic imports, and packages that are found by their place in `node_modules`. */
const HOST_CALLS = /\b(?:import|require\.resolve)\(\s*'([^'.][^']*)'/g
/** Dynamic imports, and `require` as the bundler of the sandbox reads it. */
const GUEST_CALLS = /\b(?:import|require)\(\s*'([^'.][^']*)'/g

/** @returns packages that a file loads at run time */
function loaded(file: string, calls = HOST_CALLS): string[] {
  const text = read(file).replace(/^\s*(?:\/?\*|\/\/).*$/gm, '')
  return [
    ...text.matchAll(/^\s*(?:import|export)\s+(?!type\s)(?:[^'";]*?\sfrom\s+)?'([^'.][^']*)'/gm),
    ...text.matchAll(calls),
  ].map(([, name = '']) =>
    name
      .split('/')
      .slice(0, name.startsWith('@') ? 2 : 1)
      .join('/'),
  )
}

describe('packages of scripts and packages of the server', () => {
  const hosts = globSync('{runtime,templates,server}/**/*.{ts,tsx,mjs}', {
    cwd: ROOT,
    exclude: ['runtime/guest/**', 'server/dashboard/**', '**/*.d.ts', '**/node_modules/**'],
  })
  const of_hosts = new Set(hosts.flatMap((file) => loaded(file)))

  test('ferry.guestDependencies names what only scripts in a sandbox load: every other dependency is loaded by the server', () => {
    const guests = Object.keys(manifest.dependencies).filter((name) => !of_hosts.has(name))
    expect(GUESTS).toEqual(guests.toSorted())
  })

  test('each of them is a module of the catalogue, or bundled into the sandbox’s own modules', () => {
    const offered = new Set(catalogue.map(({ name, folder = name }) => folder))
    const bundled = new Set(
      globSync('runtime/guest/**/*.ts', { cwd: ROOT, exclude: ['**/*.d.ts'] }).flatMap((file) =>
        loaded(file, GUEST_CALLS),
      ),
    )
    expect(GUESTS.filter((name) => !offered.has(name) && !bundled.has(name))).toEqual([])
  })
})

test.each(['scripts', 'dependencies', 'optionalDependencies', 'devDependencies'] as const)(
  'the %s are sorted by name',
  (field) => {
    const names = Object.keys(manifest[field])
    expect(names).toEqual(names.toSorted((a, b) => (a < b ? -1 : 1)))
  },
)

test('every version is exact', () => {
  const versions = [manifest.dependencies, manifest.optionalDependencies, manifest.devDependencies]
  expect(
    versions.flatMap(Object.entries).filter(([, version]) => !/^(?:npm:.+@)?\d+\.\d+\.\d+$/.test(version)),
  ).toEqual([])
})

describe.each(globSync('test/*/package.json', { cwd: ROOT }))('packages of tests alone: %s', (path) => {
  const { dependencies, scripts } = JSON.parse(read(path)) as Partial<Manifest>

  test('versions are exact, names are sorted, nothing runs', () => {
    expect(Object.values(dependencies ?? {})).toEqual(
      Object.values(dependencies ?? {}).map(() =>
        expect.stringMatching(/^(?:npm:.+@)?\d+\.\d+\.\d+(?:-[\w.]+)?$/),
      ),
    )
    const names = Object.keys(dependencies ?? {})
    expect(names).toEqual(names.toSorted((a, b) => (a < b ? -1 : 1)))
    expect(scripts).toBeUndefined()
  })
})

test('no lock file names the server from which packages came', () => {
  const files = ['package-lock.json', ...globSync('test/*/package-lock.json', { cwd: ROOT })]
  expect(files.length).toBeGreaterThan(1)
  expect(files.filter((file) => read(file).includes('"resolved"'))).toEqual([])
})

describe('which Node', () => {
  const brought = [...new Set(Object.values(manifest.optionalDependencies))]
  const [node26 = ''] = brought

  test('npm brings the same Node for every system', () => {
    expect(brought).toEqual([expect.stringMatching(/^26\./)])
  })

  test('the Node that npm needs is the one that the README names', () => {
    const [, least] = /^>=(\d+)$/.exec(manifest.engines.node) ?? []
    expect(read('README.md')).toContain(`Node ${least} or later`)
  })

  test('every package runs on the Node that npm brings', () => {
    const broken = Object.entries(lock.packages)
      .filter(([path]) => path !== '')
      .flatMap(([path, { optional }]) => {
        if (optional) return []
        const { engines } = JSON.parse(read(join(path, 'package.json'))) as Locked
        const node = engines?.node
        return node === undefined || satisfies(node26, node) ? [] : [`${path} needs Node ${node}`]
      })
    expect(broken).toEqual([])
  })

  /**
   * npm compares `engines` of the lock file with the Node that runs npm, which runs nothing of ours: a warning about a package
   * that needs a newer one would mean nothing. `npm run lock` takes those away.
   */
  test('npm ci warns of no package because of an older Node that only runs npm', async () => {
    const [least = ''] = /\d+/.exec(manifest.engines.node) ?? []
    for (const [path, locked] of Object.entries(lock.packages)) {
      const node = locked.engines?.node
      if (path === '' || node === undefined || locked.optional) continue
      if (!satisfies(`${least}.0.0`, node) && satisfies(node26, node)) delete locked.engines
    }
    await expect(`${JSON.stringify(lock, null, 2)}\n`).toMatchFileSnapshot('../package-lock.json')
  })
})

describe('the version', () => {
  const released = [...read('CHANGELOG.md').matchAll(/^## \[?(\d+\.\d+\.\d+)\]? - (\d{4}-\d\d-\d\d)$/gm)]

  test('is the newest of the changelog, and that of the lock file', () => {
    expect([manifest.version, lock.version, lock.packages['']?.version]).toEqual(
      Array.from({ length: 3 }, () => released[0]?.[1]),
    )
  })
})

test('every script that CI, another script or a document runs is there', () => {
  const documents = globSync('{*.md,server/**/*.md}', { cwd: ROOT }).map(read)
  const texts = [read('.ci/run'), ...Object.values(manifest.scripts), ...documents]
  const run = texts.flatMap((text) =>
    [...text.matchAll(/\bnpm run (?:-s )?([a-z][\w:-]*)/g)].map(([, name = '']) => name),
  )
  expect([...new Set(run)].filter((name) => manifest.scripts[name] === undefined)).toEqual([])
})
