/** A sign-in under way, as each page of the flow opens it. @module */
import { isActivation } from '../../oidc/device.ts'
import { callbackOf } from '../../oidc/redirect-uri.ts'
import type { OAuthProblem } from '../../oidc/request.ts'
import type { OpenedTransaction, Transaction } from '../../oidc/transaction.ts'
import { openTransaction, sealTransaction } from '../../oidc/transaction.ts'
import type { Client, Connection } from '../../store/contract.ts'
import type { Audience } from '../../tokens/audiences.ts'
import { ownTexts } from '../hosted-pages/own-texts.ts'
import type { PageAnswer, PageContext } from '../hosted-pages/page.ts'
import type { PageTexts } from '../hosted-pages/texts.ts'
import { problemPage } from '../hosted-pages/ticket-page.ts'
import type { Deps } from '../http/deps.ts'
import { toApplication } from './answer.ts'
import { audienceFor } from './audience.ts'
import { chooseConnection } from './connection.ts'
import { markOf } from './cookies.ts'
import { beginAgain } from './pushed.ts'
import { clientForRequest } from './trial.ts'

/** Answered to the application when its request does not fit into an address. */
export const TOO_LONG: OAuthProblem = {
  error: 'invalid_request',
  error_description: 'The request is too long: send a shorter state.',
}

/** A sign-in under way. */
export interface Flow {
  kind: 'open'
  /** The sealed request, as it stands in addresses and forms. */
  state: string
  transaction: Transaction
  client: Client
  connection: Connection
  audience: Audience
  texts: PageTexts
  context: PageContext
}

/** What a page answers instead. */
interface Answered {
  kind: 'answer'
  answer: PageAnswer
}

/** @returns how the sealed request opens in the browser of this visit */
export function openState(
  { secrets, tokens, tenant, public_url }: Deps,
  state: string,
  { visit }: PageContext,
): OpenedTransaction {
  const place = { tenant_id: tenant.tenant_id, issuer: tokens.issuer }
  const browser = { mark_sha256: markOf(public_url, visit.cookie), now: Date.now() }
  return openTransaction(secrets, place, state, browser)
}

/**
 * Opens the sealed request. Client, address and connection are read anew, since they may have changed meanwhile. A page of
 * another browser, or of an hour ago, begins anew: nobody has to be told off for it.
 */
export async function openFlow(deps: Deps, state: string, context: PageContext): Promise<Flow | Answered> {
  const { store, tenant, tokens } = deps
  const refused = (own: PageTexts, text: string): Answered => ({
    kind: 'answer',
    answer: { ...problemPage(own.problem.sign_in_title, text, 400), texts: own },
  })
  const opened = openState(deps, state, context)
  if (opened.kind === 'unknown') return refused(context.texts, context.texts.problem.no_request)
  const { transaction } = opened
  const { request } = transaction
  const texts = context.textsFor(request.ui_locales)
  if (opened.kind === 'no_cookies') return refused(texts, texts.problem.cookies)
  if (opened.kind === 'stale') return { kind: 'answer', answer: await beginAgain(deps, context, transaction) }
  const found = await store.findClientToSignIn(tenant.tenant_id, request.client_id)
  if (!found) return refused(texts, texts.problem.unknown_application)
  const client = await clientForRequest(deps, found.client, request, context.visit.cookie)
  if (!isActivation(tokens.issuer, request.redirect_uri) && callbackOf(client, request) === undefined) {
    return refused(texts, texts.problem.callback(request.redirect_uri))
  }
  const asked = { name: request.connection, enabled_ids: found.connection_ids }
  const chosen = await chooseConnection(deps, client, context.settings, asked)
  if (chosen.kind !== 'chosen') return refused(texts, texts.problem.parameter('connection'))
  const { connection } = chosen
  const names = { application: client.name, tenant: context.look.name }
  const own = await ownTexts(store, tenant.tenant_id, texts, names)
  const audience = await audienceFor(deps, client, request, context.settings)
  if (audience.kind === 'refused') {
    const answer = toApplication({ client, texts, is_after_form: true }, request, { ...audience.problem })
    return { kind: 'answer', answer }
  }
  return { kind: 'open', state, transaction, client, connection, audience, texts: own, context }
}

/** @returns the request sealed with these changes; undefined when it would be too long for an address */
export function resealed(
  { secrets, tokens, tenant }: Deps,
  { transaction }: Flow,
  changes: Partial<Transaction>,
): string | undefined {
  const place = { tenant_id: tenant.tenant_id, issuer: tokens.issuer }
  return sealTransaction(secrets, place, { ...transaction, ...changes })
}

/** @returns the name to fill in: as typed before, or the application's hint */
export function hintOf({ transaction: { typed, request } }: Flow): string {
  return typed ?? request.login_hint ?? ''
}
