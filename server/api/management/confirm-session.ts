/** `POST /api/v2/session/confirm`: Ferry's own. A session that began long ago begins anew. @module */
import * as z from 'zod'
import { ApiError } from '../../errors.ts'
import { defineRoute } from '../route.ts'
import { checkWrite, readSession, SessionHeaders, startSession } from '../session.ts'
import { typedText } from './member-input.ts'
import { provePassword, recordProof } from './own-password.ts'
import { SessionAnswer, sessionAnswer } from './session.ts'

const SUMMARY = 'Confirm who is signed in'

/** For tenants that ask for a recent sign-in before what runs is changed: nobody has to leave the page for it. */
export const confirmSession = defineRoute({
  method: 'post',
  path: '/api/v2/session/confirm',
  summary: SUMMARY,
  headers: SessionHeaders,
  body: z.strictObject({
    password: typedText(1_024).describe('Ends this session of the member; the answer starts another'),
  }),
  result: SessionAnswer,
  errors: ['invalid_token', 'invalid_csrf_token', 'wrong_password', 'too_many_requests'],
  async handle(deps, { headers, body, ip, setHeader }) {
    const session = await readSession(deps, headers)
    if (!session) throw new ApiError('invalid_token', 'Nobody is signed in.')
    checkWrite(deps, headers, session)
    const { member } = session
    try {
      await provePassword(deps, member, body.password, ip)
    } catch (error) {
      // Those that are refused unheard are as many as somebody likes.
      if (error instanceof ApiError && error.status === 400) recordProof(deps, SUMMARY, member, error)
      throw error
    }
    recordProof(deps, SUMMARY, member)
    const started = await startSession(deps, member, { headers, ip, user_agent: deps.origin.user_agent })
    if (!started) throw new ApiError('invalid_token', 'Nobody is signed in.')
    setHeader('Set-Cookie', started.cookie)
    return sessionAnswer(deps, member, started.csrf_token)
  },
})
