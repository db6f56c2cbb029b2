/** `/authorize`: where applications send people to sign in. @module */
import * as z from 'zod'
import type { Decision } from '../../oidc/decide.ts'
import { decide } from '../../oidc/decide.ts'
import type { Parameters } from '../../oidc/parameters.ts'
import { readParameters } from '../../oidc/parameters.ts'
import { requiresPushed } from '../../oidc/pushed.ts'
import { listOf } from '../../oidc/redirect-uri.ts'
import type { AuthorizeRequest, OAuthProblem, ReplyTo } from '../../oidc/request.ts'
import { readRequest } from '../../oidc/request.ts'
import type { Transaction } from '../../oidc/transaction.ts'
import { sealTransaction } from '../../oidc/transaction.ts'
import type { Client } from '../../store/contract.ts'
import type { Audience } from '../../tokens/audiences.ts'
import type { PageAnswer, PageContext } from '../hosted-pages/page.ts'
import { definePage } from '../hosted-pages/page.ts'
import { problemPage } from '../hosted-pages/ticket-page.ts'
import type { Deps } from '../http/deps.ts'
import { toApplication } from './answer.ts'
import { askConsent } from './ask-consent.ts'
import { audienceFor } from './audience.ts'
import type { BrowserSession } from './browser-session.ts'
import { sessionFor } from './browser-session.ts'
import { classicAddress, classicPageOf } from './classic.ts'
import { judgeConnection } from './connection.ts'
import { ensureMark } from './cookies.ts'
import { useSession } from './finish.ts'
import { TOO_LONG } from './flow.ts'
import { signInByTicket } from './login-tickets.ts'
import { AGAIN, NOT_PUSHED, whatCounts } from './pushed.ts'
import { clientForRequest } from './trial.ts'
import { addressOf, firstPath } from './ways.ts'

const PATH = '/authorize'

/** Every value passes: people get a page that says what is wrong. */
const Sent = z.record(z.string(), z.unknown())

export const getAuthorize = definePage({
  method: 'get',
  path: PATH,
  summary: 'Sign in to an application',
  fields: Sent,
  is_of_flow: true,
  handle: (deps, sent, context) => authorize(deps, sent, { ...context, is_after_form: false }),
})

/** The same by a form, for requests that are too long for an address. */
export const postAuthorize = definePage({
  method: 'post',
  path: PATH,
  summary: 'Sign in to an application, by a form',
  fields: Sent,
  is_of_flow: true,
  handle: (deps, sent, context) => authorize(deps, sent, { ...context, is_after_form: true }),
})

interface Context extends PageContext {
  is_after_form: boolean
}

async function authorize(deps: Deps, sent: unknown, context: Context): Promise<PageAnswer> {
  const read = readParameters(sent)
  if (read.kind === 'bad') {
    const { problem } = context.texts
    return problemPage(problem.sign_in_title, problem.parameter(read.bad.name), 400)
  }
  const { parameters } = read
  const texts = context.textsFor(parameters.get('ui_locales'))
  return authorizeRead(deps, parameters, { ...context, texts })
}

async function authorizeRead(deps: Deps, sent: Parameters, context: Context): Promise<PageAnswer> {
  const { texts } = context
  const { problem } = texts
  const refused = (text: string): PageAnswer => ({
    ...problemPage(problem.sign_in_title, text, 400),
    texts,
  })
  const read = await deps.store.findClientToSignIn(deps.tenant.tenant_id, sent.get('client_id') ?? '')
  if (!read) return refused(problem.unknown_application)
  const { client: found, connection_ids } = read
  const counted = await whatCounts(deps, found, sent)
  if (counted.kind === 'refused') return refused(problem.parameter('request_uri'))
  const { parameters, is_pushed } = counted
  const client = await clientForRequest(deps, found, Object.fromEntries(parameters), context.visit.cookie)
  const result = readRequest(parameters, client)
  if (result.kind === 'page') {
    const redirect_uri = parameters.get('redirect_uri') ?? ''
    deps.events.record({
      type: 'f',
      description: `Callback URL mismatch: the redirect_uri is not in the list of allowed callback URLs. ${WHOLE}`,
      client,
      details: { redirect_uri, allowed: listOf(client.settings, 'callbacks').slice(0, 20) },
    })
    return refused(problem.callback(redirect_uri))
  }
  if (result.kind === 'redirect')
    return fail(deps, { client, parameters, context }, result.to, result.problem)
  if (!is_pushed && requiresPushed(client, context.settings))
    return fail(deps, { client, parameters, context }, result.request, NOT_PUSHED)
  return answerRequest(deps, { client, parameters, context }, result.request, connection_ids)
}

const WHOLE = 'An address is compared as a whole, and one with a wildcard matches nothing.'

interface About {
  client: Client
  parameters: Parameters
  context: Context
}

