/** `POST /api/v2/session/password`: Ferry's own. Members change their password. @module */
import * as z from 'zod'
import { ApiError } from '../../../common/errors.ts'
import type { Member } from '../../../store/contract.ts'
import { SessionHeaders } from '../../access/session.ts'
import type { Deps } from '../../http/deps.ts'
import { defineRoute } from '../../route/route.ts'
import { hashMemberPassword, typedText } from './member-input.ts'
import { withOwnPassword } from './own-password.ts'
import { SessionAnswer } from './session.ts'

const SUMMARY = 'Change the own password'

export const changeOwnPassword = defineRoute({
  method: 'post',
  path: '/api/v2/session/password',
  at_own_hosts: true,
  name: 'changeOwnPassword',
  tag: 'Session',
  summary: SUMMARY,
  description:
    'Ferry’s own. Changes the password of the member who is signed in, who gives the current one too. All sessions of the member end; the answer starts a new one.',
  proof: 'session',
  headers: SessionHeaders,
  body: z
    .strictObject({
      current_password: typedText(1_024).describe('The password that the member has now.'),
      new_password: typedText(1_024).describe('The new password, of at least 12 characters.'),
    })
    .meta({
      id: 'OwnPasswordChange',
      description: 'The current password and the new one.',
      examples: [
        { current_password: 'correct horse battery staple', new_password: 'seven purple turtles dance' },
      ],
    }),
  result: SessionAnswer,
  errors: ['invalid_token', 'invalid_csrf_token', 'wrong_password', 'invalid_password', 'too_many_requests'],
  handle: (deps, asked) =>
    withOwnPassword(
      deps,
      asked,
      { password: asked.body.current_password, summary: SUMMARY },
      (member, old_hash) => change(deps, member, asked.body, old_hash),
    ),
})

/** @returns the new hash @throws {ApiError} wrong_password, invalid_password: nothing was changed */
async function change(
  deps: Deps,
  member: Member,
  { current_password, new_password }: { current_password: string; new_password: string },
  old_hash: string,
): Promise<string> {
  if (new_password.normalize('NFC') === current_password.normalize('NFC')) {
    throw new ApiError('invalid_password', 'The new password is the current one. Choose another.')
  }
  const new_hash = await hashMemberPassword(deps, new_password, member)
  const hashes = { old_hash, new_hash }
  // Another request may have changed the password after it was compared.
  if (!(await deps.store.changeMemberPassword(deps.tenant.tenant_id, member.member_id, hashes))) {
    throw new ApiError('wrong_password')
  }
  return new_hash
}
