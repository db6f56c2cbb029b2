/** Shared parts of the pages to which links in mails lead. @module */
import * as z from 'zod'
import type { ScriptTrouble } from '../../migration/script/run-script.ts'
import { ticketHash } from '../../migration/tickets/tickets.ts'
import type { Ticket, TicketDetails, TicketPurpose, TicketRefusal } from '../../store/contract.ts'
import type { Deps } from '../http/deps.ts'
import { paragraph } from './html.ts'
import type { PageAnswer } from './page.ts'
import type { PageTexts } from './texts.ts'

/** The secret of the link. Every value is accepted, so that people get a page that says what to do. */
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

/** The page for a link that does not work. */
export function refusedPage({ problem }: PageTexts, why: TicketRefusal): PageAnswer {
  return problemPage(problem.title, problem[why], 400)
}

/** A page that says what is wrong, and nothing else. */
export function problemPage(
  title: string,
  text: string,
  status: number,
): Extract<PageAnswer, { kind: 'page' }> {
  return { kind: 'page', status, title, main: paragraph(text), is_error: true }
}

/**
 * The answer to a success: a redirect to the ticket's `result_url`, or a page.
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

/** Addresses to which the form of a ticket's page may redirect. */
export function targetsOf({ result_url }: TicketDetails): string[] {
  return result_url === undefined ? [] : [result_url]
}

/** @returns why a link was not used, for the tenant’s log; the page says less */
export function reasonOfTrouble(
  trouble: ScriptTrouble | { kind: 'missing_script'; message: string } | { kind: 'nobody' },
): string {
  switch (trouble.kind) {
    case 'failed':
    case 'unavailable':
      return `${trouble.code} (log ID: ${trouble.log_id})`
    case 'missing_script':
      return trouble.message
    case 'nobody':
    case 'validation':
    case 'unauthorized':
      return trouble.kind
  }
}
