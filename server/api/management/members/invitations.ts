/** `/api/v2/member-invitations`: Ferry's own. People who were invited to the dashboard by email. @module */
import * as z from 'zod'
import { ApiError } from '../../../common/errors.ts'
import { sha256 } from '../../../common/hash.ts'
import { randomSecret } from '../../../common/ids.ts'
import { normaliseIdentifier } from '../../../migration/identifiers/identifier.ts'
import type { MemberLink } from '../../../store/contract.ts'
import { requirePowersOf } from '../../access/powers.ts'
import { defineRoute } from '../../route/route.ts'
import { NoMembers } from '../../shapes/no-members.ts'
import { MemberEmail, MemberName, MemberRole } from './member-input.ts'
import { INVITATION_LASTS_MS, MOST_LINKS, sendMemberLink } from './member-mail.ts'

const Invitation = z
  .object({
    id: z.string().describe('The ID of the invitation.'),
    email: z.string().describe('The email address that was invited.'),
    name: z.string().optional().describe('The name that the member will have.'),
    role: MemberRole,
    invited_by: z.string().describe('The ID of the member or client that sent the invitation last.'),
    created_at: z.iso.datetime().describe('When the invitation was created.'),
    sent_at: z.iso.datetime().describe('When its newest email was sent.'),
    expires_at: z.iso.datetime().describe('When its link stops working.'),
    is_expired: z.boolean().describe('Whether the link has expired. Send the invitation again.'),
  })
  .meta({
    id: 'MemberInvitation',
    description: 'An invitation to the dashboard that nobody has accepted yet.',
    examples: [
      {
        id: 'inv_k2Jd8sLq0PzX4vNb',
        email: 'ed@example.com',
        role: 'editor',
        invited_by: 'mem_k2Jd8sLq0PzX4vNb',
        created_at: '2026-05-04T10:11:12.000Z',
        sent_at: '2026-05-04T10:11:12.000Z',
        expires_at: '2026-05-11T10:11:12.000Z',
        is_expired: false,
      },
    ],
  })

const InvitationParams = z.object({ id: z.string().min(1).max(100).describe('The ID of the invitation.') })

function toInvitation(link: MemberLink): z.input<typeof Invitation> {
  const { link_id, email, name, role, made_by, created_at, sent_at, expires_at } = link
  return {
    id: link_id,
    email,
    ...(name === undefined ? {} : { name }),
    role,
    invited_by: made_by,
    created_at: new Date(created_at).toISOString(),
    sent_at: new Date(sent_at).toISOString(),
    expires_at: new Date(expires_at).toISOString(),
    is_expired: expires_at <= Date.now(),
  }
}

export const listInvitations = defineRoute({
  method: 'get',
  path: '/api/v2/member-invitations',
  at_own_hosts: true,
  name: 'listMemberInvitations',
  tag: 'Members',
  summary: 'List the invitations to the dashboard',
  description:
    'Ferry’s own. Lists the invitations that nobody has accepted yet, the oldest first. One that has expired stays for 30 days.',
  scopes: ['read:members'],
  result: z.array(Invitation).describe('The invitations, the oldest first.'),
  async handle({ store }, { tenant }) {
    return (await store.listInvitations(tenant.tenant_id)).map(toInvitation)
  },
})

export const createInvitation = defineRoute({
  method: 'post',
  path: '/api/v2/member-invitations',
  at_own_hosts: true,
  name: 'createMemberInvitation',
  tag: 'Members',
  summary: 'Invite a member to the dashboard',
  description:
    'Ferry’s own. Sends an email with a link that works once, for 7 days: the person chooses a password there and becomes a member. Only an owner can invite an owner. The invitation ends when the member who sent it gets another role or is deleted.',
  scopes: ['create:members'],
  body: z
    .strictObject({
      email: MemberEmail.describe('The email address to invite, with which the member will sign in.'),
      name: MemberName.optional().describe('The name of the member.'),
      role: MemberRole,
    })
    .meta({
      id: 'MemberInvitationCreate',
      description: 'Whom to invite.',
      examples: [{ email: 'ed@example.com', role: 'editor' }],
    }),
  status: 201,
  result: Invitation,
  errors: [
    'member_conflict',
    'invitation_conflict',
    'too_many_invitations',
    'insufficient_role',
    'too_many_requests',
  ],
  async handle(deps, { tenant, body, caller, granted, actor }) {
    await requirePowersOf(deps, { caller, granted }, { kind: 'roles', roles: [body.role] })
    deps.rateLimits.memberMail(tenant.tenant_id)
    const { email, name, role } = body
    const token = randomSecret()
    const made = await deps.store.createMemberLink(
      tenant.tenant_id,
      {
        member_id: undefined,
        email,
        email_key: normaliseIdentifier(email),
        name,
        role,
        made_by: actor,
        token_sha256: sha256(token),
        lasts_ms: INVITATION_LASTS_MS,
      },
      MOST_LINKS,
    )
    switch (made.kind) {
      case 'member':
        throw new ApiError('member_conflict')
      case 'invited':
        throw new ApiError('invitation_conflict')
      case 'too_many':
        throw new ApiError('too_many_invitations')
      case 'created':
        await sendMemberLink(deps, 'member_invitation', { link: made.link, token, caller })
        return toInvitation(made.link)
    }
  },
})

export const sendInvitation = defineRoute({
  method: 'post',
  path: '/api/v2/member-invitations/:id/send',
  at_own_hosts: true,
  name: 'sendMemberInvitation',
  tag: 'Members',
  summary: 'Send an invitation to the dashboard again',
  description:
    'Ferry’s own. Sends the email once more, with a new link that works once, for 7 days. The link of the earlier email stops working.',
  scopes: ['create:members'],
  params: InvitationParams,
  body: NoMembers,
  result: Invitation,
  errors: ['inexistent_invitation', 'insufficient_role', 'too_many_requests'],
  async handle(deps, { tenant: { tenant_id }, params, caller, granted, actor }) {
    const known = await deps.store.findInvitation(tenant_id, params.id)
    if (!known) throw new ApiError('inexistent_invitation')
    await requirePowersOf(deps, { caller, granted }, { kind: 'roles', roles: [known.role] })
    deps.rateLimits.memberMail(tenant_id)
    const token = randomSecret()
    const link = await deps.store.renewInvitation(tenant_id, params.id, {
      of_role: known.role,
      made_by: actor,
      token_sha256: sha256(token),
      lasts_ms: INVITATION_LASTS_MS,
    })
    if (!link) throw new ApiError('inexistent_invitation')
    await sendMemberLink(deps, 'member_invitation', { link, token, caller })
    return toInvitation(link)
  },
})

export const deleteInvitation = defineRoute({
  method: 'delete',
  path: '/api/v2/member-invitations/:id',
  at_own_hosts: true,
  name: 'deleteMemberInvitation',
  tag: 'Members',
  summary: 'Withdraw an invitation to the dashboard',
  description: 'Ferry’s own. Withdraws an invitation: its link stops working.',
  scopes: ['delete:members'],
  params: InvitationParams,
  errors: ['inexistent_invitation', 'insufficient_role'],
  async handle(deps, { tenant: { tenant_id }, params, caller, granted }) {
    const known = await deps.store.findInvitation(tenant_id, params.id)
    if (!known) throw new ApiError('inexistent_invitation')
    await requirePowersOf(deps, { caller, granted }, { kind: 'roles', roles: [known.role] })
    if (!(await deps.store.deleteInvitation(tenant_id, params.id)))
      throw new ApiError('inexistent_invitation')
  },
})
