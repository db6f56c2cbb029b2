/** Messages between an editor and the type service: plain data. Offsets are UTF-16 units in the tenant's text. @module */

/** Keys of `options.customScripts`, in the order of the tabs: first those that run in import mode. */
export const ACTIONS = [
  'login',
  'get_user',
  'create',
  'verify',
  'change_password',
  'delete',
  'change_email',
] as const

/** Name of a script. */
export type Action = (typeof ACTIONS)[number]

/** What a script is checked against. */
export interface ScriptSetting {
  action: Action
  /** Keys of the connection's configuration; null while they are not known: then keys are not checked. */
  configurationKeys: readonly string[] | null
  /** Scripts of this connection receive the context, before the callback. */
  hasContext: boolean
}

/** A text that an editor asks about. */
export interface Script extends ScriptSetting {
  text: string
}

/** Replaces the text from `from` up to, but not including, `to`. */
interface Edit {
  from: number
  to: number
  text: string
}

/** A quick fix of a problem; its edits are applied together. */
export interface Fix {
  title: string
  edits: Edit[]
}

/**
 * `error`: the script would throw, not compile, or return no user. `warning`: it works, but is risky. `hint`: there is
 * a better way. Only a problem with `isSyntax` keeps a script from being saved or deployed.
 */
export interface Problem {
  from: number
  to: number
  severity: 'error' | 'warning' | 'hint'
  /** One or two sentences: what is wrong, and what to do. */
  message: string
  /** `ts2339`, the name of one of our own rules, or `advice/…`. */
  code: string
  fixes: Fix[]
  /** The text does not compile. */
  isSyntax: boolean
  /** Shown faded, because nothing uses it. */
  isUnused: boolean
  /** Shown struck through. */
  isDeprecated: boolean
}

/** One suggested completion. */
interface Completion {
  label: string
  /** Kind in the language service's words: `method`, `property`, `const` … */
  kind: string
  /** A smaller number is better. */
  rank: number
}

/** Completions at one place. */
export interface Completions {
  /** Start of the text that a completion replaces. */
  from: number
  items: Completion[]
}

/** Signature and documentation of the name at a place. */
export interface Hint {
  from: number
  to: number
  signature: string
  documentation: string
}

/** The questions that the service answers, by name. */
export interface TypeQuestions {
  problems: { ask: Script; answer: Problem[] }
  complete: { ask: Script & { at: number }; answer: Completions | null }
  details: { ask: Script & { at: number; label: string }; answer: Omit<Hint, 'from' | 'to'> | null }
  hover: { ask: Script & { at: number }; answer: Hint | null }
}

export type Question = keyof TypeQuestions

/** The type service, in a worker or in the same thread. */
export type TypeService = {
  [kind in Question]: (ask: TypeQuestions[kind]['ask']) => TypeQuestions[kind]['answer']
}

/** Message to the worker. */
export interface WorkerAsk {
  id: number
  kind: Question
  args: unknown
}

/** Message from the worker; the message with ID 0 is sent once, when the worker is ready. */
export type WorkerAnswer =
  | { id: number; ok: true; value: unknown }
  | { id: number; ok: false; message: string }
