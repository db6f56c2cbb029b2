/** Tells which errors of a login script mean a wrong password. @module */
import type { ScriptRun } from '../../../runtime/index.ts'

/** An error that counts as a wrong password until the script's revision turns out to be broken. */
export interface SaysNo {
  /** Whether these errors can block the user; others count per day and per address only. */
  in_row: boolean
  /** Redacted message; errors of the same revision and message are counted as one kind. */
  message: string
}

/**
 * Statuses that a web service sends both for a wrong password and for a wrong key of its own. They slow guessing down, and
 * lock nobody out.
 */
const DOUBTFUL_STATUSES: ReadonlySet<number> = new Set([401, 403])

const MESSAGE_CHARACTERS = 300

/**
 * An `Error`, or a text, counts as a wrong password only if the legacy store answered in the same run, and if the error
 * is not one of the store itself: of connecting, of the script's own credentials there, of permissions, syntax, time or
 * load. The three error classes, a falsy profile and another person's profile always count as wrong; limits, crashes,
 * profiles that cannot be stored and outages say nothing about the password. The kinds of `LoginResult` distinguish all
 * of these.
 *
 * @returns undefined when the run says nothing about the password
 */
export function errorSaysNo({
  outcome,
  legacy_bytes_received,
}: Pick<ScriptRun, 'outcome' | 'legacy_bytes_received'>): SaysNo | undefined {
  if (outcome.kind !== 'failure' || outcome.code !== 'script_error') return undefined
  if (legacy_bytes_received === 0) return undefined
  const { store_fault, http_status = 0 } = outcome
  if (store_fault !== undefined && !DOUBTFUL_STATUSES.has(http_status)) return undefined
  const message = outcome.message.slice(0, MESSAGE_CHARACTERS).toWellFormed()
  return { in_row: store_fault === undefined, message }
}
