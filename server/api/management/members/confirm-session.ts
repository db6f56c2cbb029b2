/** `POST /api/v2/session/confirm`: Ferry's own. Confirms the password, which renews an old session. @module */
import * as z from 'zod'
import { SessionHeaders } from '../../access/session.ts'
import { defineRoute } from '../../route/route.ts'
import { typedText } from './member-input.ts'
import { withOwnPassword } from './own-password.ts'
import { SessionAnswer } from './session.ts'

const SUMMARY = 'Confirm who is signed in'

export const confirmSession = defineRoute({
  method: 'post',
  path: '/api/v2/session/confirm',
  at_own_hosts: true,
  name: 'confirmSession',
  tag: 'Session',
  summary: SUMMARY,
  description:
    'Ferry’s own. Takes the member’s password again, and starts the session anew. Tenants that ask for a recent sign-in take changes for 15 minutes afterwards.',
  proof: 'session',
  headers: SessionHeaders,
  body: z.strictObject({ password: typedText(1_024).describe('The password of the member.') }).meta({
    id: 'SessionConfirmation',
    description: 'The password, once more.',
    examples: [{ password: 'correct horse battery staple' }],
  }),
  result: SessionAnswer,
  errors: ['invalid_token', 'invalid_csrf_token', 'wrong_password', 'too_many_requests'],
  handle: (deps, asked) => withOwnPassword(deps, asked, { password: asked.body.password, summary: SUMMARY }),
})