async function answerRequest(
  deps: Deps,
  about: About,
  request: AuthorizeRequest,
  enabled_ids: readonly string[],
): Promise<PageAnswer> {
  const { client, context } = about
  const { settings } = context
  const audience = await audienceFor(deps, client, request, settings)
  if (audience.kind === 'refused') return fail(deps, about, request, audience.problem)
  const login_ticket = about.parameters.get('login_ticket')
  if (login_ticket !== undefined)
    return signInByTicket(deps, { client, request, audience, context, login_ticket })
  const name = request.connection
  const chosen = await judgeConnection(deps, client, settings, { name, enabled_ids })
  if (chosen.kind !== 'chosen') return fail(deps, about, request, CONNECTION_PROBLEMS[chosen.kind])
  const found = await sessionFor(deps, about, request, chosen.connection_id)
  const decision: Decision = decide({
    request,
    session: found && { user_id: found.user.user_id, authenticated_at: found.session.authenticated_at },
    hinted_user_id: await hintedUser(deps, about.parameters.get('id_token_hint')),
    now: Date.now(),
  })
  switch (decision.kind) {
    case 'fail':
      return fail(deps, about, request, decision.problem)
    case 'sign_in':
      return toSignInPage(deps, about, request)
    case 'ask_consent':
    case 'finish':
      return found ? finish(deps, about, { request, audience }, found) : toSignInPage(deps, about, request)
  }
}

const CONNECTION_PROBLEMS: { readonly [kind in 'unknown' | 'none' | 'several']: OAuthProblem } = {
  unknown: { error: 'invalid_request', error_description: 'the connection was not found' },
  none: { error: 'invalid_request', error_description: 'no connections enabled for the client' },
  several: {
    error: 'invalid_request',
    error_description:
      'the client has more than one connection: send connection, or set the default_directory of the tenant',
  },
}

/** The hint of a wrong token names nobody, so that no session fits it. */
async function hintedUser({ tokens }: Deps, hint: string | undefined): Promise<string | undefined> {
  if (hint === undefined) return undefined
  try {
    return (await tokens.verifyHint(hint)).user_id
  } catch {
    return ''
  }
}

async function finish(
  deps: Deps,
  about: About,
  { request, audience }: { request: AuthorizeRequest; audience: Audience },
  found: BrowserSession,
): Promise<PageAnswer> {
  const { client, context } = about
  const { settings, visit } = context
  const used = await useSession(deps, { client, request, settings, audience }, { found, visit })
  const isSilent = request.prompts.includes('none')
  if (used.kind === 'no_session') {
    if (!isSilent) return toSignInPage(deps, about, request)
    return fail(deps, about, request, { error: 'login_required', error_description: 'Login required' })
  }
  if (used.kind === 'consent_due') {
    if (!isSilent) return toConsentPage(deps, about, request, found)
    return fail(deps, about, request, { error: 'consent_required', error_description: 'Consent required' })
  }
  deps.events.record({
    type: isSilent ? 'ssa' : 's',
    description: isSilent ? undefined : 'By the session of the browser, without a password.',
    client,
    user_id: found.user.user_id,
    user_name: found.user.email ?? found.user.username,
    audience: request.audience,
    scope: request.scopes.join(' '),
  })
  return toApplication({ client, ...context }, request, used.fields)
}

/** The request goes into the page's address: nothing is stored for it. */
async function toSignInPage(deps: Deps, about: About, request: AuthorizeRequest): Promise<PageAnswer> {
  const { secrets, tenant, tokens } = deps
  const isClassic = (await classicPageOf(deps)) !== undefined
  return toPage(deps, about, request, (transaction) => {
    const state = sealTransaction(secrets, { ...tenant, issuer: tokens.issuer }, transaction)
    if (state === undefined) return undefined
    const path = firstPath(request, about.context.settings)
    const url = isClassic ? classicAddress(state, request.client_id) : addressOf(path, state)
    return { kind: 'redirect', url }
  })
}

function toConsentPage(
  deps: Deps,
  about: About,
  request: AuthorizeRequest,
  { user: { user_id } }: BrowserSession,
): PageAnswer {
  return toPage(deps, about, request, (transaction) => askConsent(deps, transaction, { user_id }))
}

function toPage(
  deps: Deps,
  about: About,
  request: AuthorizeRequest,
  seal: (transaction: Transaction) => PageAnswer | undefined,
): PageAnswer {
  const { cookies, mark_sha256 } = ensureMark(deps.public_url, about.context.visit.cookie)
  const is_second = about.parameters.get(AGAIN) === '1' || undefined
  const page = seal({ request, mark_sha256, begun_at: Date.now(), is_second })
  if (!page) return fail(deps, about, request, TOO_LONG)
  return { ...page, cookies, ...(about.context.is_after_form ? {} : { status: 302 }) }
}

function fail(
  { events }: Pick<Deps, 'events'>,
  { client, parameters, context }: About,
  to: ReplyTo,
  problem: OAuthProblem,
): PageAnswer {
  const isSilent = parameters.get('prompt') === 'none'
  events.record({
    type: isSilent ? 'fsa' : 'f',
    description: isSilent ? silentReason(context, problem) : problem.error_description,
    client,
    details: { error: problem.error },
  })
  return toApplication({ client, ...context }, to, { ...problem })
}

/** Applications only see `login_required`, whatever the reason is. */
function silentReason({ visit }: Context, { error_description }: OAuthProblem): string {
  if (visit.cookie !== undefined || visit.fetch_dest !== 'iframe' || visit.fetch_site !== 'cross-site') {
    return error_description
  }
  return `${error_description}: the browser sent no cookies to a frame of another site. Serve the application and this issuer under one domain, or use refresh tokens.`
}
