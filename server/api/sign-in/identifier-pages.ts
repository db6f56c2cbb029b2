/** `/u/login/identifier` and `/u/login/password`: a sign-in on two pages, for tenants that set `identifier_first`. @module */
import { paragraph } from '../hosted-pages/html.ts'
import type { PageAnswer } from '../hosted-pages/page.ts'
import { definePage } from '../hosted-pages/page.ts'
import { identifierForm, passwordForm } from '../hosted-pages/sign-in-form.ts'
import type { PageTexts } from '../hosted-pages/texts.ts'
import type { Deps } from '../http/deps.ts'
import { toApplication } from './answer.ts'
import { attemptSignIn, isUsableIdentifier } from './attempt.ts'
import { endFlow } from './end-flow.ts'
import { FieldText, StateField } from './fields.ts'
import type { Flow } from './flow.ts'
import { hintOf, openFlow, resealed, TOO_LONG } from './flow.ts'
import type { Told } from './outcome.ts'
import { headersOf, wrong } from './outcome.ts'
import { addressOf, PATHS, waysFrom } from './ways.ts'

/** Asks who signs in. */
export const showIdentifier = definePage({
  method: 'get',
  path: PATHS.identifier,
  summary: 'The page that asks who signs in',
  fields: StateField,
  is_of_flow: true,
  async handle(deps, { state }, context) {
    const flow = await openFlow(deps, state, context)
    return flow.kind === 'answer' ? flow.answer : identifierPage(flow, hintOf(flow))
  },
})

/** Leads to the page of the password, whoever was named: nobody is looked up before a password is checked. */
export const submitIdentifier = definePage({
  method: 'post',
  path: PATHS.identifier,
  summary: 'Name who signs in',
  fields: StateField.extend({ username: FieldText, password: FieldText }),
  is_of_flow: true,
  async handle(deps, { state, username, password }, context) {
    const flow = await openFlow(deps, state, context)
    if (flow.kind === 'answer') return flow.answer
    const { signIn } = flow.texts
    if (username.trim() === '') {
      const error = signIn.required(signIn.identifier)
      return identifierPage(flow, username, { status: 400, error, fields: ['username'] })
    }
    if (!isUsableIdentifier(username)) return identifierPage(flow, '', wrong(signIn))
    const typed = resealed(deps, flow, { typed: username })
    if (typed === undefined) {
      const { client, texts, transaction } = flow
      return toApplication({ client, texts, is_after_form: true }, transaction.request, { ...TOO_LONG })
    }
    if (password === '') return { kind: 'redirect', url: addressOf(PATHS.password, typed) }
    const named = { ...flow, state: typed, transaction: { ...flow.transaction, typed: username } }
    return checkPassword(deps, named, { username, password })
  },
})

/** Asks for the password. */
export const showPassword = definePage({
  method: 'get',
  path: PATHS.password,
  summary: 'The page that asks for the password',
  fields: StateField,
  is_of_flow: true,
  async handle(deps, { state }, context) {
    const flow = await openFlow(deps, state, context)
    if (flow.kind === 'answer') return flow.answer
    const { typed } = flow.transaction
    if (typed === undefined) return { kind: 'redirect', url: addressOf(PATHS.identifier, state) }
    return passwordPage(flow, typed)
  },
})

/** Checks the password of whom the page before named; a right one ends at the application. */
export const submitPassword = definePage({
  method: 'post',
  path: PATHS.password,
  summary: 'Sign in with the password, after the identifier',
  fields: StateField.extend({ password: FieldText }),
  is_of_flow: true,
  async handle(deps, { state, password }, context) {
    const flow = await openFlow(deps, state, context)
    if (flow.kind === 'answer') return flow.answer
    const { typed } = flow.transaction
    if (typed === undefined) return { kind: 'redirect', url: addressOf(PATHS.identifier, state) }
    return checkPassword(deps, flow, { username: typed, password })
  },
})

async function checkPassword(
  deps: Deps,
  flow: Flow,
  typed: { username: string; password: string },
): Promise<PageAnswer> {
  const again = (told: Told): PageAnswer => passwordPage(flow, typed.username, told)
  const result = await attemptSignIn(deps, flow, typed)
  return result.kind === 'told' ? again(result.told) : endFlow(deps, flow, result, again)
}

function identifierPage(flow: Flow, identifier: string, told?: Told): PageAnswer {
  const { sign_up } = waysFrom(flow)
  const words = flow.texts.signInId
  return pageOf(flow, { words, told }, (error) =>
    identifierForm({
      action: PATHS.identifier,
      hidden: { state: flow.state },
      identifier,
      error,
      texts: words,
      links: { sign_up },
    }),
  )
}

function passwordPage(flow: Flow, identifier: string, told?: Told): PageAnswer {
  const { forgot, sign_up } = waysFrom(flow)
  const words = flow.texts.signInPassword
  return pageOf(flow, { words, told }, (error) =>
    passwordForm({
      action: PATHS.password,
      hidden: { state: flow.state },
      identifier,
      error,
      texts: words,
      links: { forgot, sign_up, other: addressOf(PATHS.identifier, flow.state) },
    }),
  )
}

function pageOf(
  { client, texts, context }: Flow,
  { words, told }: { words: PageTexts['signIn']; told: Told | undefined },
  formOf: (error: Parameters<typeof identifierForm>[0]['error']) => string,
): PageAnswer {
  return {
    kind: 'page',
    texts,
    title: words.title(client.name),
    status: told?.status ?? 200,
    is_error: told !== undefined,
    main:
      paragraph(words.subtitle(context.look.name)) +
      formOf(told && { text: told.error, fields: told.fields ?? [] }),
    ...headersOf(told),
  }
}
