/** What the type service knows of the sandbox. The build makes it from the runtime. @module */
import type { Action } from './contract.ts'

/** The module that a `require` loads. */
interface OfferedModule {
  /** Name of its declaration. */
  module: string
  /** Absent for Node's own. */
  version?: string
  /** Another major was asked for than the one it gives. */
  instead: boolean
}

/** Advice on a script, with its place in lines and columns from 1. */
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
  /** Declarations by path: the language's in `/lib/`, the sandbox's in `/sandbox/`. */
  files: { readonly [path: string]: string }
  /** All that `require` takes, as it is best written. */
  modules: readonly string[]
  /** Modules that may be called as well, which their declarations cannot say. */
  callable: readonly string[]
  /** Globals that are not offered, with what to use instead. */
  absent: { readonly [global: string]: string }
  /** @returns undefined for what is not offered */
  resolve(request: string): OfferedModule | undefined
  /** @returns one sentence on a module that is not offered, with what to use */
  notOffered(request: string): string
  advise(request: { action: Action; source: string; has_context: boolean }): Advice[]
  /** Names of each action's function. */
  names: { readonly [action in Action]: readonly string[] }
  /** How the runtime reads a text: first as statements, then as one expression. */
  frames(action: Action): readonly [statements: ScriptFrame, expression: ScriptFrame]
  /** @returns the text with its `export` as the runtime reads it; undefined when it has none */
  withoutExports(source: string): string | undefined
}
