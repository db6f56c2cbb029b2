/** `/u/login`: the page on which people sign in. @module */
import * as z from 'zod'
import type { User } from '../../store/contract.ts'
import { recordLogin } from '../authentication/login-events.ts'
import { protectedLogin } from '../authentication/protected-login.ts'
import { paragraph } from '../hosted-pages/html.ts'
import type { PageAnswer } from '../hosted-pages/page.ts'
import { definePage } from '../hosted-pages/page.ts'
import { signInForm } from '../hosted-pages/sign-in-form.ts'
import type { PageTexts } from '../hosted-pages/texts.ts'
import type { Deps } from '../http/deps.ts'
import { toApplication } from './answer.ts'
import { askConsent } from './ask-consent.ts'
import { completeSignIn } from './finish.ts'
import type { Flow } from './open-flow.ts'
import { openFlow, TOO_LONG } from './open-flow.ts'
import type { Told } from './outcome.ts'
import { toldOf, toldOfRefusal, wrong } from './outcome.ts'

const PATH = '/u/login'
const MOST_IDENTIFIER_BYTES = 320
const MOST_PASSWORD_BYTES = 1_024

const Text = z.string().catch('').default('')
const State = z.object({ state: Text })

/** Shows the form. */
export const showSignIn = definePage({
  method: 'get',
  path: PATH,
  summary: 'The sign-in page',
  fields: State,
  is_of_flow: true,
  async handle(deps, { state }, context) {
    const opened = await openFlow(deps, state, context)
    if (opened.kind === 'answer') return opened.answer
    return formPage(opened, { state, identifier: opened.transaction.request.login_hint ?? '' })
  },
})

/** Checks the password; a right one ends at the application. */
export const submitSignIn = definePage({
  method: 'post',
  path: PATH,
  summary: 'Sign in with a password',
  fields: State.extend({ username: Text, password: Text }),
  is_of_flow: true,
  async handle(deps, { state, username, password }, context) {
    const opened = await openFlow(deps, state, context)
    if (opened.kind === 'answer') return opened.answer
    const again = (told: Told): PageAnswer => formPage(opened, { state, identifier: username, told })
    const unusable = refusedBefore(username, password, opened.texts)
    if (unusable) return again(unusable)
    const signedIn = await signIn(deps, opened, { username, password })
    if (signedIn.kind === 'told') return again(signedIn.told)
    return finish(deps, opened, signedIn, again)
  },
})

/** What no account can have is not looked up. */
function refusedBefore(username: string, password: string, { signIn }: PageTexts): Told | undefined {
  if (username.trim() === '')
    return { status: 400, error: signIn.required(signIn.identifier), fields: ['username'] }
  if (password === '') return { status: 400, error: signIn.required(signIn.password), fields: ['password'] }
  const isUsable =
    Buffer.byteLength(username) <= MOST_IDENTIFIER_BYTES &&
    Buffer.byteLength(password) <= MOST_PASSWORD_BYTES &&
    [username, password].every((text) => text.isWellFormed() && !text.includes('\0'))
  return isUsable ? undefined : wrong(signIn)
}

/** As the password grant: the same counts, delay and log. */
async function signIn(
  deps: Deps,
  { client, connection, transaction: { request }, texts, context: { visit } }: Flow,
  { username: identifier, password }: { username: string; password: string },
): Promise<{ kind: 'signed_in'; user: User } | { kind: 'told'; told: Told }> {
  const { ip, started_at } = visit
  try {
    const result = await protectedLogin(deps, { client, connection, identifier, password, ip, started_at })
    const scope = request.scopes.join(' ')
    recordLogin(deps, { client, connection, identifier, audience: request.audience, scope }, result)
    const told = toldOf(result, texts)
    if (told) return { kind: 'told', told }
    if (result.kind !== 'success') throw new Error(`a sign-in that ended as ${result.kind} has no words`)
    return { kind: 'signed_in', user: result.user }
  } catch (error) {
    const told = toldOfRefusal(error, texts)
    if (!told) throw error
    return { kind: 'told', told }
  }
}

async function finish(
  deps: Deps,
  { client, connection, audience, transaction, texts, context }: Flow,
  { user }: { user: User },
  again: (told: Told) => PageAnswer,
): Promise<PageAnswer> {
  const { settings, visit } = context
  const { request } = transaction
  const grant = { client, request, settings, audience }
  const at = Date.now()
  const methods = [{ name: 'pwd', timestamp: at }]
  const result = await completeSignIn(deps, grant, { user, connection, visit, proof: { at, methods } })
  switch (result.kind) {
    case 'complete': {
      const answer = toApplication({ client, texts, is_after_form: true }, request, result.fields)
      return { ...answer, cookies: [result.cookie] }
    }
    case 'consent_due': {
      const { user_id } = user
      const { connection_id } = connection
      const asking = askConsent(deps, transaction, { user_id, proof: { connection_id, methods, at } })
      return asking ?? toApplication({ client, texts, is_after_form: true }, request, { ...TOO_LONG })
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

/** The typed name stays in the form; the password never does. */
function formPage(
  { client, texts, context: { look } }: Flow,
  { state, identifier, told }: { state: string; identifier: string; told?: Told },
): PageAnswer {
  return {
    kind: 'page',
    texts,
    title: texts.signIn.title(client.name),
    status: told?.status ?? 200,
    is_error: told !== undefined,
    main:
      paragraph(texts.signIn.subtitle(look.name)) +
      signInForm({
        action: PATH,
        hidden: { state },
        identifier,
        error: told && { text: told.error, fields: told.fields ?? [] },
        texts: texts.signIn,
        links: {},
      }),
    ...(told?.retry_after_s === undefined ? {} : { headers: { 'Retry-After': String(told.retry_after_s) } }),
  }
}
