/** Samples and small helpers for the tests of advice. @module */
import { readdirSync, readFileSync } from 'node:fs'
import { adviseScript } from '../../../runtime/in-worker.ts'
import type { Action, Advice } from '../../../runtime/index.ts'
import { ACTIONS } from '../../../runtime/index.ts'

export interface Sample {
  name: string
  action: Action
  source: string
}

const FOLDER = new URL('samples/', import.meta.url)

/** Scripts in every style that tenants paste; files are called `<name>.<action>.js`. */
export function samples(): Sample[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.js'))
    .sort()
    .map((file) => {
      const [name = '', action = ''] = file.split('.')
      return { name, action: actionNamed(action), source: readFileSync(new URL(file, FOLDER), 'utf8') }
    })
}

function actionNamed(name: string): Action {
  const action = ACTIONS.find((each) => each === name)
  if (!action) throw new Error(`no action ${name}`)
  return action
}

/** `rule line:column-end_line:end_column`, short enough for tables. */
export function brief(advice: Advice): string {
  return `${advice.rule} ${advice.line}:${advice.column}-${advice.end_line}:${advice.end_column}`
}

/** Findings of some rules only. */
export function found(action: Action, source: string, ...rules: string[]): string[] {
  return adviseScript({ action, source })
    .filter(({ rule }) => rules.length === 0 || rules.includes(rule))
    .map(brief)
}

/** The text that a fix makes of a script. */
export function applyFix(source: string, advice: Advice): string {
  const edits = [...(advice.fix?.edits ?? [])].sort((a, b) => b.start - a.start)
  return edits.reduce((text, { start, end, text: by }) => text.slice(0, start) + by + text.slice(end), source)
}
