/** `/u/unblock`: where the link of the mail about failed logins leads. @module */
import { ticketHash } from '../../migration/tickets/tickets.ts'
import { form, paragraph } from './html.ts'
import { withOwnTexts } from './own-texts.ts'
import { actionOf, definePage } from './page.ts'
import { openTicket, refusedPage, succeeded, TicketFields } from './ticket-page.ts'

const PATH = '/u/unblock'

/** Shows a button: opening the link lifts nothing. */
export const showUnblock = definePage({
  method: 'get',
  path: PATH,
  summary: 'The page of an unblock link',
  fields: TicketFields,
  async handle(deps, { ticket: secret }, context) {
    const words = await withOwnTexts(deps, context)
    const { texts, look } = words
    const ticket = await openTicket(deps, 'unblock', secret)
    if (typeof ticket === 'string') return refusedPage(texts, ticket)
    const { title, lead, submit } = texts.unblock
    return {
      kind: 'page',
      title,
      main:
        paragraph(lead(look.name)) +
        form({ action: actionOf(PATH, words), hidden: { ticket: secret }, fields: [], submit }),
    }
  },
})

/** Resets the count of failed logins of the person at the connection. */
export const submitUnblock = definePage({
  method: 'post',
  path: PATH,
  summary: 'Lift a block by an unblock link',
  fields: TicketFields,
  async handle(deps, { ticket: secret }, context) {
    const { texts } = await withOwnTexts(deps, context)
    const { store, events } = deps
    const { tenant_id } = deps.tenant
    const ticket = await openTicket(deps, 'unblock', secret)
    if (typeof ticket === 'string') return refusedPage(texts, ticket)
    const used = await store.useTicket(tenant_id, 'unblock', ticketHash(secret), { kind: 'none' })
    if (used.kind === 'refused') return refusedPage(texts, used.why)
    const { connection_id, user_id, identifier = '', email } = ticket
    await store.forgetLoginFailures(tenant_id, { person: identifier, connection_id })
    events.record({ type: 'ublkdu', user_id, user_name: email ?? identifier })
    const { done_title, done } = texts.unblock
    return succeeded({}, undefined, { title: done_title, text: done })
  },
})
