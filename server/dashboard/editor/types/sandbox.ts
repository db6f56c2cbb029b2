/** What the type service knows of the sandbox. The build generates it from the runtime. @module */
import type { Action } from './contract.ts'

/** The module that `require` loads. */
interface OfferedModule {
  /** Name of the module's declaration. */
  module: string
  /** undefined for modules of Node. */
  version?: string
  /** The script asked for another major version than the one that is loaded. */
  instead: boolean
}

/** Advice on a script, with its place; line and column start at 1. */
export interface Advice {
  rule: string
  severity: 'warning' | 'info'
  line: number
  column: number
  end_line: number
  end_column: number
  message: string
  fix?: { description: string; edits: { start: number; end: number; text: string }[] }
}

/** The text that the runtime puts before and after a script. */
interface ScriptFrame {
  kind: 'statements' | 'expression'
  before: string
  after: string
}

/** Declarations, modules and advice, as data and pure functions. */
export interface Sandbox {
  /** Declarations by path: those of the language under `/lib/`, those of the sandbox under `/sandbox/`. */
  files: { readonly [path: string]: string }
  /** Every name that `require` accepts, in its preferred spelling. */
  modules: readonly string[]
  /** Modules that can also be called as functions, which their declarations cannot express. */
  callable: readonly string[]
  /** Globals that the sandbox does not have, with their replacements. */
  absent: { readonly [global: string]: string }
  /** @returns undefined for a module that is not offered */
  resolve(request: string): OfferedModule | undefined
  /** @returns one sentence about a module that is not offered, with its replacement */
  notOffered(request: string): string
  advise(request: { action: Action; source: string; has_context: boolean }): Advice[]
  /** Names that the function of each action may have. */
  names: { readonly [action in Action]: readonly string[] }
  /** The two ways in which the runtime parses a text: first as statements, then as one expression. */
  frames(action: Action): readonly [statements: ScriptFrame, expression: ScriptFrame]
  /** @returns the text as the runtime parses it when it has an `export`; undefined when it has none */
  withoutExports(source: string): string | undefined
}
