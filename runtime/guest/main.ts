/**
 * The first code inside an isolate: takes the host's three functions, builds the environment that scripts see, and returns
 * the one function through which the host enters the isolate from then on. @module
 */
import { legacyGlobals } from '../packages/legacy-globals.ts'
import { absentValues } from './absent-globals.ts'
import type { BootOptions } from './boot-options.ts'
import { installConsole, resumeConsole } from './console.ts'
import { bcryptFace, bcryptjsFace } from './faces/bcrypt.ts'
import { easyPbkdf2Face } from './faces/easy-pbkdf2.ts'
import { hashingFaces } from './faces/hashing.ts'
import { UnauthorizedError, ValidationError, WrongUsernameOrPasswordError } from './guard.ts'
import type { Cell } from './host.ts'
import { setHost } from './host.ts'
import { builtins, packageBuiltins } from './node/index.ts'
import type { Natives } from './posts.ts'
import { createPosts } from './posts.ts'
import { defineProperty, parse } from './primordials.ts'
import { installProcess } from './process.ts'
import type { Factory } from './require.ts'
import { createModules } from './require.ts'
import { createScriptRunner } from './script.ts'
import { installTimers } from './timers.ts'
import { installGlobals } from './web/index.ts'

export interface Entry {
  /** Makes a package known. */
  define(bundle: string, factory: Factory): void
  /** Starts a run. */
  start(argsJson: string): void
  /** Delivers events, flat: id, type, a, b. */
  events(...cells: Cell[]): void
}

/** Builds the sandbox's environment. Called once, before any code of the tenant. */
export function boot(optionsJson: string, sync: unknown, blocking: unknown, flush: unknown): Entry {
  const options = parse(optionsJson) as BootOptions
  for (const name of ['WebAssembly', 'SharedArrayBuffer', 'Atomics'])
    delete (globalThis as { [key: string]: unknown })[name]
  fixArrayBuffers()

  const natives = { sync, blocking, flush } as Natives
  const posts = createPosts(natives, new Set(options.blocking_operations), {
    uncaught: (error, startedIn) => runner.fail(error, startedIn),
    run: () => runner.run(),
  })
  setHost(posts.host)

  const faces = {
    bcrypt: bcryptFace,
    bcryptjs: bcryptjsFace,
    'easy-pbkdf2': easyPbkdf2Face,
    ...hashingFaces,
  }
  const modules = createModules(builtins, packageBuiltins, faces, options.source)
  defineGlobal('global', globalThis)
  installProcess()
  installTimers()
  installGlobals()
  installConsole((...values) =>
    (modules.require('util') as { format(...values: unknown[]): string }).format(...values),
  )
  defineGlobal('require', modules.require)
  for (const value of [WrongUsernameOrPasswordError, ValidationError, UnauthorizedError])
    defineGlobal(value.name, value)
  for (const [name, [request, member]] of Object.entries(legacyGlobals))
    defineLazy(name, () => pick(modules.require(request), member))
  for (const [name, value] of absentValues()) defineGlobal(name, value)
  defineGlobal('configuration', Object.freeze(options.configuration))

  const runner = createScriptRunner(
    options.source,
    options.action,
    { bytes: options.result_bytes, depth: options.result_depth, values: options.result_values },
    posts.flush,
  )

  return {
    define: modules.define,
    start(argsJson) {
      resumeConsole()
      runner.start(argsJson)
    },
    events(...cells) {
      for (let i = 0; i < cells.length; i += 4) {
        try {
          posts.deliver(cells[i] as number, cells[i + 1] as string, cells[i + 2], cells[i + 3])
        } catch (error) {
          // An error thrown in a driver's callback has no caller: it ends the run.
          runner.fail(error)
        }
      }
    },
  }
}

function pick(module: unknown, member: string | undefined): unknown {
  return member === undefined ? module : (module as { [member: string]: unknown })[member]
}

function defineGlobal(name: string, value: unknown): void {
  defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false })
}

/** A global whose module is loaded when the script first touches it. */
function defineLazy(name: string, load: () => unknown): void {
  defineProperty(globalThis, name, {
    configurable: true,
    enumerable: false,
    get() {
      const value = load()
      defineGlobal(name, value)
      return value
    },
    set(value: unknown) {
      defineGlobal(name, value)
    },
  })
}

/**
 * Removes the parts of ArrayBuffer that could grow memory past the isolate's limit: V8 does not count the pages of a
 * resizable buffer that is grown later.
 */
function fixArrayBuffers(): void {
  const Native = ArrayBuffer
  for (const name of ['resize', 'transfer', 'transferToFixedLength']) {
    delete (Native.prototype as unknown as { [key: string]: unknown })[name]
  }
  const Fixed = new Proxy(Native, {
    construct: (target, [length], newTarget) => Reflect.construct(target, [length], newTarget),
  })
  Native.prototype.constructor = Fixed
  defineGlobal('ArrayBuffer', Fixed)
}
