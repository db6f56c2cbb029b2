/** `/u/consent`: asks whether an application may have what it asks for. @module */
import * as z from 'zod'
import type { AnswerFields } from '../../oidc/answers.ts'
import type { TransactionPerson } from '../../oidc/transaction.ts'
import type { PersonOfSession } from '../../store/contract.ts'
import type { Audience } from '../../tokens/audiences.ts'
import { OWN_SCOPES } from '../access/own-scopes.ts'
import type { ConsentForm } from '../hosted-pages/consent-form.ts'
import { consentForm } from '../hosted-pages/consent-form.ts'
import type { PageAnswer, PageContext } from '../hosted-pages/page.ts'
import { definePage } from '../hosted-pages/page.ts'
import { problemPage } from '../hosted-pages/ticket-page.ts'
import type { Deps } from '../http/deps.ts'
import { destinationOf } from '../shapes/return-address.ts'
import { toApplication } from './answer.ts'
import { CONSENT_PATH } from './ask-consent.ts'
import { sessionFor } from './browser-session.ts'
import type { Grant } from './finish.ts'
import { completeSignIn, grantedTo, useSession } from './finish.ts'
import type { Flow } from './flow.ts'
import { openFlow } from './flow.ts'
import { beginAgain } from './pushed.ts'

const Text = z.string().catch('').default('')
const State = z.object({ state: Text })

/** Shows the question. */
export const showConsent = definePage({
  method: 'get',
  path: CONSENT_PATH,
  summary: 'The page that asks for consent',
  fields: State,
  is_of_flow: true,
  async handle(deps, { state }, context) {
    const asked = await openAsked(deps, state, context)
    return asked.kind === 'answer' ? asked.answer : questionPage(asked, state)
  },
})

/** Takes the answer: an allowed one ends at the application with code and session, a declined one with an error. */
export const submitConsent = definePage({
  method: 'post',
  path: CONSENT_PATH,
  summary: 'Allow or decline what an application asks for',
  fields: State.extend({ answer: Text }),
  is_of_flow: true,
  async handle(deps, { state, answer }, context) {
    const asked = await openAsked(deps, state, context)
    if (asked.kind === 'answer') return asked.answer
    if (answer === 'allow') return allow(deps, asked)
    return answer === 'decline' ? decline(deps, asked) : questionPage(asked, state)
  },
})

/** A sign-in whose person must answer. */
interface Asked {
  kind: 'asked'
  flow: Flow
  grant: Grant
  user: PersonOfSession
  proof: TransactionPerson['proof']
}

/** The person is read anew: whoever was blocked, deleted, signed out or given another password meanwhile begins anew. */
async function openAsked(
  deps: Deps,
  state: string,
  context: PageContext,
): Promise<Asked | { kind: 'answer'; answer: PageAnswer }> {
  const flow = await openFlow(deps, state, context)
  if (flow.kind === 'answer') return flow
  const { person, request } = flow.transaction
  const user = person && (await personOf(deps, flow, person))
  if (!user) return { kind: 'answer', answer: await beginAgain(deps, context, flow.transaction) }
  const { client, audience } = flow
  const grant = { client, request, settings: context.settings, audience }
  return { kind: 'asked', flow, grant, user, proof: person.proof }
}

async function personOf(
  deps: Deps,
  flow: Flow,
  { user_id, proof }: TransactionPerson,
): Promise<PersonOfSession | undefined> {
  const { client, connection, context, transaction } = flow
  if (!proof) {
    const found = await sessionFor(deps, { client, context }, transaction.request)
    return found?.user.user_id === user_id ? found.user : undefined
  }
  const user = await deps.store.findUser(deps.tenant.tenant_id, user_id)
  const isOld = (user?.last_password_reset ?? 0) > proof.at
  const isElsewhere = proof.connection_id !== connection.connection_id
  return user?.blocked || isOld || isElsewhere ? undefined : user
}

async function allow(deps: Deps, { flow, user, proof, ...asked }: Asked): Promise<PageAnswer> {
  const { client, connection, texts, context, transaction } = flow
  const { request } = transaction
  const { visit } = context
  const grant: Grant = { ...asked.grant, is_allowed: true }
  if (!proof) {
    const found = await sessionFor(deps, { client, context }, request)
    if (found?.user.user_id !== user.user_id) return beginAgain(deps, context, transaction)
    const used = await useSession(deps, grant, { found, visit })
    if (used.kind !== 'answered') return beginAgain(deps, context, transaction)
    record(deps, flow, user, 's', 'By the session of the browser, after a consent.')
    return answer(flow, used.fields)
  }
  const result = await completeSignIn(deps, grant, { user, connection, visit, proof })
  switch (result.kind) {
    case 'complete':
      return { ...answer(flow, result.fields), cookies: [result.cookie] }
    case 'no_user':
    case 'consent_due':
      return beginAgain(deps, context, transaction)
    case 'blocked':
      record(deps, flow, user, 'f', 'user is blocked')
      return { ...problemPage(texts.problem.sign_in_title, texts.signIn.blocked, 403), texts }
  }
}

/** Of a sign-in by password nothing is left: it began no session. */
function decline(deps: Deps, { flow, user }: Asked): PageAnswer {
  const error_description = 'User did not authorize the request'
  record(deps, flow, user, 'f', error_description)
  return answer(flow, { error: 'access_denied', error_description })
}

const answer = ({ client, texts, transaction }: Flow, fields: AnswerFields): PageAnswer =>
  toApplication({ client, texts, is_after_form: true }, transaction.request, fields)

function record(
  { events }: Deps,
  { client, connection, transaction: { request } }: Flow,
  { user_id, email, username }: PersonOfSession,
  type: 's' | 'f',
  description: string,
): void {
  const user_name = email ?? username
  const scope = request.scopes.join(' ')
  events.record({
    type,
    description,
    client,
    connection,
    user_id,
    user_name,
    audience: request.audience,
    scope,
  })
}

function questionPage({ flow, grant, user }: Asked, state: string): PageAnswer {
  const { client, audience, texts, context } = flow
  return {
    kind: 'page',
    texts,
    title: texts.consent.title(client.name),
    main: consentForm({
      action: CONSENT_PATH,
      state,
      application: client.name,
      tenant: context.look.name,
      person: user.email ?? user.username,
      scopes: grantedTo(grant).scopes,
      api: shownApi(audience, context.look.name),
      destination: destinationOf(grant.request.redirect_uri),
      texts: texts.consent,
    }),
  }
}

/** @param tenant what the Management API is called */
function shownApi(audience: Audience, tenant: string): ConsentForm['api'] {
  switch (audience.kind) {
    case 'userinfo':
      return undefined
    case 'management':
      return {
        name: tenant,
        scopes: Object.entries(OWN_SCOPES).map(([value, description]) => ({ value, description })),
      }
    case 'api':
      return { name: audience.api.name, scopes: audience.api.scopes ?? [] }
  }
}
