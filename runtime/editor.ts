/**
 * What a script editor needs to know about the sandbox. It runs in a browser, so it imports nothing of Node, directly or
 * indirectly. Only the dashboard's build includes it. @module
 */
import type { Action } from './actions.ts'
import { adviseScript } from './advice/advise.ts'
import type { Advice, AdviceRequest } from './advice/contract.ts'
import { catalogue, majorOf, resolvePackage } from './packages/catalogue.ts'
import { notOffered } from './packages/instead.ts'
import { absentGlobals, legacyGlobals } from './packages/legacy-globals.ts'
import type { ScriptFrame } from './script-text.ts'
import { SCRIPT_NAMES, scriptFrames, withoutExports } from './script-text.ts'

/** A module that `require` returns. */
export interface OfferedModule {
  /** Name of its `declare module`. */
  module: string
  /** Absent for Node's own. */
  version?: string
  /** Whether another major was asked for than the one returned. */
  instead: boolean
}

/** The types and checks of the editor. */
export interface EditorSandbox {
  /** Declarations by path: the language's in `/lib/`, the sandbox's in `/sandbox/`. */
  files: { readonly [path: string]: string }
  /** All names that `require` accepts, in their preferred form. */
  modules: readonly string[]
  /** Modules that may also be called, which their declarations cannot express. */
  callable: readonly string[]
  /** Globals of Auth0's first sandbox that are not offered, with what to use instead. */
  absent: { readonly [global: string]: string }
  /** @returns undefined for a module that is not offered */
  resolve(request: string): OfferedModule | undefined
  /** @returns one sentence on a module that is not offered, with what to use */
  notOffered(request: string): string
  advise(request: AdviceRequest): Advice[]
  /** Names of each action's function. */
  names: typeof SCRIPT_NAMES
  /** The runtime's frames around a text: first as statements, then as one expression. */
  frames: (action: Action) => readonly [statements: ScriptFrame, expression: ScriptFrame]
  /** @returns the text with its `export` as the runtime reads it; undefined when it has none */
  withoutExports(source: string): string | undefined
}

/** @param declarations texts of `.d.ts` files by path, as in `files` */
export function createEditorSandbox(declarations: { readonly [path: string]: string }): EditorSandbox {
  const builtins = new Set(namesOf(declarations['/sandbox/node.d.ts'] ?? ''))
  const packages = catalogue.flatMap((entry) =>
    entry.paths.map((path) =>
      resolvePackage(entry.name)?.entry === entry
        ? `${entry.name}${path}`
        : `${entry.name}@${majorOf(entry)}${path}`,
    ),
  )
  const texts = Object.values(declarations).join('\n')
  return {
    files: { ...declarations, '/sandbox/legacy-globals.d.ts': declareGlobals(texts) },
    modules: [...packages, ...builtins],
    callable: CALLABLE,
    absent: absentGlobals,
    resolve(request) {
      const bare = request.replace(/^node:/, '')
      if (builtins.has(bare)) return { module: bare, instead: false }
      const found = resolvePackage(request)
      if (!found) return undefined
      const { entry, path, instead } = found
      const isCurrent = resolvePackage(entry.name)?.entry === entry
      const module = isCurrent ? `${entry.name}${path}` : `${entry.name}@${majorOf(entry)}${path}`
      return { module, version: entry.version, instead }
    },
    notOffered: (request) => notOffered(request, [...builtins]),
    advise: adviseScript,
    names: SCRIPT_NAMES,
    frames: scriptFrames,
    withoutExports,
  }
}

function namesOf(text: string): string[] {
  return [...text.matchAll(/^declare module '([^']+)'/gm)].map(([, name = '']) => name)
}

/** Old scripts use modules without requiring them; new ones should require them. */
function declareGlobals(texts: string): string {
  const legacy = Object.entries(legacyGlobals).map(([name, [request, member]]) => {
    const whole = `typeof import('${request}')`
    const isDeclared = member !== undefined && new RegExp(`export (?:class|const) ${member}\\b`).test(texts)
    const type =
      member === undefined ? callable(request, whole) : isDeclared ? `${whole}['${member}']` : 'any'
    // `crypto` is a global of today as well.
    if (name === 'crypto') return `declare var ${name}: ${type}`
    const instead = `require('${request}')${member ? `.${member}` : ''}`
    return `/** @deprecated Write \`${instead}\`: this global is there for old scripts. */\ndeclare var ${name}: ${type}`
  })
  const absent = Object.entries(absentGlobals).map(
    ([name, instead]) => `/** @deprecated Not offered. ${instead} */\ndeclare var ${name}: any`,
  )
  return [...legacy, ...absent].join('\n')
}

/** Modules that can be called as functions, as the globals with their names could. */
const CALLABLE = ['mysql', 'pg', 'mongodb', 'mongodb@2']

function callable(request: string, type: string): string {
  return CALLABLE.includes(request) ? `${type} & ((...args: any[]) => any)` : type
}
