/** The way from the page of a link back into the sign-in during which the link was asked for. @module */
import { modeOf } from '../../migration/mode/mode.ts'
import type { Connection, Ticket, User } from '../../store/contract.ts'
import type { PageAnswer, PageContext } from '../hosted-pages/page.ts'
import { problemPage } from '../hosted-pages/ticket-page.ts'
import type { Deps } from '../http/deps.ts'
import { attemptSignIn } from './attempt.ts'
import type { Known } from './end-flow.ts'
import { endFlow } from './end-flow.ts'
import type { Flow } from './flow.ts'
import { openFlow, openState } from './flow.ts'

/** Where a link leads when it has done its work. */
export type AfterTicket =
  /** The sign-in goes on in this browser. */
  | { kind: 'answer'; answer: PageAnswer }
  /** It was begun in another browser, or the link proves too little: the person goes back to the application. */
  | { kind: 'elsewhere' }
  /** No sign-in waits for the link. */
  | { kind: 'none' }

interface Used {
  ticket: Ticket
  connection: Connection
  context: PageContext
}

/**
 * Signs the owner of a new password in. In legacy mode the scripts say who that is, and whether the person may sign in.
 *
 * @param about.user the stored one; in legacy mode there may be none yet
 */
export async function signInAfterReset(
  deps: Deps,
  used: Used,
  { user, password }: { user: User | undefined; password: string },
): Promise<AfterTicket> {
  const opened = await flowOf(deps, used)
  if (opened.kind !== 'open') return opened
  if (user && modeOf(used.connection) !== 'legacy')
    return goOn(deps, opened, { user, by: 'By a new password.' })
  const { ticket } = used
  const username = user?.email ?? user?.username ?? ticket.email ?? ticket.identifier ?? ''
  const result = await attemptSignIn(deps, opened, { username, password })
  return result.kind === 'told' ? { kind: 'elsewhere' } : goOn(deps, opened, result)
}

/** Signs the owner of a confirmed address in, if it is the one whose password was right when the link was sent. */
export async function signInAfterVerification(
  deps: Deps,
  used: Used,
  { user }: { user: User },
): Promise<AfterTicket> {
  const opened = await flowOf(deps, used)
  if (opened.kind !== 'open') return opened
  const { proven } = opened.transaction
  const isNewer = proven !== undefined && (user.last_password_reset ?? 0) > proven.at
  if (proven?.user_id !== user.user_id || isNewer) return { kind: 'elsewhere' }
  return goOn(deps, opened, { user, is_verified: true, by: 'By a confirmed email address.' })
}

/** Whether the form of the link may end at an application. */
export const mayGoOn = ({ details }: Ticket): boolean => details.state !== undefined

async function flowOf(deps: Deps, { ticket, connection, context }: Used): Promise<Flow | AfterTicket> {
  const { state } = ticket.details
  if (state === undefined) return { kind: 'none' }
  const opened = openState(deps, state, context)
  if (opened.kind !== 'open' && !(opened.kind === 'stale' && opened.is_same_browser)) {
    return { kind: 'elsewhere' }
  }
  const flow = await openFlow(deps, state, context)
  const isMoved = flow.kind === 'open' && flow.connection.connection_id !== connection.connection_id
  return isMoved ? { kind: 'elsewhere' } : flow
}

async function goOn(deps: Deps, flow: Flow, known: Known): Promise<AfterTicket> {
  const { problem } = flow.texts
  const answer = await endFlow(deps, flow, known, ({ error, status }) => ({
    ...problemPage(problem.sign_in_title, error, status),
    texts: flow.texts,
  }))
  return { kind: 'answer', answer }
}
