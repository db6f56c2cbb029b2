/** What both sign-out endpoints do. @module */
import type { PersonSession } from '../../store/contract.ts'
import { paragraph } from '../hosted-pages/html.ts'
import type { PageAnswer, PageContext } from '../hosted-pages/page.ts'
import type { PageTexts } from '../hosted-pages/texts.ts'
import { problemPage } from '../hosted-pages/ticket-page.ts'
import type { Deps } from '../http/deps.ts'
import { newMark, sessionCookie, sessionHashOf } from './cookies.ts'

/**
 * Ends the session of the browser, if it has one. The browser gets another mark: pages of the flow that are still open in it
 * begin anew, so that nobody can go back to one and complete the sign-in of the person who has left.
 *
 * @returns the cookies to set
 */
export async function endSession(
  { store, events, public_url, tenant: { tenant_id } }: Deps,
  { visit }: PageContext,
  client?: { client_id: string; name: string },
): Promise<string[]> {
  const secret_sha256 = sessionHashOf(public_url, visit.cookie)
  const ended: PersonSession[] =
    secret_sha256 === undefined ? [] : await store.endPersonSessions(tenant_id, { secret_sha256 })
  for (const { user_id, session_id } of ended) {
    events.record({ type: 'slo', client, user_id, details: { session_id } })
  }
  const cleared = sessionCookie(public_url, '', 0)
  return ended.length === 0 ? [cleared] : [cleared, newMark(public_url).cookie]
}

/** The page after a sign-out that leads nowhere else. */
export function signedOutPage(texts: PageTexts): PageAnswer {
  const { done_title, done } = texts.logout
  return { kind: 'page', texts, title: done_title, main: paragraph(done) }
}

/** A request to sign out that cannot be followed. */
export function refusedLogout(
  { events }: Pick<Deps, 'events'>,
  { logout }: PageTexts,
  about: { text: string; description: string; client?: { client_id: string; name: string } | undefined },
): PageAnswer {
  const { text, description, client } = about
  events.record({ type: 'flo', description, client })
  return problemPage(logout.title, text, 400)
}
