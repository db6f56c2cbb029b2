/** `/u/email-verification`: where a verification link leads. @module */
import { form, paragraph } from '../hosted-pages/html.ts'
import { withOwnTexts } from '../hosted-pages/own-texts.ts'
import { actionOf, definePage } from '../hosted-pages/page.ts'
import {
  openTicket,
  problemPage,
  reasonOfTrouble,
  refusedPage,
  succeeded,
  TicketFields,
  targetsOf,
} from '../hosted-pages/ticket-page.ts'
import { mayGoOn, signInAfterVerification } from './after-ticket.ts'

const PATH = '/u/email-verification'

/** Shows a button: opening the link confirms nothing. */
export const showEmailVerification = definePage({
  method: 'get',
  path: PATH,
  summary: 'The page of a verification link',
  fields: TicketFields,
  async handle(deps, { ticket: secret }, context) {
    const words = await withOwnTexts(deps, context)
    const { texts, look } = words
    const ticket = await openTicket(deps, 'verify', secret)
    if (typeof ticket === 'string') return refusedPage(texts, ticket)
    const { title, lead, submit } = texts.verify
    return {
      kind: 'page',
      title,
      main:
        paragraph(lead(ticket.email, look.name)) +
        form({ action: actionOf(PATH, words), hidden: { ticket: secret }, fields: [], submit }),
      form_targets: targetsOf(ticket.details),
      is_of_flow: mayGoOn(ticket),
    }
  },
})

/** Confirms the address. */
export const submitEmailVerification = definePage({
  method: 'post',
  path: PATH,
  summary: 'Confirm an email address by a verification link',
  fields: TicketFields,
  async handle(deps, { ticket: secret }, context) {
    const { texts } = await withOwnTexts(deps, context)
    const { verify, problem } = texts
    const result = await deps.flows.verification.confirm({ secret })
    if (result.kind === 'refused') {
      deps.events.record({ type: 'fv', description: `The link does not work: ${result.why}` })
      return refusedPage(texts, result.why)
    }
    const { connection, ticket } = result
    const who = { connection, user_id: ticket.user_id, user_name: ticket.email }
    if (result.kind === 'verified') {
      deps.events.record({ type: 'sv', ...who })
      const after = await signInAfterVerification(deps, { ticket, connection, context }, result)
      if (after.kind === 'answer') return after.answer
      const text = after.kind === 'elsewhere' ? verify.done_elsewhere : verify.done
      return succeeded(ticket.details, ticket.email, { title: verify.done_title, text })
    }
    deps.events.record({ type: 'fv', ...who, description: reasonOfTrouble(result) })
    if (result.kind === 'nobody') return problemPage(problem.title, problem.nobody, 400)
    if (result.kind === 'unavailable') return problemPage(problem.title, problem.unavailable, 503)
    return problemPage(problem.title, problem.failed, 400)
  },
})
