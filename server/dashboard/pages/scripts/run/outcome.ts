/** The headline of a test run. @module */
import type { Operations } from '../../../api/operations.ts'
import type { Action } from '../../../editor/types/contract.ts'
import { runText } from './run-text.ts'

/** The server's response to a test run. */
export type RunResult = Operations['POST /api/v2/connections/{id}/scripts/{name}/try']['result']

type RunError = Extract<RunResult, { ok: false }>['error']

/** A message from a fixed set, and its severity. */
export interface Headline {
  tone: 'ok' | 'warn' | 'bad'
  text: string
  /** What to check next. */
  hint?: string
  /** The legacy store did not answer: the page lists the usual causes, and offers another try. */
  isUnreachable?: true
}

/** @param importing whether a sign-in imports the user */
export function headlineOf(action: Action, run: RunResult, importing: boolean): Headline {
  const first = run.ok ? endingOf(action, run, importing) : failureOf(action, run.error, run)
  if (first.tone === 'bad' || run.late_settlements === 0) return first
  const { calledTwice, calledOften } = runText.headlines
  const text = run.late_settlements === 1 ? calledTwice : calledOften(run.late_settlements + 1)
  return { tone: 'warn', text, hint: first.text }
}

function endingOf(
  action: Action,
  { result, checks }: Extract<RunResult, { ok: true }>,
  importing: boolean,
): Headline {
  const says = runText.headlines
  const isNothing = result === null || result === false
  switch (action) {
    case 'login':
      if (isNothing) return { tone: 'warn', text: says.saidNo }
      return signedIn(
        checks.find(({ id }) => id === 'arrival'),
        importing,
      )
    case 'get_user':
      return isNothing ? { tone: 'warn', text: says.notFound } : { tone: 'ok', text: says.found }
    case 'create':
    case 'verify':
    case 'change_password':
    case 'delete':
    case 'change_email':
      // Without a second argument, a script only says that nothing failed.
      return result === false ? { tone: 'warn', text: says.notDone } : { tone: 'ok', text: says.done }
  }
}

/** @param arrival the check that the profile has no conflict in Ferry */
function signedIn(arrival: RunResult['checks'][number] | undefined, importing: boolean): Headline {
  const says = runText.headlines
  if (arrival?.ok === false) return { tone: 'warn', text: says.refused, hint: sentence(arrival.message) }
  if (arrival?.ok === null) return { tone: 'ok', text: says.inFerry }
  return { tone: 'ok', text: importing ? says.signedIn : says.signedInLegacy }
}

const sentence = (text: string): string =>
  `${text.charAt(0).toUpperCase()}${text.slice(1).replace(/\.?$/, '.')}`

/** Where the way to the store broke: errors such as `fetch failed` do not name the host. */
function brokenAt(trace: RunResult['trace']): Pick<Headline, 'hint'> {
  const { kind, host, port, outcome } = trace.at(-1) ?? {}
  if (typeof host !== 'string' || typeof outcome !== 'string' || outcome === 'ok') return {}
  const { noAddress, notConnected } = runText.headlines
  if (kind === 'dns') return { hint: noAddress(host, outcome) }
  return kind === 'connect' ? { hint: notConnected(`${host}:${port}`, outcome) } : {}
}

function failureOf(
  action: Action,
  { code, message, line, name, error_code, user_known }: RunError,
  { duration_ms, trace }: Pick<RunResult, 'duration_ms' | 'trace'>,
): Headline {
  const says = runText.headlines
  const bad = (text: string): Headline => ({ tone: 'bad', text, ...(message !== '' && { hint: message }) })
  switch (code) {
    case 'invalid_user_password': {
      const said = user_known === false ? says.saidNo : says.wrongPassword
      const text = action === 'login' ? said : says.notFound
      return { tone: 'warn', text, ...(message !== '' && { hint: runText.said(message) }) }
    }
    case 'profile_conflict':
      return { tone: 'warn', text: action === 'login' ? says.clash : says.foundClash, hint: message }
    case 'invalid_profile':
    case 'profile_mismatch':
    case 'mfa_factors_unsupported':
      return {
        tone: 'warn',
        text: action === 'login' ? says.notImportable : says.foundNotImportable,
        hint: message,
      }
    case 'script_syntax':
      return bad(says.syntax(line))
    case 'script_timeout':
      // The runtime's message for an endless loop.
      return bad(/\bCPU\b|without a pause/.test(message) ? says.busy(duration_ms) : says.timeout(duration_ms))
    case 'no_callback':
      return bad(says.noCallback)
    case 'script_memory':
      return bad(says.memory)
    case 'script_limit':
      return bad(/\bCPU\b/i.test(message) ? says.cpu(duration_ms) : says.limit)
    case 'network_blocked':
      return bad(says.blocked)
    case 'legacy_unavailable':
      return { ...bad(says.unreachable), ...brokenAt(trace), isUnreachable: true }
    default: {
      if (error_code !== undefined) return bad(says.failed(error_code))
      const isNamed = name !== undefined && name !== 'Error' && name !== 'ValidationError'
      return { tone: 'bad', text: says.failed(`${isNamed ? `${name}: ` : ''}${message || code}`) }
    }
  }
}
