/** The headline of a test run. @module */
import type { Operations } from '../../api/schema.ts'
import type { Action } from '../../editor/types/contract.ts'
import { scriptsText } from './text.ts'

/** What the server says about a test run. */
export type RunResult = Operations['POST /api/v2/connections/{id}/scripts/{name}/try']['result']

/** One sentence from a fixed set, and how grave it is. */
export interface Headline {
  tone: 'ok' | 'warn' | 'bad'
  text: string
  /** What to look at next. */
  hint?: string
}

/** @param importing whether a login imports the user */
export function headlineOf(action: Action, run: RunResult, importing: boolean): Headline {
  const says = scriptsText.headlines
  if (!run.ok) return failureOf(action, run.error)
  const isLookUp = action === 'login' || action === 'get_user'
  if (!isLookUp) {
    const isDone = run.result !== false && run.result !== null
    // Without a second argument a script has nothing to say but that nothing failed.
    return isDone || run.result === null
      ? { tone: 'ok', text: says.done }
      : { tone: 'warn', text: says.notDone }
  }
  if (run.result === null || run.result === false) {
    return { tone: 'warn', text: action === 'login' ? says.noUser : says.notFound }
  }
  if (action === 'get_user') return { tone: 'ok', text: says.found }
  return { tone: 'ok', text: importing ? says.signedIn : says.signedInLegacy }
}

function failureOf(
  action: Action,
  { code, message, line }: Extract<RunResult, { ok: false }>['error'],
): Headline {
  const says = scriptsText.headlines
  switch (code) {
    case 'invalid_user_password':
      return { tone: 'warn', text: action === 'login' ? says.wrongPassword : says.notFound }
    case 'invalid_profile':
    case 'profile_mismatch':
      return { tone: 'bad', text: says.notImportable, hint: message }
    case 'script_syntax':
      return { tone: 'bad', text: says.syntax(line), hint: message }
    case 'script_timeout':
      return { tone: 'bad', text: says.timeout, hint: message }
    case 'no_callback':
      return { tone: 'bad', text: says.noCallback, hint: message }
    case 'script_memory':
      return { tone: 'bad', text: says.memory, hint: message }
    case 'legacy_unavailable':
      return { tone: 'bad', text: says.unreachable, hint: `${message} ${scriptsText.causes}` }
    default:
      return { tone: 'bad', text: says.failed(message || code) }
  }
}
