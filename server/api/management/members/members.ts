/** `/api/v2/members`: Ferry's own. Those who work with the dashboard. @module */
import * as z from 'zod'
import { ApiError } from '../../../common/errors.ts'
import { normaliseIdentifier } from '../../../migration/identifier.ts'
import type { Member } from '../../../store/contract.ts'
import { requirePowersOf } from '../../access/powers.ts'
import { ROLES } from '../../access/roles.ts'
import { MEMBER_FIELDS } from '../../fields/requests.ts'
import { defineRoute } from '../../route/route.ts'
import { hashMemberPassword, MemberEmail, MemberName, typedText } from './member-input.ts'

const ManagementMember = z.object({
  member_id: z.string(),
  email: z.string(),
  name: z.string().optional(),
  role: z.enum(ROLES),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
  last_login: z.iso.datetime().optional(),
})

const MemberParams = z.object({ id: z.string().min(1).max(100) })

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
  summary: 'List the members of the dashboard',
  scopes: ['read:members'],
  result: z.array(ManagementMember).describe('Oldest first'),
  async handle({ store }, { tenant }) {
    const members = await store.listMembers(tenant.tenant_id)
    return members.map(toManagementMember)
  },
})

export const createMember = defineRoute({
  method: 'post',
  path: '/api/v2/members',
  summary: 'Create a member of the dashboard',
  scopes: ['create:members'],
  body: z.strictObject({
    email: MemberEmail,
    password: typedText(1_024),
    name: MemberName.optional(),
    role: z.enum(ROLES),
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

/** A new password ends the member's sessions; a new role holds from the next request on. */
export const updateMember = defineRoute({
  method: 'patch',
  path: '/api/v2/members/:id',
  summary: 'Change a member of the dashboard',
  scopes: ['update:members'],
  params: MemberParams,
  body: z.strictObject({
    name: MemberName.nullable().optional(),
    role: z.enum(ROLES).optional(),
    password: typedText(1_024).optional(),
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
  summary: 'Remove a member of the dashboard',
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
