/** `require`: the built-ins of the compat layer and the packages of the catalogue, nothing else. @module */
import { catalogue, exportKey, requestOfScript, resolvePackage } from '../packages/catalogue.ts'
import { notOffered } from '../packages/instead.ts'
import { NODE_MODULES } from '../packages/node-modules.ts'
import { host } from './host.ts'
import { refusedModule } from './node/refused.ts'
import { evaluate } from './primordials.ts'

export type Factory = (
  this: unknown,
  exports: unknown,
  require: (name: string) => unknown,
  module: { exports: unknown },
  filename: string,
  dirname: string,
) => void

export interface Modules {
  /** `require` as scripts see it. */
  require: (name: string) => unknown
  /** Makes a package's code known without running it. */
  define(bundle: string, factory: Factory): void
}

interface Builtins {
  [name: string]: () => unknown
}

/**
 * @param builtins what scripts may require
 * @param packageBuiltins what the packages themselves may require beside that: `fs` and others, as stubs
 * @param faces packages of our own, by bundle name
 * @param source the script's text, which may show the generation that an unpinned name means
 */
export function createModules(
  builtins: Builtins,
  packageBuiltins: Builtins,
  faces: Builtins,
  source: string,
): Modules {
  const factories = new Map<string, Factory>()
  const loaded = new Map<string, unknown>()
  const bundles = new Map<string, { [path: string]: () => unknown }>()

  function builtin(from: Builtins, name: string): { exports: unknown } | undefined {
    const bare = name.startsWith('node:') ? name.slice(5) : name
    if (!Object.hasOwn(from, bare)) return undefined
    if (!loaded.has(bare)) loaded.set(bare, from[bare]?.())
    return { exports: loaded.get(bare) }
  }

  function packageRequire(name: string): unknown {
    const found = builtin(builtins, name) ?? builtin(packageBuiltins, name)
    if (found) return found.exports
    if (catalogue.some(({ refused = [] }) => refused.includes(name))) return refusedModule(name)
    if (catalogue.some(({ uses = [] }) => uses.includes(name))) return requirePackage(name)
    throw notFound(name, `Cannot find module '${name}'`)
  }

  function openBundle(bundle: string): { [path: string]: () => unknown } {
    const open = bundles.get(bundle)
    if (open) return open
    // Not predicted from the script's text (a computed name): compiled from source, without a code cache.
    const factory = factories.get(bundle) ?? (evaluate(`${host.sync('package.source', bundle)}`) as Factory)
    const module = { exports: {} }
    factory.call(module.exports, module.exports, packageRequire, module, `/${bundle}.js`, '/')
    const paths = module.exports as { [path: string]: () => unknown }
    bundles.set(bundle, paths)
    return paths
  }

  function requirePackage(name: string): unknown {
    const found = resolvePackage(name)
    if (!found) throw notFound(name, notOffered(name, NODE_MODULES))
    if (found.instead) {
      console.warn(`${name} is not offered; ${found.entry.name}@${found.entry.version} is used instead.`)
    }
    const key = exportKey(found.entry, found.path)
    if (!loaded.has(key)) {
      const face = faces[found.entry.bundle]
      loaded.set(key, face ? face() : openBundle(found.entry.bundle)[key]?.())
    }
    return loaded.get(key)
  }

  return {
    define: (bundle, factory) => void factories.set(bundle, factory),
    require(name) {
      if (typeof name !== 'string')
        throw new TypeError('The "id" argument of require must be of type string.')
      const found = builtin(builtins, name)
      return found ? found.exports : requirePackage(requestOfScript(name, source))
    },
  }
}

function notFound(name: string, message: string): Error {
  return Object.assign(new Error(message), { code: 'MODULE_NOT_FOUND', requested: name })
}

declare const console: { warn(text: string): void }
