/** What happened, in a sentence, and what to do about it. @module */
import type { LogEntry, Run } from '../../api/logs.ts'
import { wordsOf } from '../../shell/log-words.ts'
import { inSentence } from '../../ui/plain-text.ts'
import { logsText } from './text.ts'

/** A verdict about an entry or a run. */
export interface Verdict {
  tone: 'ok' | 'info' | 'bad'
  title: string
  /** Reasons and explanations, as the server or the script gave them. */
  detail?: string | undefined
  /** What to do. */
  advice?: string | undefined
}

/** @returns who did what, where and how it ended */
export function verdictOf(entry: LogEntry): Verdict {
  const { type = '', user_name, connection, client_name, description } = entry
  const { tone, words } = wordsOf(type)
  const who = user_name === undefined || user_name === '' ? undefined : inSentence(user_name)
  const where = [
    connection === undefined ? undefined : logsText.inConnection(inSentence(connection)),
    client_name === undefined ? undefined : logsText.byApplication(inSentence(client_name)),
  ].filter((part) => part !== undefined)
  return {
    tone: tone === 'plain' ? 'info' : tone,
    title: `${[who === undefined ? words : `${who}: ${words}`, ...where].join(', ')}.`,
    detail: description,
    advice: adviceOf(entry),
  }
}

/** @returns what to do about an entry that is bad news */
function adviceOf(entry: LogEntry): string | undefined {
  const { advice } = logsText
  const code = codeOf(entry)
  if (code !== undefined && Object.hasOwn(advice.codes, code)) return advice.codes[code]
  if (entry.description === 'user is blocked') return advice.codes.blocked
  const { type = '' } = entry
  if (Object.hasOwn(advice.types, type)) return advice.types[type]
  return entry.details?.run_id !== undefined && wordsOf(type).tone === 'bad' ? advice.run : undefined
}

/** @returns the code of the error that the entry is about */
export function codeOf({ details }: LogEntry): string | undefined {
  const code = details?.code
  return typeof code === 'string' ? code : undefined
}

/** @returns the ID of the run that the entry is about */
export function runOf({ details }: LogEntry): string | undefined {
  const id = details?.run_id
  return typeof id === 'string' ? id : undefined
}

/** @returns the user whom a profile conflicts with */
export function conflictOf({ details }: LogEntry): { user_id: string; field: string } | undefined {
  const [user_id, field] = [details?.clash_user_id, details?.clash_field]
  return typeof user_id === 'string' && typeof field === 'string' ? { user_id, field } : undefined
}

/** @returns which script ran for what, and how it ended */
export function verdictOfRun({ action, purpose, outcome, message, connection }: Run): Verdict {
  const { outcomes, runEnded } = logsText
  const known = Object.hasOwn(outcomes, outcome) ? outcomes[outcome] : undefined
  const isGood = outcome === 'value' || outcome === 'none'
  const why = logsText.purposes[purpose] ?? purpose
  return {
    tone: isGood ? 'ok' : 'bad',
    title: runEnded(action, inSentence(connection), why, known ?? outcome),
    detail: message,
    advice: logsText.advice.codes[outcome] ?? (isGood ? undefined : logsText.advice.script),
  }
}
