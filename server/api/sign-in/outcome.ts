/** What a person reads after each outcome of a sign-in; a wrong password and an unknown name read alike (A1). @module */
import { ApiError } from '../../common/errors.ts'
import type { LoginResult } from '../../migration/login/login-result.ts'
import { StoreShareFull, StoreUnavailable } from '../../store/contract.ts'
import type { PageTexts } from '../hosted-pages/texts.ts'

/** The status and the words above the form. */
export interface Told {
  status: number
  error: string
  /** Fields that are wrong; none when the reason is not what was entered. */
  fields?: readonly ('username' | 'password')[]
  retry_after_s?: number
}

/** @returns the headers of a page that tells it */
export function headersOf(told: { retry_after_s?: number | undefined } | undefined): {
  headers?: { 'Retry-After': string }
} {
  return told?.retry_after_s === undefined ? {} : { headers: { 'Retry-After': String(told.retry_after_s) } }
}

const MOST_CHARACTERS = 500
const RETRY_S = 60

/** @returns what to tell after a sign-in; undefined when it succeeded */
export function toldOf(result: LoginResult, { signIn }: Pick<PageTexts, 'signIn'>): Told | undefined {
  switch (result.kind) {
    case 'success':
      return undefined
    case 'denied':
      return wrong(signIn)
    case 'blocked':
      return { status: 403, error: signIn.blocked }
    case 'validation':
    case 'unauthorized':
      return { status: 400, error: shortened(result.message) || signIn.unauthorized }
    case 'failed':
      return { status: 400, error: signIn.failed(result.log_id) }
    case 'unavailable':
      return { status: 503, error: signIn.unavailable, retry_after_s: result.retry_after_s }
  }
}

/** @returns the words of a wrong password, also for names that do not exist */
export function wrong(texts: PageTexts['signIn']): Told {
  return { status: 400, error: texts.wrong, fields: ['username', 'password'] }
}

/** @returns what to tell when the attempt was refused before the password was checked; undefined for other errors */
export function toldOfRefusal(error: unknown, { signIn }: Pick<PageTexts, 'signIn'>): Told | undefined {
  if (error instanceof StoreUnavailable || error instanceof StoreShareFull) {
    return { status: 503, error: signIn.unavailable, retry_after_s: RETRY_S }
  }
  if (!(error instanceof ApiError)) return undefined
  const retry_after_s = Number(error.headers['Retry-After'] ?? RETRY_S)
  switch (error.code) {
    case 'too_many_attempts':
      return { status: error.status, error: signIn.too_many_attempts }
    case 'too_many_requests': {
      const minutes = Math.max(1, Math.ceil(retry_after_s / 60))
      return { status: error.status, error: signIn.too_many_requests(minutes), retry_after_s }
    }
    case 'temporarily_unavailable':
      return { status: error.status, error: signIn.unavailable, retry_after_s }
    default:
      return undefined
  }
}

/** The script's own words, which are shown as text. */
const shortened = (message: string): string => message.trim().slice(0, MOST_CHARACTERS).toWellFormed()
