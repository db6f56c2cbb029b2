/** `/u/reset-password/request`: the page on which people ask for a link to choose a new password. @module */
import { requestReset } from '../authentication/request-reset.ts'
import { alert, form, linkHtml, paragraph } from '../hosted-pages/html.ts'
import type { PageAnswer } from '../hosted-pages/page.ts'
import { definePage } from '../hosted-pages/page.ts'
import type { Deps } from '../http/deps.ts'
import { isUsableIdentifier } from './attempt.ts'
import { FieldText, StateField } from './fields.ts'
import type { Flow } from './flow.ts'
import { hintOf, openFlow, resealed } from './flow.ts'
import type { Told } from './outcome.ts'
import { headersOf, toldOfRefusal } from './outcome.ts'
import { offersReset, PATHS, waysFrom } from './ways.ts'

/** Shows the form. */
export const showResetRequest = definePage({
  method: 'get',
  path: PATHS.reset_request,
  summary: 'The page to ask for a new password',
  fields: StateField,
  is_of_flow: true,
  async handle(deps, { state }, context) {
    const flow = await openFlow(deps, state, context)
    if (flow.kind === 'answer') return flow.answer
    if (!offersReset(flow.connection)) return { kind: 'redirect', url: waysFrom(flow).sign_in }
    return formPage(flow, hintOf(flow))
  },
})

/** Sends the link, whose page goes on with this sign-in. The answer is the same for everybody. */
export const submitResetRequest = definePage({
  method: 'post',
  path: PATHS.reset_request,
  summary: 'Ask for an email to set a new password',
  fields: StateField.extend({ username: FieldText }),
  is_of_flow: true,
  async handle(deps, { state, username }, context) {
    const flow = await openFlow(deps, state, context)
    if (flow.kind === 'answer') return flow.answer
    if (!offersReset(flow.connection)) return { kind: 'redirect', url: waysFrom(flow).sign_in }
    const { signIn } = flow.texts
    if (username.trim() === '') {
      const error = signIn.required(signIn.identifier)
      return formPage(flow, username, { status: 400, error, fields: ['username'] })
    }
    const told = await request(deps, flow, username.trim())
    return told ? formPage(flow, username, told) : sentPage(flow, username.trim())
  },
})

/** @returns why the request was not taken */
async function request(deps: Deps, flow: Flow, identifier: string): Promise<Told | undefined> {
  if (!isUsableIdentifier(identifier)) return undefined
  const { connection, client, context, texts } = flow
  const state = resealed(deps, flow, { begun_at: Date.now() })
  try {
    const { client_id } = client
    await requestReset(deps, { connection, identifier, client_id, state }, context.visit.ip)
    return undefined
  } catch (error) {
    const told = toldOfRefusal(error, texts)
    if (!told) throw error
    return told
  }
}

function formPage(flow: Flow, identifier: string, told?: Told): PageAnswer {
  const { texts, state } = flow
  const { resetRequest, signIn } = texts
  const isWrong = told?.fields?.includes('username') ?? false
  return {
    kind: 'page',
    texts,
    title: resetRequest.title,
    status: told?.status ?? 200,
    is_error: told !== undefined,
    main:
      paragraph(resetRequest.lead) +
      (told === undefined ? '' : alert('problem', told.error)) +
      form({
        action: PATHS.reset_request,
        hidden: { state },
        fields: [
          {
            name: 'username',
            kind: 'username',
            label: signIn.identifier,
            value: identifier,
            ...(isWrong ? { is_wrong: true, described_by: 'problem' } : {}),
          },
        ],
        submit: resetRequest.submit,
      }) +
      wayBack(flow),
    ...headersOf(told),
  }
}

function sentPage(flow: Flow, identifier: string): PageAnswer {
  const { texts } = flow
  const { sent_title, sent } = texts.resetRequest
  return { kind: 'page', texts, title: sent_title, main: paragraph(sent(identifier)) + wayBack(flow) }
}

const wayBack = (flow: Flow): string =>
  `<p class="other">${linkHtml({ href: waysFrom(flow).sign_in, text: flow.texts.resetRequest.back })}</p>\n`
