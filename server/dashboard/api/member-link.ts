/** Links of emails to members: an invitation, or a new password. @module */
import type { ApiClient } from './client.ts'
import type { Operations } from './operations.ts'
import { ApiProblem } from './problem.ts'
import type { Session } from './session.ts'

/** For whom a link is. */
export type MemberLink = Operations['GET /api/v2/member-link']['result']

const PATH = '/api/v2/member-link'

/** @returns null when the link is not valid */
export async function findMemberLink(
  client: ApiClient,
  token: string,
  signal: AbortSignal,
): Promise<MemberLink | null> {
  try {
    return (await client.request('GET', PATH, { query: { token }, signal })) as MemberLink
  } catch (error) {
    if (error instanceof ApiProblem && error.status >= 400 && error.status < 500) return null
    throw error
  }
}

/** Signs the member in. @throws {ApiProblem} the password is refused, or the link was used in the meantime */
export async function redeemMemberLink(
  client: ApiClient,
  sent: { token: string; password: string; name?: string },
): Promise<Session> {
  return (await client.request('POST', PATH, { body: sent })) as Session
}
