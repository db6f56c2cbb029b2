/** A login ticket: a password was right at an application's own page, and `/authorize` may sign that person in. @module */
import * as z from 'zod'

/** How long the page has to send the browser to `/authorize`. */
export const LOGIN_TICKET_LIFE_MS = 60_000

/** What a ticket stands for. */
export const LoginTicket = z.object({
  client_id: z.string(),
  /** Of the page where the password was entered. */
  origin: z.string(),
  user_id: z.string(),
  connection_id: z.string(),
  /** Hash of the browser's mark, which was sent along with the password or set by the answer. */
  mark_sha256: z.string(),
})
export type LoginTicket = z.output<typeof LoginTicket>

/**
 * Whether the request of `/authorize` comes from where the ticket was made. Somebody else's page could otherwise sign a
 * visitor in as the owner of the page (login CSRF): so either the browser sends its mark, or the page that sends the browser
 * has the origin of the ticket.
 *
 * @param request.referer the header `Referer`
 * @returns why not; undefined when it does
 */
export function ticketMismatch(
  ticket: LoginTicket,
  request: { client_id: string; mark_sha256: string | undefined; referer: string | undefined },
): 'client' | 'browser' | undefined {
  if (ticket.client_id !== request.client_id) return 'client'
  if (ticket.mark_sha256 === request.mark_sha256) return undefined
  const from = request.referer === undefined ? undefined : URL.parse(request.referer)?.origin
  return from === ticket.origin ? undefined : 'browser'
}
