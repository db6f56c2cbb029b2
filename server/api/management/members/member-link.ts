/**
 * `/api/v2/member-link`: Ferry's own. The person with the link of an email becomes a member, or chooses a new password.
 * @module
 */
import * as z from 'zod'
import { ApiError } from '../../../common/errors.ts'
import { sha256 } from '../../../common/hash.ts'
import { randomSecret } from '../../../common/ids.ts'
import { normaliseIdentifier } from '../../../migration/identifiers/identifier.ts'
import { requirePowersOf } from '../../access/powers.ts'
import { checkOrigin, SessionHeaders, startSession } from '../../access/session.ts'
import { defineRoute } from '../../route/route.ts'
import { NoMembers } from '../../shapes/no-members.ts'
import { hashMemberPassword, MemberName, MemberRole, typedText } from './member-input.ts'
import { MOST_LINKS, PASSWORD_LINK_LASTS_MS, sendMemberLink } from './member-mail.ts'
import { MemberParams } from './members.ts'
import { SessionAnswer, sessionAnswer } from './session.ts'

const Token = z.string().min(1).max(200).describe('The token of the link.')

export const sendPasswordLink = defineRoute({
  method: 'post',
  path: '/api/v2/members/:id/password-link',
  at_own_hosts: true,
  name: 'sendMemberPasswordLink',
  tag: 'Members',
  summary: 'Send a member a link to choose a new password',
  description:
    'Ferry’s own. Sends an email with a link that works once, for 24 hours. The password of the member stays until the link is used; then all sessions of the member end. Only an owner can do it for an owner.',
  scopes: ['update:members'],
  params: MemberParams,
  body: NoMembers,
  status: 202,
  errors: ['inexistent_member', 'insufficient_role', 'too_many_invitations', 'too_many_requests'],
  async handle(deps, { tenant: { tenant_id }, params, caller, granted, actor }) {
    const member = await deps.store.findMember(tenant_id, params.id)
    if (!member) throw new ApiError('inexistent_member')
    await requirePowersOf(deps, { caller, granted }, { kind: 'roles', roles: [member.role] })
    deps.rateLimits.memberMail(tenant_id)
    const { member_id, email, name, role } = member
    const token = randomSecret()
    const made = await deps.store.createMemberLink(
      tenant_id,
      {
        member_id,
        email,
        email_key: normaliseIdentifier(email),
        name,
        role,
        made_by: actor,
        token_sha256: sha256(token),
        lasts_ms: PASSWORD_LINK_LASTS_MS,
      },
      MOST_LINKS,
    )
    if (made.kind !== 'created') throw new ApiError('too_many_invitations')
    await sendMemberLink(deps, 'member_password', { link: made.link, token, caller })
  },
})

export const getMemberLink = defineRoute({
  method: 'get',
  path: '/api/v2/member-link',
  at_own_hosts: true,
  name: 'getMemberLink',
  tag: 'Session',
  summary: 'Check a link of an email to a member',
  description: 'Ferry’s own. Says for whom a link is, without using it up.',
  query: z.object({ token: Token }),
  result: z
    .object({
      purpose: z
        .enum(['invitation', 'password'])
        .describe('`invitation`: a new member; `password`: a new password of a member.'),
      email: z.string().describe('The email address to sign in with.'),
      name: z.string().optional().describe('The name of the member.'),
      role: MemberRole,
      tenant: z.string().describe('The name of the tenant.'),
    })
    .meta({ id: 'MemberLink', description: 'For whom a link is.' }),
  errors: ['inexistent_member_link'],
  async handle({ store }, { tenant, query }) {
    const link = await store.findMemberLink(tenant.tenant_id, sha256(query.token))
    if (!link) throw new ApiError('inexistent_member_link')
    const { member_id, email, name, role } = link
    return {
      purpose: member_id === undefined ? ('invitation' as const) : ('password' as const),
      email,
      ...(name === undefined ? {} : { name }),
      role,
      tenant: tenant.name,
    }
  },
})

const SUMMARY = { invitation: 'Accept an invitation to the dashboard', password: 'Choose a new password' }

export const useMemberLink = defineRoute({
  method: 'post',
  path: '/api/v2/member-link',
  at_own_hosts: true,
  name: 'useMemberLink',
  tag: 'Session',
  summary: 'Use a link of an email to a member',
  description:
    'Ferry’s own. Sets the password: of a new member who accepts an invitation, or of the member who was sent the link. Signs the member in. A link works once.',
  headers: SessionHeaders,
  body: z
    .strictObject({
      token: Token,
      password: typedText(1_024).describe('The password, of at least 12 characters.'),
      name: MemberName.optional().describe(
        'The name of a new member; a member who was there keeps the name.',
      ),
    })
    .meta({
      id: 'MemberLinkUse',
      description: 'The token of the link, and the new password.',
      examples: [{ token: 'Zk3…', password: 'correct horse battery staple' }],
    }),
  status: 201,
  result: SessionAnswer,
  errors: ['inexistent_member_link', 'invalid_password', 'invalid_csrf_token', 'too_many_requests'],
  async handle(deps, { tenant: { tenant_id }, headers, body, ip, setHeader }) {
    checkOrigin(deps, headers)
    const token_sha256 = sha256(body.token)
    // Before the password is hashed, which costs.
    const link = await deps.store.findMemberLink(tenant_id, token_sha256)
    if (!link) throw new ApiError('inexistent_member_link')
    const name = link.member_id === undefined ? (body.name ?? link.name) : link.name
    const password_hash = await hashMemberPassword(deps, body.password, { email: link.email, name })
    const member = await deps.store.claimMemberLink(tenant_id, token_sha256, { password_hash, name })
    if (!member) throw new ApiError('inexistent_member_link')
    deps.events.record({
      type: 'sapi',
      description: SUMMARY[link.member_id === undefined ? 'invitation' : 'password'],
      user_name: member.email,
      details: { member_id: member.member_id, role: member.role, invited_by: link.made_by },
    })
    const { user_agent } = deps.origin
    const marked = { member_id: member.member_id, password_hash }
    const started = await startSession(deps, marked, { headers, ip, user_agent })
    if (!started) throw new ApiError('invalid_credentials')
    setHeader('Set-Cookie', started.cookies)
    return sessionAnswer(deps, member, started.csrf_token)
  },
})
