/** `/activate`: a person enters the code of a device, signs in, and says whether the device is theirs. @module */
import * as z from 'zod'
import { randomSecret } from '../../common/ids.ts'
import { challengeOf } from '../../oidc/code.ts'
import {
  ACTIVATE_PATH,
  activationUrl,
  newDeviceAnswer,
  openQuestion,
  readUserCode,
  sealQuestion,
  UserCodePayload,
} from '../../oidc/device.ts'
import { sessionLimits } from '../../oidc/sessions.ts'
import { sealTransaction } from '../../oidc/transaction.ts'
import type { Client } from '../../store/contract.ts'
import { form, paragraph, question as questionForm } from '../hosted-pages/html.ts'
import type { PageAnswer, PageContext } from '../hosted-pages/page.ts'
import { definePage } from '../hosted-pages/page.ts'
import type { PageTexts } from '../hosted-pages/texts.ts'
import { problemPage } from '../hosted-pages/ticket-page.ts'
import type { Deps } from '../http/deps.ts'
import type { BrowserSession } from './browser-session.ts'
import { browserSession } from './browser-session.ts'
import { chooseConnection } from './connection.ts'
import { ensureMark, markOf } from './cookies.ts'

const ANSWER_PATH = '/u/activate'

const Typed = z.object({ user_code: z.string().max(200).catch('').default('') })

/** Shows the form: an address with a code in it does nothing by itself. */
export const showActivate = definePage({
  method: 'get',
  path: ACTIVATE_PATH,
  summary: 'Enter the code of a device',
  fields: Typed,
  is_of_flow: true,
  handle: async (_, { user_code }, { texts }) => codePage(texts, readUserCode(user_code)?.user_code ?? ''),
})

export const submitActivate = definePage({
  method: 'post',
  path: ACTIVATE_PATH,
  summary: 'Send the code of a device',
  fields: Typed,
  is_of_flow: true,
  async handle(deps, { user_code: typed }, context) {
    const { texts, visit } = context
    const { tenant_id } = deps.tenant
    if (!deps.rateLimits.userCodes.may(tenant_id, visit.ip)) {
      return codePage(texts, typed, { status: 429, error: texts.problem.too_many_requests })
    }
    const code = readUserCode(typed)
    const client = code && (await clientOf(deps, code.key_sha256))
    if (!code || !client) {
      deps.rateLimits.userCodes.failed(tenant_id, visit.ip)
      return codePage(texts, typed, { status: 400, error: texts.device.wrong })
    }
    const found = await sessionFor(deps, context, client)
    return found
      ? questionPage(deps, context, { code, client, found })
      : toSignIn(deps, context, code, client)
  },
})

export const answerActivate = definePage({
  method: 'post',
  path: ANSWER_PATH,
  summary: 'Confirm a device, or deny it',
  fields: z.object({
    question: z.string().max(20_000).catch('').default(''),
    answer: z.enum(['confirm', 'deny']).catch('deny').default('deny'),
  }),
  is_of_flow: true,
  async handle(deps, { question: sealed, answer }, context) {
    const { store, secrets, public_url, events, tenant } = deps
    const { tenant_id } = tenant
    const { texts, visit, settings } = context
    const found = await browserSession(deps, visit, settings)
    const question = openQuestion(secrets, placeOf(deps), sealed, {
      mark_sha256: markOf(public_url, visit.cookie),
      session_id: found?.session.session_id,
      now: Date.now(),
    })
    const code = question && readUserCode(question.user_code)
    const taken = code && (await store.takeOnce(tenant_id, 'user_code', code.key_sha256))
    if (!found || taken?.kind !== 'taken') return problemPage(texts.device.title, texts.device.wrong, 400)
    const { client_id, device_sha256 } = UserCodePayload.parse(taken.payload)
    const client = await store.findClient(tenant_id, client_id)
    const { user, session, secret_sha256 } = found
    if (answer === 'deny') {
      await store.putOnce(tenant_id, newDeviceAnswer(device_sha256, { kind: 'denied' }))
      events.record({ type: 'fdecc', client, user_id: user.user_id, user_name: user.email ?? user.username })
      return { kind: 'page', texts, title: texts.device.denied_title, main: paragraph(texts.device.denied) }
    }
    // The application belongs to the session from now on, so that it is told when the session ends.
    const used = await store.usePersonSession(tenant_id, {
      secret_sha256,
      client_id,
      idle_ms: sessionLimits(settings).idle_ms,
      ip: visit.ip,
      user_agent: visit.user_agent,
      code: undefined,
    })
    if (used.kind !== 'used') return problemPage(texts.device.title, texts.device.wrong, 400)
    const { user_id } = user
    const { session_id, authenticated_at } = session
    await store.putOnce(
      tenant_id,
      newDeviceAnswer(device_sha256, { kind: 'confirmed', user_id, session_id, authenticated_at }),
    )
    return { kind: 'page', texts, title: texts.device.done_title, main: paragraph(texts.device.done) }
  },
})

