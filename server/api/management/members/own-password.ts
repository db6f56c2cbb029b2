/** Confirms that the member of a session knows the password. @module */
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
 * Runs work that needs the member's own password. A wrong password counts like a failed sign-in; a session counts as a
 * known device, so that guesses by strangers cannot block it. Afterwards the session gets a new cookie, so that a
 * stolen copy of the old one is useless (A12).
 *
 * @param summary name of the action in the tenant's log
 * @param work receives the stored hash of the password; returns the hash that is valid afterwards
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
    // Requests that are refused without a check are not logged, because there can be any number of them.
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
