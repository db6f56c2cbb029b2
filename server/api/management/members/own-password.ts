/** What a member may do who has a session and knows the password: members show that they know it, once more. @module */
import type * as z from 'zod'
import { ApiError } from '../../../common/errors.ts'
import { normaliseIdentifier } from '../../../migration/identifiers/identifier.ts'
import { membersOf } from '../../../password/hash-gate.ts'
import type { Member } from '../../../store/contract.ts'
import type { MemberSession, SessionHeaders } from '../../access/session.ts'
import { checkWrite, readSession, startSession } from '../../access/session.ts'
import type { Deps } from '../../http/deps.ts'
import type { SessionAnswer } from './session.ts'
import { reserveSignIn, sessionAnswer } from './session.ts'

interface Asked {
  headers: z.output<typeof SessionHeaders>
  ip: string | undefined
  setHeader(name: string, value: string | string[]): void
}

/**
 * Guessing the password is counted with the sign-ins; but a session is no stranger, whom others who guess could keep out.
 * Afterwards the session goes on under another cookie: whoever had a copy
 * of it is out (A12).
 *
 * @param summary what the tenant's log calls it
 * @param work gets the hash that the password fits; gives the one that holds afterwards
 * @throws {ApiError} invalid_token, invalid_csrf_token, wrong_password, too_many_requests, and what `work` throws
 */
export async function withOwnPassword(
  deps: Deps,
  { headers, ip, setHeader }: Asked,
  { password, summary }: { password: string; summary: string },
  work: (member: Member, hash: string) => Promise<string> = async (_member, hash) => hash,
): Promise<z.input<typeof SessionAnswer>> {
  const session = await readSession(deps, headers)
  if (!session) throw nobody()
  checkWrite(deps, headers, session)
  const { member } = session
  let password_hash: string
  try {
    password_hash = await work(member, await provePassword(deps, session, password, ip))
  } catch (error) {
    // Those that are refused unheard are as many as somebody likes.
    if (error instanceof ApiError && error.status === 400) record(deps, summary, member, error)
    throw error
  }
  record(deps, summary, member)
  const marked = { member_id: member.member_id, password_hash }
  const started = await startSession(deps, marked, { headers, ip, user_agent: deps.origin.user_agent })
  if (!started) throw nobody()
  setHeader('Set-Cookie', started.cookies)
  return sessionAnswer(deps, member, started.csrf_token)
}

const nobody = (): ApiError => new ApiError('invalid_token', 'Nobody is signed in.')

async function provePassword(
  deps: Deps,
  { member, session_sha256 }: MemberSession,
  password: string,
  ip: string | undefined,
): Promise<string> {
  const known = { by: 'device', id: session_sha256 } as const
  const reserved = await reserveSignIn(deps, { email: member.email, ip, known })
  const { tenant_id } = deps.tenant
  const login = await deps.store.findMemberLogin(tenant_id, normaliseIdentifier(member.email))
  if (!login || !(await deps.passwords.verify(membersOf(tenant_id), login.password_hash, password))) {
    throw new ApiError('wrong_password')
  }
  reserved.succeeded()
  return login.password_hash
}

function record({ events }: Deps, summary: string, { email, member_id }: Member, error?: ApiError): void {
  events.record({
    type: error ? 'fapi' : 'sapi',
    description: error ? `${summary}: ${error.message}` : summary,
    user_name: email,
    details: { member_id },
  })
}