const placeOf = ({ tenant, tokens }: Deps): { tenant_id: string; issuer: string } => ({
  tenant_id: tenant.tenant_id,
  issuer: tokens.issuer,
})

async function clientOf({ store, tenant }: Deps, key_sha256: string): Promise<Client | undefined> {
  const payload = await store.findOnce(tenant.tenant_id, 'user_code', key_sha256)
  return payload && store.findClient(tenant.tenant_id, UserCodePayload.parse(payload).client_id)
}

/** A session counts only for clients that may use its connection. */
async function sessionFor(
  deps: Deps,
  { visit, settings }: PageContext,
  client: Client,
): Promise<BrowserSession | undefined> {
  const found = await browserSession(deps, visit, settings)
  const connection =
    found && (await deps.store.findConnection(deps.tenant.tenant_id, found.session.connection_id))
  return connection?.enabled_clients.includes(client.client_id) ? found : undefined
}

function codePage(texts: PageTexts, value: string, told?: { status: number; error: string }): PageAnswer {
  const { device } = texts
  return {
    kind: 'page',
    texts,
    title: device.title,
    status: told?.status ?? 200,
    is_error: told !== undefined,
    main:
      paragraph(device.lead) +
      form({
        action: ACTIVATE_PATH,
        hidden: {},
        fields: [{ name: 'user_code', label: device.code, kind: 'device-code', value, error: told?.error }],
        submit: device.submit,
      }),
  }
}

function questionPage(
  deps: Deps,
  { texts, visit }: PageContext,
  about: { code: { user_code: string }; client: Client; found: BrowserSession },
): PageAnswer {
  const { secrets, public_url } = deps
  const { user_code } = about.code
  const { session_id } = about.found.session
  const { cookies, mark_sha256 } = ensureMark(public_url, visit.cookie)
  const question = sealQuestion(secrets, placeOf(deps), {
    user_code,
    session_id,
    mark_sha256,
    begun_at: Date.now(),
  })
  const { device } = texts
  return {
    kind: 'page',
    texts,
    title: device.question(user_code),
    main:
      paragraph(device.asks(about.client.name)) +
      questionForm({
        action: ANSWER_PATH,
        hidden: { question },
        answers: [
          ['deny', device.deny],
          ['confirm', device.confirm],
        ],
      }),
    cookies,
  }
}

/** The person signs in to the client of the device, and comes back to this page. */
async function toSignIn(
  deps: Deps,
  { texts, visit, settings }: PageContext,
  { user_code }: { user_code: string },
  client: Client,
): Promise<PageAnswer> {
  const { secrets, public_url, tokens } = deps
  const chosen = await chooseConnection(deps, client, settings, { name: undefined })
  if (chosen.kind !== 'chosen') {
    return problemPage(texts.problem.sign_in_title, texts.problem.parameter('connection'), 400)
  }
  const { cookies, mark_sha256 } = ensureMark(public_url, visit.cookie)
  const state = sealTransaction(secrets, placeOf(deps), {
    request: {
      client_id: client.client_id,
      redirect_uri: activationUrl(tokens.issuer, user_code),
      response_type: 'code',
      response_mode: 'query',
      scopes: ['openid'],
      prompts: [],
      // The page has no use for the code: nobody knows the verifier.
      code_challenge: challengeOf(randomSecret()),
    },
    mark_sha256,
    begun_at: Date.now(),
  })
  return { kind: 'redirect', url: `/u/login?state=${state}`, cookies }
}
