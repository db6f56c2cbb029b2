/** Opens the sealed request of a page of the sign-in flow. @module */
import { isActivation } from '../../oidc/device.ts'
import { callbackOf } from '../../oidc/redirect-uri.ts'
import type { AuthorizeRequest, OAuthProblem } from '../../oidc/request.ts'
import { parametersOf } from '../../oidc/request.ts'
import type { Transaction } from '../../oidc/transaction.ts'
import { openTransaction } from '../../oidc/transaction.ts'
import type { Client, Connection } from '../../store/contract.ts'
import type { Audience } from '../../tokens/audiences.ts'
import type { PageAnswer, PageContext } from '../hosted-pages/page.ts'
import type { PageTexts } from '../hosted-pages/texts.ts'
import { problemPage } from '../hosted-pages/ticket-page.ts'
import type { Deps } from '../http/deps.ts'
import { toApplication } from './answer.ts'
import { audienceFor } from './audience.ts'
import { chooseConnection } from './connection.ts'
import { markOf } from './cookies.ts'
import { AGAIN, beginAgain } from './pushed.ts'
import { clientForRequest } from './trial.ts'

/** A request that is too long to be sealed. */
export const TOO_LONG: OAuthProblem = {
  error: 'invalid_request',
  error_description: 'The request is too long: send a shorter state.',
}

/** A sign-in under way. */
export interface Flow {
  kind: 'open'
  transaction: Transaction
  client: Client
  connection: Connection
  audience: Audience
  texts: PageTexts
  context: PageContext
}

/**
 * Opens the sealed request. Client, address and connection are read anew, since they may have changed meanwhile. A page of
 * another browser, or of an hour ago, begins anew: nobody has to be told off for it.
 */
export async function openFlow(
  deps: Deps,
  state: string,
  context: PageContext,
): Promise<Flow | { kind: 'answer'; answer: PageAnswer }> {
  const { store, secrets, tokens, public_url } = deps
  const { tenant_id } = deps.tenant
  const refused = (own: PageTexts, text: string): { kind: 'answer'; answer: PageAnswer } => ({
    kind: 'answer',
    answer: { ...problemPage(own.problem.sign_in_title, text, 400), texts: own },
  })
  const opened = openTransaction(secrets, { tenant_id, issuer: tokens.issuer }, state, {
    mark_sha256: markOf(public_url, context.visit.cookie),
    now: Date.now(),
  })
  if (opened.kind === 'unknown') return refused(context.texts, context.texts.problem.no_request)
  const { transaction } = opened
  const { request } = transaction
  const texts = context.textsFor(request.ui_locales)
  if (opened.kind === 'no_cookies') return refused(texts, texts.problem.cookies)
  if (opened.kind === 'stale') return { kind: 'answer', answer: await beginAgain(deps, context, transaction) }
  const found = await store.findClient(tenant_id, request.client_id)
  if (!found) return refused(texts, texts.problem.unknown_application)
  const client = await clientForRequest(deps, found, request, context.visit.cookie)
  if (!isActivation(tokens.issuer, request.redirect_uri) && callbackOf(client, request) === undefined) {
    return refused(texts, texts.problem.callback(request.redirect_uri))
  }
  const chosen = await chooseConnection(deps, client, context.settings, request.connection)
  if (chosen.kind !== 'chosen') return refused(texts, texts.problem.parameter('connection'))
  const audience = await audienceFor(deps, request, context.settings)
  if (audience.kind === 'refused') {
    const answer = toApplication({ client, texts, is_after_form: true }, request, { ...audience.problem })
    return { kind: 'answer', answer }
  }
  return { kind: 'open', transaction, client, connection: chosen.connection, audience, texts, context }
}

/** The same request from its beginning. */
export function beginAnew(request: AuthorizeRequest): PageAnswer {
  const query = parametersOf(request)
  query.set(AGAIN, '1')
  return { kind: 'redirect', url: `/authorize?${query.toString()}` }
}
