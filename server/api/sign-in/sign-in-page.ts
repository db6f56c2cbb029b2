/** `/u/login`: the page on which people sign in. @module */
import { paragraph } from '../hosted-pages/html.ts'
import type { PageAnswer } from '../hosted-pages/page.ts'
import { definePage } from '../hosted-pages/page.ts'
import { signInForm } from '../hosted-pages/sign-in-form.ts'
import { attemptSignIn } from './attempt.ts'
import { endFlow } from './end-flow.ts'
import { FieldText, StateField } from './fields.ts'
import type { Flow } from './flow.ts'
import { hintOf, openFlow } from './flow.ts'
import type { Told } from './outcome.ts'
import { headersOf } from './outcome.ts'
import { PATHS, waysFrom } from './ways.ts'

/** Shows the form. */
export const showSignIn = definePage({
  method: 'get',
  path: PATHS.sign_in,
  summary: 'The sign-in page',
  fields: StateField,
  is_of_flow: true,
  async handle(deps, { state }, context) {
    const flow = await openFlow(deps, state, context)
    return flow.kind === 'answer' ? flow.answer : formPage(flow, hintOf(flow))
  },
})

/** Checks the password; a right one ends at the application. */
export const submitSignIn = definePage({
  method: 'post',
  path: PATHS.sign_in,
  summary: 'Sign in with a password',
  fields: StateField.extend({ username: FieldText, password: FieldText }),
  is_of_flow: true,
  async handle(deps, { state, username, password }, context) {
    const flow = await openFlow(deps, state, context)
    if (flow.kind === 'answer') return flow.answer
    const again = (told: Told): PageAnswer => formPage(flow, username, told)
    const result = await attemptSignIn(deps, flow, { username, password })
    return result.kind === 'told' ? again(result.told) : endFlow(deps, flow, result, again)
  },
})

/** The typed name stays in the form; the password never does. */
function formPage(flow: Flow, identifier: string, told?: Told): PageAnswer {
  const { client, texts, state, context } = flow
  const { forgot, sign_up } = waysFrom(flow)
  return {
    kind: 'page',
    texts,
    title: texts.signIn.title(client.name),
    status: told?.status ?? 200,
    is_error: told !== undefined,
    main:
      paragraph(texts.signIn.subtitle(context.look.name)) +
      signInForm({
        action: PATHS.sign_in,
        hidden: { state },
        identifier,
        error: told && { text: told.error, fields: told.fields ?? [] },
        texts: texts.signIn,
        links: { forgot, sign_up },
      }),
    ...headersOf(told),
  }
}
