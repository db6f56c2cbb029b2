/** Messages between an editor and the type service: plain data. Offsets are UTF-16 units in the tenant's text. @module */

/** Keys of `options.customScripts`, in the order of the tabs: those that run in import mode come first. */
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
  /** Keys of the connection's configuration; null when they are not known, and then not checked. */
  configurationKeys: readonly string[] | null
  /** Scripts of this connection are given the context, before the callback. */
  hasContext: boolean
}

/** A text that is asked about. */
export interface Script extends ScriptSetting {
  text: string
}

/** Replaces `from` to `to`, the end not included. */
interface Edit {
  from: number
  to: number
  text: string
}

/** One thing to do about a problem; its edits are applied together. */
export interface Fix {
  title: string
  edits: Edit[]
}

/**
 * `error`: would throw, not compile, or give no user. `warning`: works, but is risky. `hint`: there is a better way. None of
 * them keeps a script from being saved or deployed but those with `isSyntax`.
 */
export interface Problem {
  from: number
  to: number
  severity: 'error' | 'warning' | 'hint'
  /** One or two sentences: what is wrong, and what to do. */
  message: string
  /** `ts2339`, the name of a rule of ours, or `advice/…`. */
  code: string
  fixes: Fix[]
  /** The text does not compile. */
  isSyntax: boolean
  /** Shown faded: nothing uses it. */
  isUnused: boolean
  /** Shown struck through. */
  isDeprecated: boolean
}

/** One completion. */
interface Completion {
  label: string
  /** As the language service names it: `method`, `property`, `const` … */
  kind: string
  /** Smaller is better. */
  rank: number
}

/** Completions for one place. */
export interface Completions {
  /** What is replaced begins here. */
  from: number
  items: Completion[]
}

/** Signature and documentation of what is at a place. */
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

/** Name of a question. */
export type Question = keyof TypeQuestions

/** The type service, in a worker or in the same thread. */
export type TypeService = {
  [kind in Question]: (ask: TypeQuestions[kind]['ask']) => TypeQuestions[kind]['answer']
}

/** To the worker. */
export interface WorkerAsk {
  id: number
  kind: Question
  args: unknown
}

/** From the worker; with the id 0 once, when it is ready. */
export type WorkerAnswer =
  | { id: number; ok: true; value: unknown }
  | { id: number; ok: false; message: string }
