/** What follows once the person of a flow is known: the required steps, then the application. @module */
import type { OAuthProblem } from '../../oidc/request.ts'
import type { User } from '../../store/contract.ts'
import { paragraph } from '../hosted-pages/html.ts'
import type { PageAnswer } from '../hosted-pages/page.ts'
import type { Deps } from '../http/deps.ts'
import { toApplication } from './answer.ts'
import { askConsent } from './ask-consent.ts'
import { completeSignIn } from './finish.ts'
import type { Flow } from './flow.ts'
import { TOO_LONG } from './flow.ts'
import type { Told } from './outcome.ts'
import { wrong } from './outcome.ts'
import { requiresVerifiedEmail, sendProof } from './verification.ts'

/** How the person of a flow became known. */
export interface Known {
  user: User
  /** What the sign-in is by, for the tenant's log, when no attempt with a password was recorded. */
  by?: string
  /** The address was confirmed just now, which a legacy store may say only at the next sign-in. */
  is_verified?: boolean
}

/**
 * Ends the flow at the application, or shows the step that is due.
 *
 * @param again the page with what to tell, when the user was blocked or deleted meanwhile
 */
export async function endFlow(
  deps: Deps,
  flow: Flow,
  { user, by, is_verified = user.email_verified }: Known,
  again: (told: Told) => PageAnswer,
): Promise<PageAnswer> {
  const { client, connection, audience, texts, context } = flow
  const { request } = flow.transaction
  // A login ticket can be used in a frame, which shows no page.
  const isSilent = request.prompts.includes('none')
  const refused = (problem: OAuthProblem): PageAnswer =>
    toApplication({ client, texts, is_after_form: true }, request, { ...problem })
  if (user.email !== undefined && isStepDue(flow, user, is_verified)) {
    if (isSilent) return refused(STEP_DUE)
    await sendProof(deps, flow, user)
    return lookAtEmail(flow, user.email)
  }
  const { settings, visit } = context
  const at = Date.now()
  const proof = { at, methods: [{ name: 'pwd', timestamp: at }] }
  const grant = { client, request, settings, audience }
  const result = await completeSignIn(deps, grant, { user, connection, visit, proof })
  if (by !== undefined && (result.kind === 'complete' || result.kind === 'consent_due')) {
    const user_name = user.email ?? user.username
    deps.events.record({
      type: 's',
      description: by,
      client,
      connection,
      user_id: user.user_id,
      user_name,
    })
  }
  switch (result.kind) {
    case 'complete': {
      const answer = toApplication({ client, texts, is_after_form: true }, request, result.fields)
      return { ...answer, cookies: [result.cookie] }
    }
    case 'consent_due': {
      if (isSilent) return refused(CONSENT_DUE)
      const { connection_id } = connection
      const person = { user_id: user.user_id, proof: { ...proof, connection_id } }
      const asking = askConsent(deps, flow.transaction, person)
      return asking ?? refused(TOO_LONG)
    }
    case 'no_user':
      return again(wrong(texts.signIn))
    case 'blocked':
      deps.events.record({
        type: 'f',
        description: 'user is blocked',
        client,
        connection,
        user_id: user.user_id,
      })
      return again({ status: 403, error: texts.signIn.blocked })
  }
}

const STEP_DUE: OAuthProblem = {
  error: 'interaction_required',
  error_description: 'External interaction required.',
}

const CONSENT_DUE: OAuthProblem = { error: 'consent_required', error_description: 'Consent required' }

/** Whether the person has to confirm the email address first. */
function isStepDue({ connection }: Flow, user: User, is_verified: boolean = user.email_verified): boolean {
  return user.email !== undefined && !user.blocked && !is_verified && requiresVerifiedEmail(connection)
}

/** @returns the page that asks to confirm an address; it says the same whoever has the address */
export function lookAtEmail({ texts }: Flow, email: string): PageAnswer {
  const { sent_title, sent, sent_next } = texts.verify
  return { kind: 'page', texts, title: sent_title, main: paragraph(sent(email)) + paragraph(sent_next) }
}
