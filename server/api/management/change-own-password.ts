/** `POST /api/v2/session/password`: Ferry's own. Members change their password. @module */
import * as z from 'zod'
import { ApiError } from '../../errors.ts'
import type { Member } from '../../store/contract.ts'
import type { Deps } from '../route.ts'
import { defineRoute } from '../route.ts'
import { checkWrite, readSession, SessionHeaders, startSession } from '../session.ts'
import { hashMemberPassword, typedText } from './member-input.ts'
import { provePassword, recordProof } from './own-password.ts'
import { SessionAnswer, sessionAnswer } from './session.ts'

const SUMMARY = 'Change the own password'

/** Whoever has a session alone cannot take the account over: the current password is asked for, and guessing is limited. */
export const changeOwnPassword = defineRoute({
  method: 'post',
  path: '/api/v2/session/password',
  summary: SUMMARY,
  headers: SessionHeaders,
  body: z.strictObject({
    current_password: typedText(1_024),
    new_password: typedText(1_024).describe('Ends all sessions of the member; the answer starts another'),
  }),
  result: SessionAnswer,
  errors: ['invalid_token', 'invalid_csrf_token', 'wrong_password', 'invalid_password', 'too_many_requests'],
  async handle(deps, { headers, body, ip, setHeader }) {
    const session = await readSession(deps, headers)
    if (!session) throw new ApiError('invalid_token', 'Nobody is signed in.')
    checkWrite(deps, headers, session)
    const { member } = session
    await change(deps, member, body, ip)
    // Whoever had a copy of the cookie is out too (A12).
    const started = await startSession(deps, member, { headers, ip, user_agent: deps.origin.user_agent })
    if (!started) throw new ApiError('invalid_token', 'Nobody is signed in.')
    setHeader('Set-Cookie', started.cookie)
    return sessionAnswer(deps, member, started.csrf_token)
  },
})

/** @throws {ApiError} wrong_password, invalid_password, too_many_requests: nothing was changed */
async function change(
  deps: Deps,
  member: Member,
  { current_password, new_password }: { current_password: string; new_password: string },
  ip: string | undefined,
): Promise<void> {
  const { store, tenant } = deps
  try {
    const old_hash = await provePassword(deps, member, current_password, ip)
    if (new_password.normalize('NFC') === current_password.normalize('NFC')) {
      throw new ApiError('invalid_password', 'The new password is the current one. Choose another.')
    }
    const new_hash = await hashMemberPassword(deps, new_password, member)
    const hashes = { old_hash, new_hash }
    // Somebody may have set another one since it was compared.
    if (!(await store.changeMemberPassword(tenant.tenant_id, member.member_id, hashes))) {
      throw new ApiError('wrong_password')
    }
  } catch (error) {
    // Those that are refused unheard are as many as somebody likes.
    if (error instanceof ApiError && error.status === 400) recordProof(deps, SUMMARY, member, error)
    throw error
  }
  recordProof(deps, SUMMARY, member)
}
