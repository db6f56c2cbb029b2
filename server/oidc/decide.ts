/** What a request of `/authorize` gets: a page, a refusal, or its answer at once. @module */
import type { AuthorizeRequest, OAuthProblem } from './request.ts'

/** A session that counts for the client, and whose user exists and is not blocked. */
export interface CountingSession {
  user_id: string
  /** When the password was last entered; milliseconds since the epoch. */
  authenticated_at: number
}

export type Decision =
  /** The sign-in page. */
  | { kind: 'sign_in' }
  | { kind: 'fail'; problem: OAuthProblem }
  /** The page that asks whether the application may have what it asks for, whatever was allowed before. */
  | { kind: 'ask_consent' }
  /** Code or tokens, as soon as the person has allowed them where that is needed. */
  | { kind: 'finish' }

/**
 * @param about.hinted_user_id the user of `id_token_hint`, which says who must be signed in
 * @see OpenID Connect Core 1.0, section 3.1.2.3
 */
export function decide(about: {
  request: Pick<AuthorizeRequest, 'prompts' | 'max_age'>
  session: CountingSession | undefined
  hinted_user_id: string | undefined
  now: number
}): Decision {
  const { request, session, hinted_user_id, now } = about
  const { prompts, max_age } = request
  const isTooOld =
    session !== undefined && max_age !== undefined && now - session.authenticated_at >= max_age * 1_000
  const isOther = session !== undefined && hinted_user_id !== undefined && session.user_id !== hinted_user_id
  const asksAgain = prompts.includes('login') || prompts.includes('select_account')
  if (session === undefined || isTooOld || isOther || asksAgain) {
    return prompts.includes('none') ? { kind: 'fail', problem: LOGIN_REQUIRED } : { kind: 'sign_in' }
  }
  return { kind: prompts.includes('consent') ? 'ask_consent' : 'finish' }
}

const LOGIN_REQUIRED: OAuthProblem = { error: 'login_required', error_description: 'Login required' }
