/** `/api/v2/members`: Ferry's own. Those who work with the dashboard. @module */
import * as z from 'zod'
import { ApiError } from '../../../common/errors.ts'
import { normaliseIdentifier } from '../../../migration/identifiers/identifier.ts'
import type { Member } from '../../../store/contract.ts'
import { requirePowersOf } from '../../access/powers.ts'
import { MEMBER_FIELDS } from '../../fields/requests.ts'
import { defineRoute } from '../../route/route.ts'
import { hashMemberPassword, MemberEmail, MemberName, MemberRole, typedText } from './member-input.ts'

const ManagementMember = z
  .object({
    member_id: z.string().describe('The ID of the member.'),
    email: z.string().describe('The email address that the member signs in with.'),
    name: z.string().optional().describe('The name of the member.'),
    role: MemberRole,
    created_at: z.iso.datetime().describe('When the member was created.'),
    updated_at: z.iso.datetime().describe('When the member was last changed.'),
    last_login: z.iso.datetime().optional().describe('When the member last signed in.'),
  })
  .meta({
    id: 'Member',
    description: 'A person who works with the dashboard.',
    examples: [
      {
        member_id: 'mem_k2Jd8sLq0PzX4vNb',
        email: 'olivia@example.com',
        role: 'owner',
        created_at: '2026-05-04T10:11:12.000Z',
        updated_at: '2026-05-04T10:11:12.000Z',
      },
    ],
  })

export const MemberParams = z.object({
  id: z.string().min(1).max(100).describe('The `member_id` of the member.'),
})

function toManagementMember(member: Member): z.input<typeof ManagementMember> {
  const { member_id, email, name, role, created_at, updated_at, last_login } = member
  return {
    member_id,
    email,
    ...(name === undefined ? {} : { name }),
    role,
    created_at: new Date(created_at).toISOString(),
    updated_at: new Date(updated_at).toISOString(),
    ...(last_login === undefined ? {} : { last_login: new Date(last_login).toISOString() }),
  }
}

export const listMembers = defineRoute({
  method: 'get',
  path: '/api/v2/members',
  at_own_hosts: true,
  name: 'listMembers',
  tag: 'Members',
  summary: 'List the members of the dashboard',
  description: 'Ferry’s own. Lists the members, the oldest first.',
  scopes: ['read:members'],
  result: z.array(ManagementMember).describe('The members, the oldest first.'),
  async handle({ store }, { tenant }) {
    const members = await store.listMembers(tenant.tenant_id)
    return members.map(toManagementMember)
  },
})

export const createMember = defineRoute({
  method: 'post',
  path: '/api/v2/members',
  at_own_hosts: true,
  name: 'createMember',
  tag: 'Members',
  summary: 'Create a member of the dashboard',
  description: 'Ferry’s own. Creates a member with a password. Only an owner can make an owner.',
  scopes: ['create:members'],
  body: z
    .strictObject({
      email: MemberEmail.describe('The email address to sign in with.'),
      password: typedText(1_024).describe('The password, of at least 12 characters.'),
      name: MemberName.optional().describe('The name of the member.'),
      role: MemberRole,
    })
    .meta({
      id: 'MemberCreate',
      description: 'A new member.',
      examples: [{ email: 'ed@example.com', password: 'correct horse battery staple', role: 'editor' }],
    }),
  status: 201,
  result: ManagementMember,
  errors: ['invalid_password', 'member_conflict', 'insufficient_role'],
  async handle(deps, { tenant, body, caller, granted }) {
    await requirePowersOf(deps, { caller, granted }, { kind: 'roles', roles: [body.role] })
    const { email, name, role } = body
    const password_hash = await hashMemberPassword(deps, body.password, { email, name })
    const made = await deps.store.createMember(tenant.tenant_id, {
      email,
      email_key: normaliseIdentifier(email),
      name,
      role,
      password_hash,
    })
    if (made.kind === 'exists') throw new ApiError('member_conflict')
    return toManagementMember(made.member)
  },
})

export const updateMember = defineRoute({
  method: 'patch',
  path: '/api/v2/members/:id',
  at_own_hosts: true,
  name: 'updateMember',
  tag: 'Members',
  summary: 'Change a member of the dashboard',
  description:
    'Ferry’s own. Changes the members of the body that are sent. A new password ends all sessions of the member. A new role applies from the next request.',
  scopes: ['update:members'],
  params: MemberParams,
  body: z
    .strictObject({
      name: MemberName.nullable().optional().describe('The name of the member; null removes it.'),
      role: MemberRole.optional(),
      password: typedText(1_024).optional().describe('The new password. It ends the sessions of the member.'),
    })
    .meta({
      id: 'MemberUpdate',
      description: 'Members of a member to change.',
      examples: [{ role: 'admin' }],
    }),
  fields: MEMBER_FIELDS,
  async current({ store, tenant }, { params }) {
    const member = await store.findMember(tenant.tenant_id, params.id)
    return member && toManagementMember(member)
  },
  result: ManagementMember,
  errors: ['inexistent_member', 'invalid_password', 'member_changed', 'last_owner', 'insufficient_role'],
  async handle(deps, { tenant: { tenant_id }, params, body, caller, granted }) {
    const known = await deps.store.findMember(tenant_id, params.id)
    if (!known) throw new ApiError('inexistent_member')
    const { name, role, password } = body
    const roles = [known.role, ...(role ? [role] : [])]
    await requirePowersOf(deps, { caller, granted }, { kind: 'roles', roles })
    const updated = await deps.store.updateMember(tenant_id, params.id, {
      of_role: known.role,
      ...(name !== undefined && { name }),
      ...(role && { role }),
      ...(password !== undefined && { password_hash: await hashMemberPassword(deps, password, known) }),
    })
    switch (updated.kind) {
      case 'updated':
        return toManagementMember(updated.member)
      case 'missing':
        throw new ApiError('inexistent_member')
      case 'other_role':
        throw new ApiError('member_changed')
      case 'last_owner':
        throw new ApiError('last_owner')
    }
  },
})

export const deleteMember = defineRoute({
  method: 'delete',
  path: '/api/v2/members/:id',
  at_own_hosts: true,
  name: 'deleteMember',
  tag: 'Members',
  summary: 'Delete a member of the dashboard',
  description: 'Ferry’s own. Deletes a member, whose sessions end. The last owner stays.',
  scopes: ['delete:members'],
  params: MemberParams,
  errors: ['inexistent_member', 'member_changed', 'last_owner', 'insufficient_role'],
  async handle(deps, { tenant: { tenant_id }, params, caller, granted }) {
    const known = await deps.store.findMember(tenant_id, params.id)
    if (!known) throw new ApiError('inexistent_member')
    await requirePowersOf(deps, { caller, granted }, { kind: 'roles', roles: [known.role] })
    const deleted = await deps.store.deleteMember(tenant_id, params.id, known.role)
    if (deleted === 'missing') throw new ApiError('inexistent_member')
    if (deleted === 'other_role') throw new ApiError('member_changed')
    if (deleted === 'last_owner') throw new ApiError('last_owner')
  },
})
