/** A trial sign-in: its request, its response and its headline. @module */
import type { Operations } from '../../api/operations.ts'
import { runText } from '../scripts/run/run-text.ts'
import { tryText } from './text.ts'

type TryLogin = Operations['POST /api/v2/connections/{id}/try-login']

/** What the person types. Only the form and the request have it. */
export type TrialInput = TryLogin['body']

/** The server's response. */
export type Trial = TryLogin['result']

/** One of the five steps. */
export type TrialStep = Trial['steps'][number]

/** A message from a fixed set, with its severity. */
export interface TrialHeadline {
  tone: 'ok' | 'warn' | 'bad' | 'info'
  text: string
  /** What to check next. */
  hint?: string
}

/** @returns the step of that name */
export function stepOf({ steps }: Trial, id: TrialStep['id']): TrialStep | undefined {
  return steps.find((step) => step.id === id)
}

/** @param mode the mode that was requested */
export function trialHeadline(trial: Trial, mode: TrialInput['mode']): TrialHeadline {
  const { headlines: says, hints } = tryText
  if (trial.error) return failureHeadline(trial.error, trial.run?.duration_ms ?? 0, mode === 'preview')
  const ran = stepOf(trial, 'script')?.ok === true
  if (mode === 'real') {
    if (!ran) return { tone: 'ok', text: says.served }
    return { tone: 'ok', text: stepOf(trial, 'import')?.ok ? says.imported : says.legacy }
  }
  if (ran) return { tone: 'ok', text: says.preview }
  return { tone: 'info', text: says.previewServed, hint: hints.previewServed }
}

function failureHeadline(
  { code, message, script_message, line }: NonNullable<Trial['error']>,
  duration_ms: number,
  isPreview: boolean,
): TrialHeadline {
  const said = script_message === undefined ? {} : { hint: runText.said(script_message) }
  const { headlines: says, hints } = tryText
  const { headlines: ofRuns } = runText
  switch (code) {
    case 'wrong_password':
      return { tone: 'warn', text: says.wrongPassword, ...said }
    case 'unknown_user':
      return { tone: 'warn', text: says.unknown, hint: message }
    case 'script':
      return { tone: 'warn', text: says.saidNo, ...said }
    case 'blocked':
      return { tone: 'warn', text: isPreview ? says.blockedPreview : says.blocked, hint: hints.blocked }
    case 'deleted':
      return { tone: 'warn', text: isPreview ? says.deletedPreview : says.deleted }
    case 'invalid_profile':
    case 'profile_mismatch':
    case 'mfa_factors_unsupported':
      return { tone: 'bad', text: says.notImportable, hint: message }
    case 'profile_conflict':
      return { tone: 'bad', text: isPreview ? says.clashPreview : says.clash, hint: message }
    case 'legacy_unavailable':
      return {
        tone: 'bad',
        text: says.unreachable,
        hint: `${message.replace(/[.\s]*$/, '.')} ${hints.unreachable}`,
      }
    case 'network_blocked':
      return { tone: 'bad', text: says.forbidden, hint: message }
    case 'busy':
      return { tone: 'warn', text: says.busy }
    case 'script_syntax':
      return { tone: 'bad', text: ofRuns.syntax(line), hint: message }
    case 'script_timeout':
      return { tone: 'bad', text: ofRuns.timeout(duration_ms), hint: message }
    case 'script_memory':
      return { tone: 'bad', text: ofRuns.memory, hint: message }
    case 'no_callback':
      return { tone: 'bad', text: ofRuns.noCallback, hint: message }
    default:
      return { tone: 'bad', text: says.failedAt(line), hint: message === '' ? code : message }
  }
}
