/**
 * Builds what runners run, into a directory given as the argument: the runner, the guest core and every package of the
 * catalogue as bundles, their V8 code caches, the native modules, and a manifest with the checksum of each file.
 *
 * A program of its own, so that the server never loads the bundler: `node runtime/packages/build.ts <directory>`.
 * @module
 */
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { BuildOptions, Plugin } from 'esbuild'
import { build } from 'esbuild'
import { catalogue, exportKey } from './catalogue.ts'
import type { PackageEntry } from './entry.ts'
import type { Manifest } from './manifest.ts'
import { V8_FLAGS } from './manifest.ts'

const here = dirname(fileURLToPath(import.meta.url))
const root = dirname(dirname(here))
const require = createRequire(import.meta.url)

/**
 * npm packages that replace Node's modules inside the core. A trailing slash selects the package, not Node's module.
 */
const POLYFILLS: { [builtin: string]: string } = {
  assert: 'assert/',
  buffer: 'buffer/',
  events: 'events/',
  process: './runtime/guest/node/polyfill-process.ts',
  punycode: 'punycode/',
  qs: './runtime/guest/node/polyfill-qs.ts',
  stream: 'readable-stream/lib/stream.js',
  string_decoder: 'string_decoder/',
  url: 'url/',
  util: './runtime/guest/node/polyfill-util.ts',
}

const common: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  legalComments: 'none',
  logLevel: 'error',
  target: 'esnext',
  // Identifiers are not minified, since drivers read class names at run time.
  minifyWhitespace: true,
  minifySyntax: true,
  write: false,
}

/** Polyfills that ask for each other get the polyfill, and those of ours in place of the package of that name. */
const polyfilled: Plugin = {
  name: 'polyfills',
  setup(plugin) {
    plugin.onResolve({ filter: /^((node:)?[a-z_]+|process\/|util\/)$/ }, (args) => {
      const polyfill = POLYFILLS[args.path.replace(/^node:|\/$/g, '')]
      return polyfill ? plugin.resolve(polyfill, { resolveDir: root, kind: 'require-call' }) : undefined
    })
  },
}

/**
 * pg 7 derives SCRAM's key hash by hash, which is thousands of calls to the host: on a slow machine longer than a script may
 * stay in one turn. It is PBKDF2, which the host does in one.
 *
 * @see RFC 5802, section 2.2: `Hi` is PBKDF2 with HMAC, dkLen = the length of the hash
 */
const scramInOneCall: Plugin = {
  name: 'scram-in-one-call',
  setup(plugin) {
    plugin.onLoad({ filter: /[/\\]pg-7[/\\]lib[/\\]sasl\.js$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8')
      const head = 'function Hi (password, saltBytes, iterations) {'
      if (!text.includes(head)) throw new Error(`${path} is not the text that this build knows`)
      const shortcut = "return crypto.pbkdf2Sync(password, saltBytes, iterations, 32, 'sha256')"
      return { contents: text.replace(head, `${head}\n  ${shortcut}`), loader: 'js' }
    })
  },
}

async function bundle(options: BuildOptions): Promise<string> {
  const result = await build({ ...common, ...options })
  return result.outputFiles?.[0]?.text ?? ''
}

/** Runs as one script whose value is `boot`. */
async function bundleCore(): Promise<string> {
  const text = await bundle({
    entryPoints: [join(root, 'runtime/guest/main.ts')],
    format: 'cjs',
    platform: 'browser',
    // Otherwise a class that refers to itself, such as URL, would be named _URL.
    keepNames: true,
    mainFields: ['main'],
    define: { 'process.env.NODE_DEBUG': '""', 'process.env.READABLE_STREAM': '"x"', global: 'globalThis' },
    plugins: [polyfilled],
  })
  // Strict mode, or `caller` and `arguments` of a script's function would lead to the functions that call it.
  return `(function(){"use strict";var module={exports:{}},exports=module.exports;${text}\nreturn module.exports.boot})()`
}

