/** `/oidc/logout`: signs out as OpenID Connect names it. @module */
import * as z from 'zod'
import { isAllowedAfterLogout, openLogout, sealLogout, withState } from '../../oidc/logout.ts'
import type { Parameters } from '../../oidc/parameters.ts'
import { readParameters } from '../../oidc/parameters.ts'
import { listOf } from '../../oidc/redirect-uri.ts'
import type { Client } from '../../store/contract.ts'
import { form } from '../hosted-pages/html.ts'
import { withOwnTexts } from '../hosted-pages/own-texts.ts'
import type { PageAnswer, PageContext } from '../hosted-pages/page.ts'
import { definePage } from '../hosted-pages/page.ts'
import type { Deps } from '../http/deps.ts'
import { browserSession } from './browser-session.ts'
import { ensureMark, markOf } from './cookies.ts'
import { endSession, refusedLogout, signedOutPage } from './sign-out.ts'

const PATH = '/oidc/logout'
const CONFIRM_PATH = '/u/logout'
const Sent = z.record(z.string(), z.unknown())

export const getOidcLogout = definePage({
  method: 'get',
  path: PATH,
  summary: 'Sign out, by OpenID Connect',
  fields: Sent,
  is_of_flow: true,
  handle: logOut,
})

export const postOidcLogout = definePage({
  method: 'post',
  path: PATH,
  summary: 'Sign out, by OpenID Connect and a form',
  fields: Sent,
  is_of_flow: true,
  handle: logOut,
})

/** The answer to the question whether to sign out. */
export const submitLogout = definePage({
  method: 'post',
  path: CONFIRM_PATH,
  summary: 'Confirm signing out',
  fields: z.object({ pending: z.string().max(20_000).catch('').default('') }),
  is_of_flow: true,
  async handle(deps, { pending: sealed }, context) {
    const { secrets, public_url } = deps
    const pending = openLogout(secrets, placeOf(deps), sealed, {
      mark_sha256: markOf(public_url, context.visit.cookie),
      now: Date.now(),
    })
    const { problem } = context.texts
    if (!pending) {
      return refusedLogout(deps, context.texts, {
        text: problem.request,
        description: 'The answer to the question came from another browser, or too late.',
      })
    }
    return leave(deps, context, pending.url, undefined)
  },
})

const placeOf = ({ tenant, tokens }: Deps): { tenant_id: string; issuer: string } => ({
  tenant_id: tenant.tenant_id,
  issuer: tokens.issuer,
})

/** What a request to sign out says, checked. */
interface LogoutRequest {
  client: Client | undefined
  /** Session that the request may end without a question. */
  sid: string | undefined
  /** Where to go on, with the `state`. */
  url: string | undefined
  ui_locales: string | undefined
}

async function logOut(deps: Deps, sent: unknown, context: PageContext): Promise<PageAnswer> {
  const read = await readLogout(deps, sent, context)
  if (read.kind === 'refused') return read.answer
  const { client, sid, url, ui_locales } = read.request
  const spoken = { ...context, texts: context.textsFor(ui_locales) }
  const found = await browserSession(deps, context.visit, context.settings)
  // Without a session there is nothing to ask.
  if (!found || found.session.session_id === sid) return leave(deps, spoken, url, client)
  const { cookies, mark_sha256 } = ensureMark(deps.public_url, context.visit.cookie)
  const pending = sealLogout(deps.secrets, placeOf(deps), { url, mark_sha256, begun_at: Date.now() })
  const { texts } = await withOwnTexts(deps, spoken, client?.name)
  return {
    kind: 'page',
    texts,
    title: texts.logout.question,
    main: form({ action: CONFIRM_PATH, hidden: { pending }, fields: [], submit: texts.logout.submit }),
    cookies,
  }
}

async function leave(
  deps: Deps,
  context: PageContext,
  url: string | undefined,
  client: Client | undefined,
): Promise<PageAnswer> {
  const cookies = await endSession(deps, context, client)
  if (url === undefined) {
    const { texts } = await withOwnTexts(deps, context, client?.name)
    return { ...signedOutPage(texts), cookies }
  }
  return { kind: 'redirect', url, cookies }
}

type ReadLogout = { kind: 'request'; request: LogoutRequest } | { kind: 'refused'; answer: PageAnswer }

async function readLogout(deps: Deps, sent: unknown, context: PageContext): Promise<ReadLogout> {
  const { texts } = context
  const bad = (name: string): ReadLogout => ({
    kind: 'refused',
    answer: refusedLogout(deps, texts, {
      text: texts.problem.parameter(name),
      description: `The parameter ${name} cannot be used.`,
    }),
  })
  const bounded = readParameters(sent)
  if (bounded.kind === 'bad') return bad(bounded.bad.name)
  const { parameters } = bounded
  const hint = await readHint(deps, parameters)
  if (hint === 'invalid') return bad('id_token_hint')
  const client_id = parameters.get('client_id')
  if (hint && client_id !== undefined && client_id !== hint.client_id) return bad('client_id')
  const logout_hint = parameters.get('logout_hint')
  if (hint?.sid !== undefined && logout_hint !== undefined && logout_hint !== hint.sid)
    return bad('logout_hint')
  const named = client_id ?? hint?.client_id
  const client = named === undefined ? undefined : await deps.store.findClient(deps.tenant.tenant_id, named)
  if (client_id !== undefined && !client) return bad('client_id')
  const own = client ? listOf(client.settings, 'allowed_logout_urls') : []
  const allowed = client_id === undefined ? [...own, ...(context.settings.allowed_logout_urls ?? [])] : own
  const asked = parameters.get('post_logout_redirect_uri')
  if (asked !== undefined && !isAllowedAfterLogout(asked, allowed)) return bad('post_logout_redirect_uri')
  const target = asked ?? own.find((entry) => !entry.includes('*'))
  return {
    kind: 'request',
    request: {
      client,
      sid: hint?.sid ?? logout_hint,
      url: target === undefined ? undefined : withState(target, parameters.get('state')),
      ui_locales: parameters.get('ui_locales'),
    },
  }
}

async function readHint(
  { tokens }: Deps,
  parameters: Parameters,
): Promise<Awaited<ReturnType<Deps['tokens']['verifyHint']>> | undefined | 'invalid'> {
  const hint = parameters.get('id_token_hint')
  if (hint === undefined) return undefined
  try {
    return await tokens.verifyHint(hint)
  } catch {
    return 'invalid'
  }
}
