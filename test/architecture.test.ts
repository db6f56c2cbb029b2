/** Who may import whom. A failure names the file and the import that should not be. @module */
import { existsSync, globSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ROOMS } from './rooms.ts'
import { circlesOf, isFamily } from './support/circles.ts'

const ROOT = resolve(import.meta.dirname, '..')
/** The workers that read tenants’ text, and what they use of the runtime. */
const TEXT_WORKER = 'server/text-work/worker.ts'
const IN_WORKER = ['runtime/in-worker.ts', 'templates/in-worker.ts']
const FILES = globSync('{runtime,templates,server}/**/*.{ts,tsx,mjs}', { cwd: ROOT }).filter(
  (file) => !file.endsWith('.d.ts'),
)

interface Import {
  /** Path from the root for our own files; else the bare specifier. */
  target: string
  isOurs: boolean
  isTypeOnly: boolean
  /** Its module runs in another thread or process. */
  isElsewhere: boolean
}

/** Static and dynamic imports with a literal specifier, and `new URL('./x.ts', import.meta.url)`, which starts threads and workers. */
function importsOf(file: string): Import[] {
  const text = readFileSync(join(ROOT, file), 'utf8').replace(/^\s*(?:\/?\*|\/\/).*$/gm, '')
  const statements = [
    ...text.matchAll(/^\s*(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm),
    ...text.matchAll(/\bimport\(\s*()'([^']+)'/g),
    ...text.matchAll(/\bnew URL\(\s*()'(\.[^']+)',\s*import\.meta\.url/g),
  ]
  return statements.map(([statement, type, specifier = '']) => {
    const isOurs = specifier.startsWith('.')
    return {
      // What follows the question mark tells the bundler in which form it is wanted.
      target: isOurs ? join(dirname(file), specifier.replace(/\?.*$/, '')) : specifier,
      isOurs,
      isTypeOnly: type !== undefined && type !== '',
      isElsewhere: statement.startsWith('new URL'),
    }
  })
}

/** The npm package, or the built-in module, of a bare specifier. */
const packageOf = (specifier: string): string =>
  specifier.startsWith('node:')
    ? specifier
    : specifier
        .split('/')
        .slice(0, specifier.startsWith('@') ? 2 : 1)
        .join('/')

const isIn = (file: string, places: readonly string[]): boolean =>
  places.some((place) => file === place || file.startsWith(`${place}/`))

/** Imports that break a rule, as `file → target`. */
function broken(folder: string, isAllowed: (imported: Import, file: string) => boolean): string[] {
  return FILES.filter((file) => isIn(file, [folder])).flatMap((file) =>
    importsOf(file)
      .filter((imported) => !isAllowed(imported, file))
      .map(({ target }) => `${file} → ${target}`),
  )
}

test('every relative import leads to a file', () => {
  const missing = FILES.flatMap((file) =>
    importsOf(file)
      .filter(({ target, isOurs }) => isOurs && !existsSync(join(ROOT, target)))
      .map(({ target }) => `${file} → ${target}`),
  )
  expect(missing).toEqual([])
})

describe('rooms', () => {
  /** The row of a folder: its own, or the one that stands for it. */
  const roomOf = (folder: string): string =>
    folder in ROOMS ? folder : folder.replace(/[^/]+$/, '*') in ROOMS ? folder.replace(/[^/]+$/, '*') : folder

  const found = new Map<string, Set<string>>()
  for (const file of FILES) {
    const room = roomOf(dirname(file))
    const entered = found.get(room) ?? new Set()
    found.set(room, entered)
    for (const { target, isOurs } of importsOf(file)) {
      if (isOurs && dirname(target) !== dirname(file)) entered.add(roomOf(dirname(target)))
    }
  }

  test('every folder with code is a room of the table, and every room of the table exists', () => {
    expect([...found.keys()].toSorted()).toEqual(Object.keys(ROOMS).toSorted())
  })

  test.each(Object.entries(ROOMS))('%s imports from the rooms %j and from no others', (room, may) => {
    expect([...(found.get(room) ?? [])].toSorted()).toEqual(may.toSorted())
  })

  test('server/ and server/api/ hold what starts them and folders, no other file', () => {
    const loose = (folder: string): string[] => FILES.filter((file) => dirname(file) === folder)
    expect(loose('server').toSorted()).toEqual(['server/main.ts', 'server/start.mjs'])
    expect(loose('server/api').toSorted()).toEqual(['server/api/app.ts', 'server/api/routes.ts'])
    expect(loose('server/api/management')).toEqual([])
  })

  test('the store is entered by its contract, but where it is opened, copied or set up', () => {
    const openers = [
      'server/main.ts',
      'server/backup',
      'server/store-copy',
      'server/process',
      'server/operator',
      'server/check',
      'server/store',
    ]
    const entering = FILES.filter((file) => !isIn(file, openers)).flatMap((file) =>
      importsOf(file)
        .filter(({ target }) => isIn(target, ['server/store']) && target !== 'server/store/contract.ts')
        .map(({ target }) => `${file} → ${target}`),
    )
    expect(entering).toEqual([])
  })

  test('a top-level folder is entered only through its index.ts', () => {
    const found = FILES.flatMap((file) =>
      importsOf(file)
        .filter(({ target, isOurs }) => isOurs && target.split('/')[0] !== file.split('/')[0])
        .filter(({ target }) => !/^(?:runtime|templates)\/index\.ts$/.test(target))
        .filter(({ target }) => file !== TEXT_WORKER || !IN_WORKER.includes(target))
        .map(({ target }) => `${file} → ${target}`),
    )
    expect(found).toEqual([])
  })

  test('an index.ts of a top-level folder only hands on', () => {
    for (const file of FILES.filter((name) => /^(?:runtime|templates)\/index\.ts$/.test(name))) {
      const text = readFileSync(join(ROOT, file), 'utf8')
      expect(
        text
          .replace(/\/\*[\s\S]*?\*\//g, '')
          .replace(/export (?:type )?\{[^}]*\} from '[^']+'/g, '')
          .trim(),
      ).toBe('')
    }
  })
})

describe('circles', () => {
  test('no file imports itself by way of others, types included', () => {
    const imports = new Map(FILES.map((file) => [file, importsOf(file).map(({ target }) => target)]))
    expect(circlesOf(imports)).toEqual([])
  })

  test('no room imports itself by way of others, but for a room and those that it contains', () => {
    const entered = Object.entries(ROOMS).map(
      ([room, may]) => [room, may.filter((other) => !isFamily(room, other))] as const,
    )
    expect(circlesOf(new Map(entered))).toEqual([])
  })

  test('rooms of the store import no room that contains them', () => {
    const upwards = Object.entries(ROOMS)
      .filter(([room]) => room.startsWith('server/store/'))
      .flatMap(([room, may]) =>
        may.filter((other) => room.startsWith(`${other}/`)).map((other) => [room, other]),
      )
    expect(upwards).toEqual([])
  })
})

test('only the dashboard’s build reaches into the runtime, for what its editor must know of the sandbox', () => {
  const reaching = FILES.filter((file) => file.startsWith('server/dashboard/')).filter((file) =>
    /['"`](?:\.\.\/)*runtime\//.test(codeOf(file)),
  )
  expect(reaching).toEqual(['server/dashboard/vite-sandbox.ts'])
  const graph = [...reachable('runtime/editor.ts').keys()]
  expect(graph).toContain('runtime/advice/advise.ts')
  expect(
    graph.filter(
      (file) =>
        !/^runtime\/(?:editor|contract|actions|script-text|advice\/.*|packages\/(?:catalogue|instead|legacy-globals|mongodb-of-script|offered\/.*))\.ts$/.test(
          file,
        ),
    ),
  ).toEqual([])
})

describe('packages', () => {
  const owned: [name: string, places: string[]][] = [
    ['express', ['server/api', 'server/api/app.ts']],
    // The build makes the code cache in a process of its own.
    ['isolated-vm', ['runtime/runner', 'runtime/packages/code-cache.ts']],
    ['node:sqlite', ['server/store']],
    ['@node-rs/argon2', ['server/password', 'runtime/runner/host']],
    ['jose', ['server/tokens']],
    ['pino', ['server/common/log.ts']],
    ['prom-client', ['server/metrics/meters.ts']],
  ]
  test.each(owned)('%s is imported only in %j', (name, places) => {
    const users = FILES.filter((file) => importsOf(file).some(({ target }) => packageOf(target) === name))
    expect(users.filter((file) => !isIn(file, places))).toEqual([])
  })

  test('store drivers are imported only in server/store, and by what runs in a sandbox', () => {
    const drivers = ['pg', 'mysql', 'mysql2', 'mongodb', 'tedious', 'oracledb', 'better-sqlite3']
    const users = FILES.filter((file) =>
      importsOf(file).some(({ target }) => drivers.includes(packageOf(target))),
    )
    expect(
      users.filter(
        (file) => !isIn(file, ['server/store', 'server/store-copy', 'runtime/guest', 'runtime/packages']),
      ),
    ).toEqual([])
  })
})

/** Files that a process loads which starts with this one; type imports load nothing. */
function reachable(
  start: string,
  { elsewhere }: { elsewhere: boolean } = { elsewhere: true },
): Map<string, Import[]> {
  const seen = new Map<string, Import[]>()
  const visit = (file: string): void => {
    if (seen.has(file) || !existsSync(join(ROOT, file))) return
    const imports = importsOf(file).filter(
      ({ isTypeOnly, isElsewhere }) => !isTypeOnly && (elsewhere || !isElsewhere),
    )
    seen.set(file, imports)
    for (const { target, isOurs } of imports) if (isOurs) visit(target)
  }
  visit(start)
  return seen
}

/** What the server's process may load of npm. A package is added here with a reason that the review can question. */
const SERVER_PACKAGES = [
  // How many guesses a member's password takes.
  '@zxcvbn-ts/core',
  // Ranks the 10,000 commonest passwords; nothing of Node has such a list.
  '@zxcvbn-ts/language-common',
  '@node-rs/argon2',
  'acorn',
  'acorn-walk',
  'bcrypt',
  // Counts the lines that a version changes. In workers only.
  'diff',
  'express',
  'jose',
  // Render our own documentation, once, in a thread that ends.
  'highlight.js',
  'marked',
  // Mail templates of Auth0 are written in it. In workers only.
  'liquidjs',
  'nodemailer',
  // Writes the operator's log: levels, and redaction of fields by name.
  'pino',
  // Keeps and renders metrics. Loaded only when they are wanted.
  'prom-client',
  // PostgreSQL, when DATABASE_URL names one.
  'pg',
  'zod',
]

test('S1: the server’s module graph never reaches isolated-vm, nor any package that is not on the list', () => {
  const graph = reachable('server/start.mjs')
  expect(graph.size).toBeGreaterThan(60)
  expect([...graph.keys()]).toContain('runtime/supervisor/runtime.ts')
  expect([...graph.keys()].filter((file) => /^runtime\/(?:runner|guest)\//.test(file))).toEqual([])
  const packages = new Set(
    [...graph.values()].flat().flatMap(({ target, isOurs }) => (isOurs ? [] : [packageOf(target)])),
  )
  const foreign = [...packages].filter((name) => !name.startsWith('node:') && !SERVER_PACKAGES.includes(name))
  expect(foreign).toEqual([])
})

describe('text of tenants is read in workers, which can be killed', () => {
  /** Parsers, and engines that walk what they have parsed. */
  const readers = ['acorn', 'acorn-walk', 'liquidjs', 'diff', 'marked', 'sanitize-html', 'esbuild']

  test('the server’s process loads no parser, no template engine and none of the code that uses them', () => {
    const graph = reachable('server/start.mjs', { elsewhere: false })
    expect([...graph.keys()]).toContain('server/text-work/text-work.ts')
    const loaded = [...graph].flatMap(([file, imports]) =>
      imports
        .filter(({ target, isOurs }) =>
          isOurs
            ? /^(?:runtime|templates)\/(?:in-worker\.ts|advice\/|rename\/)/.test(target) ||
              target === TEXT_WORKER
            : readers.includes(packageOf(target)),
        )
        .map(({ target }) => `${file} → ${target}`),
    )
    expect(loaded).toEqual([])
    expect([...graph.keys()]).not.toContain('server/text-work/line-counts.ts')
    expect([...graph.keys()]).not.toContain('server/text-work/html-to-text.ts')
  })

  test('the worker’s graph has them', () => {
    const packages = new Set(
      [...reachable(TEXT_WORKER).values()].flat().map(({ target }) => packageOf(target)),
    )
    expect([...packages].filter((name) => readers.includes(name)).toSorted()).toEqual([
      'acorn',
      'acorn-walk',
      'diff',
      'liquidjs',
    ])
  })
})

test('guest code imports no module of Node: inside an isolate there is none', () => {
  const found = broken('runtime/guest', ({ target, isOurs }) => isOurs || !isBuiltin(target))
  expect(found).toEqual([])
})

/** `buffer`, `events` and others are npm packages here, bundled for the guest: only the prefix says Node. */
function isBuiltin(specifier: string): boolean {
  const name = packageOf(specifier)
  return (
    name.startsWith('node:') ||
    (builtinModules.includes(name) && !existsSync(join(ROOT, 'node_modules', name)))
  )
}

test('the environment is read only in server/common/config.ts', () => {
  const readers = FILES.filter((file) => /(?<!')\bprocess\.env\b/.test(codeOf(file)))
  expect(readers.filter((file) => !isIn(file, ['server/common/config.ts', 'runtime/guest']))).toEqual([])
})

test('S14: the inspector is off, and code is cached by our build and used by the runner, nowhere else', () => {
  expect(FILES.filter((file) => /inspector: true/.test(codeOf(file)))).toEqual([])
  const cached = FILES.filter((file) => /\bcachedData\b/.test(codeOf(file)))
  expect(cached.toSorted()).toEqual(['runtime/packages/code-cache.ts', 'runtime/runner/code.ts'])
})

/** The file's text without its comments, roughly: whole lines only. */
function codeOf(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8').replace(/^\s*(?:\/\*|\*|\/\/).*$/gm, '')
}

describe('an idea that many files need is written once', () => {
  const server = FILES.filter((file) => isIn(file, ['server']) && !isIn(file, ['server/dashboard']))

  test.each([
    ['SHA-256 as hex', /createHash\('sha256'\)[^;]{0,120}\.digest\('hex'\)/, 'server/common/hash.ts'],
    ['the length of a day', /\b86_400_000\b|\b24 \* 60 \* 60/, 'server/common/time.ts'],
    ['the length of an hour', /\b3_600_000\b|\b60 \* 60_000\b/, 'server/common/time.ts'],
    ['random letters and digits', /ABCDEFGHIJKLMNOPQRSTUVWXYZ/, 'server/common/ids.ts'],
    ['edits between two names', /\b\w+\[j - 2\]/, 'server/common/nearest.ts'],
    ['a CIDR range', /=== 4 \? 32 : 128/, 'server/common/address-ranges.ts'],
    ['fields without the undefined ones', /function definedOnly\b/, 'server/common/optional.ts'],
  ])('%s', (_, pattern, home) => {
    const writing = server.filter((file) => pattern.test(codeOf(file)) && file !== home)
    expect(writing.filter((file) => !isIn(file, ['server/store/schema']))).toEqual([])
  })
})

test('every file imports types on a line of their own, and nothing has a default export', () => {
  const mixed = FILES.filter((file) => /import \{[^}]*\btype\s/.test(codeOf(file)))
  expect(mixed).toEqual([])
  expect(FILES.filter((file) => /^export default\b/m.test(codeOf(file)))).toEqual([])
})
