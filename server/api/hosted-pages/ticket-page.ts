/** What the pages behind links in mails share. @module */
import * as z from 'zod'
import { ticketHash } from '../../migration/tickets/tickets.ts'
import type { Ticket, TicketDetails, TicketPurpose, TicketRefusal } from '../../store/contract.ts'
import type { Deps } from '../http/deps.ts'
import { paragraph } from './html.ts'
import type { PageAnswer } from './page.ts'
import type { PageTexts } from './texts.ts'

/** The secret of the link. Whatever it is, people get a page that says what to do. */
export const TicketFields = z.object({ ticket: z.string().max(200).catch('').default('') })

/** Opening a link changes nothing: mail scanners open all of them (A7). */
export async function openTicket(
  { store, tenant }: Deps,
  purpose: TicketPurpose,
  secret: string,
): Promise<Ticket | TicketRefusal> {
  const found = await store.findTicket(tenant.tenant_id, purpose, ticketHash(secret))
  return found.kind === 'open' ? found.ticket : found.why
}

/** The page for a link that does nothing. */
export function refusedPage({ problem }: PageTexts, why: TicketRefusal): PageAnswer {
  return problemPage(problem.title, problem[why], 400)
}

/** A page that only says what is wrong. */
export function problemPage(title: string, text: string, status: number): PageAnswer {
  return { kind: 'page', status, title, main: paragraph(text), is_error: true }
}

/**
 * After a success: where the ticket says, or a page.
 *
 * @see Auth0, `result_url` of tickets, for the query
 */
export function succeeded(
  details: TicketDetails,
  email: string | undefined,
  words: { title: string; text: string },
): PageAnswer {
  if (details.result_url !== undefined) {
    const url = new URL(details.result_url)
    if (details.include_email_in_redirect && email !== undefined) url.searchParams.set('email', email)
    url.searchParams.set('success', 'true')
    url.searchParams.set('message', words.text)
    return { kind: 'redirect', url: url.href }
  }
  return { kind: 'page', title: words.title, main: paragraph(words.text) }
}

/** Where the form of a ticket's page may lead. */
export function targetsOf({ result_url }: TicketDetails): string[] {
  return result_url === undefined ? [] : [result_url]
}