/** Runs as one script whose value is a factory; calling that gives a function for each path of the package. */
async function bundlePackage(name: string, entries: readonly PackageEntry[]): Promise<string> {
  const modules = entries.flatMap((entry) =>
    entry.paths.map((path) => ({ key: exportKey(entry, path), code: moduleCode(entry, path) })),
  )
  const text = await bundle({
    stdin: {
      contents: modules.map(({ key, code }) => `exports[${JSON.stringify(key)}]=()=>${code}`).join(';'),
      resolveDir: root,
    },
    format: 'cjs',
    platform: 'node',
    external: entries.flatMap(({ absent = [], refused = [], uses = [] }) => [...absent, ...refused, ...uses]),
    define: { 'import.meta.url': JSON.stringify(`file:///${name}.js`) },
    plugins: [scramInOneCall],
  })
  return `(function(exports,require,module,__filename,__dirname){${text}\n})`
}

function moduleCode({ name, folder = name, adapter }: PackageEntry, path: string): string {
  return adapter && path === ''
    ? `require(${JSON.stringify(`./runtime/guest/adapters/${adapter}.ts`)}).adapted()`
    : `require(${JSON.stringify(`${folder}${path}`)})`
}

async function bundleProgram(entry: string): Promise<string> {
  return bundle({
    entryPoints: [join(root, entry)],
    format: 'cjs',
    platform: 'node',
    external: ['isolated-vm'],
  })
}

/** The published binding for this machine; found by its loader, here, where files may be read. */
function nativeModules(): { [file: string]: string } {
  const ivm = dirname(require.resolve('isolated-vm/package.json'))
  const gyp = createRequire(join(ivm, 'package.json'))('node-gyp-build') as {
    path(directory: string): string
  }
  const bcrypt = dirname(require.resolve('bcrypt/package.json'))
  return { 'isolated-vm.node': gyp.path(ivm), 'bcrypt.node': gyp.path(bcrypt) }
}

/** The catalogue promises these versions to scripts, so they must be installed. */
function checkVersions(): void {
  for (const { name, folder = name, version, source } of catalogue) {
    if (source !== 'npm') continue
    const file = join(root, 'node_modules', folder, 'package.json')
    const installed = (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version
    if (installed !== version) {
      throw new Error(
        `the catalogue offers ${name} ${version}, but ${installed} is installed: run npm ci, or mend runtime/packages/catalogue.ts`,
      )
    }
  }
}

async function main(directory: string): Promise<void> {
  checkVersions()
  const bundled = catalogue.filter((entry) => entry.source !== 'face')
  const names = [...new Set(bundled.map((entry) => entry.bundle))]
  const texts: { [file: string]: string } = {
    'runner.js': await bundleProgram('runtime/runner/main.ts'),
    'kdf.js': await bundleProgram('runtime/runner/kdf/main.ts'),
    'code-cache.js': await bundleProgram('runtime/packages/code-cache.ts'),
    'core.js': await bundleCore(),
    // Ends Node's search for a package scope here, since a runner may not read the folders above.
    'package.json': '{"type":"commonjs"}',
  }
  for (const name of names) {
    texts[`${name}.js`] = await bundlePackage(
      name,
      bundled.filter((entry) => entry.bundle === name),
    )
  }
  for (const [file, text] of Object.entries(texts)) writeFileSync(join(directory, file), text)
  for (const [file, from] of Object.entries(nativeModules())) copyFileSync(from, join(directory, file))

  const bundles = ['core', ...names]
  await promisify(execFile)(process.execPath, [...V8_FLAGS, join(directory, 'code-cache.js'), ...bundles], {
    env: {},
  })

  const manifest: Manifest = { files: {}, bundles: {} }
  for (const file of readdirSync(directory).sort()) {
    manifest.files[file] = createHash('sha256')
      .update(readFileSync(join(directory, file)))
      .digest('hex')
  }
  for (const name of bundles) {
    manifest.bundles[name] = manifest.files[`${name}.cache`] ? { cache: `${name}.cache` } : {}
  }
  writeFileSync(join(directory, 'manifest.json'), JSON.stringify(manifest, undefined, 1))
}

const [directory] = process.argv.slice(2)
if (!directory) throw new Error('usage: build.ts <directory>')
await main(directory)
