/** `POST /api/v2/users/{id}/identities` and `DELETE /api/v2/users/{id}/identities/{provider}/{user_id}`. @module */
import * as z from 'zod'
import { ApiError } from '../../../common/errors.ts'
import type { IdentityName, LinkResult } from '../../../store/contract.ts'
import type { Person } from '../../access/caller.ts'
import { LINK_FIELDS } from '../../fields/requests.ts'
import type { Deps } from '../../http/deps.ts'
import { invalidField } from '../../http/invalid-field.ts'
import { defineRoute } from '../../route/route.ts'
import { ManagementIdentity, toManagementIdentity, UserParams } from '../../shapes/management-user.ts'
import { Identifier } from '../../shapes/person-input.ts'

const Identities = z.array(ManagementIdentity)

const Body = z
  .object({
    provider: z.literal('auth0').optional().describe('The provider of the other user.'),
    user_id: Identifier.min(1).optional().describe('The ID of the other user, with or without `auth0|`.'),
    connection_id: z
      .string()
      .max(100)
      .optional()
      .describe('The ID of the connection, when several connections have a user of this ID.'),
    link_with: z
      .string()
      .max(8_192)
      .optional()
      .describe('An ID token of the other user, in place of the other members.'),
  })
  .refine(
    ({ provider, user_id, link_with }) =>
      link_with === undefined ? provider !== undefined && user_id !== undefined : user_id === undefined,
    'needs either provider and user_id, or link_with',
  )
  .meta({
    id: 'IdentityLink',
    description: 'The user to link: by provider and ID, or by an ID token.',
    examples: [{ provider: 'auth0', user_id: '43' }],
  })

type Body = z.output<typeof Body>

export const linkIdentity = defineRoute({
  method: 'post',
  path: '/api/v2/users/:id/identities',
  name: 'linkIdentity',
  tag: 'Users',
  summary: 'Link another user to a user',
  description:
    'Makes another user an identity of this one: the other’s sign-ins sign in this user from then on. A person’s own token links by `link_with` alone, an ID token of the same client. The other user’s metadata is deleted, and its names stay with the identity.',
  scopes: ['update:users'],
  own: { scopes: ['update:current_user_identities'], whose: 'path' },
  cors: 'client',
  params: UserParams,
  body: Body,
  fields: LINK_FIELDS,
  status: 201,
  result: Identities,
  errors: ['inexistent_user', 'identity_not_linkable'],
  async handle(deps, { tenant, params, body, caller }) {
    const name = await nameOf(deps, body, caller.person)
    const result = await deps.store.linkIdentity(tenant.tenant_id, params.id, name)
    if (result.kind !== 'linked') throw linkError(result)
    return result.user.identities.map(toManagementIdentity)
  },
})

export const unlinkIdentity = defineRoute({
  method: 'delete',
  path: '/api/v2/users/:id/identities/:provider/:user_id',
  name: 'unlinkIdentity',
  tag: 'Users',
  summary: 'Unlink an identity from a user',
  description:
    'Makes a linked identity a user of its own again, with its names and password and without metadata.',
  scopes: ['update:users'],
  own: { scopes: ['update:current_user_identities'], whose: 'path' },
  cors: 'client',
  params: UserParams.extend({
    provider: z.string().max(100).describe('The provider of the identity: `auth0`.'),
    user_id: z.string().min(1).max(300).describe('The ID of the identity, with or without `auth0|`.'),
  }),
  status: 200,
  result: Identities,
  errors: ['inexistent_user', 'inexistent_identity', 'identity_not_linkable'],
  async handle(deps, { tenant, params: { id, provider, user_id } }) {
    const name = { provider, external_id: withoutPrefix(provider, user_id) }
    const result = await deps.store.unlinkIdentity(tenant.tenant_id, id, name)
    switch (result.kind) {
      case 'unlinked':
        return result.user.identities.map(toManagementIdentity)
      case 'missing':
        throw new ApiError('inexistent_user')
      case 'no_identity':
        throw new ApiError('inexistent_identity')
      case 'own_identity':
        throw new ApiError('identity_not_linkable', 'Main identity can not be unlinked')
      case 'id_taken':
        throw new ApiError('identity_not_linkable', 'Another user has the ID of this identity by now.')
    }
  },
})

function withoutPrefix(provider: string, user_id: string): string {
  return user_id.startsWith(`${provider}|`) ? user_id.slice(provider.length + 1) : user_id
}

/** @throws {ApiError} invalid_body, insufficient_scope */
async function nameOf(
  { tokens }: Deps,
  { provider, user_id, connection_id, link_with }: Body,
  person: Person | undefined,
): Promise<IdentityName> {
  if (person && link_with === undefined) {
    throw new ApiError(
      'insufficient_scope',
      'Insufficient scope: people prove who else they are by link_with',
    )
  }
  if (link_with === undefined) {
    const named = provider ?? ''
    return { provider: named, external_id: withoutPrefix(named, user_id ?? ''), connection_id }
  }
  const subject = await tokens.verifyIdToken(link_with).catch((cause: unknown) => {
    // It is not the caller's own token that is wrong: a 401 would make clients fetch a new one.
    throw invalidField('link_with', 'is not a valid ID token of this tenant', { cause })
  })
  // The application that links is the one in which the person signed in as the other user.
  if (person && subject.client_id !== person.client.client_id) {
    throw invalidField('link_with', 'is an ID token of another client than the access token')
  }
  const [, issued = '', external_id = ''] = /^([^|]+)\|(.+)$/s.exec(subject.user_id) ?? []
  return { provider: issued, external_id }
}

function linkError(result: Exclude<LinkResult, { kind: 'linked' }>): ApiError {
  // biome-ignore lint/nursery/useExhaustiveSwitchCases: it does not see through Exclude; tsc does
  switch (result.kind) {
    case 'missing':
      return new ApiError('inexistent_user')
    case 'no_identity':
      return new ApiError('identity_not_linkable', 'The identity to link does not exist.')
    case 'same_user':
      return new ApiError('identity_not_linkable', 'The identity belongs to this user already.')
    case 'blocked':
      return new ApiError('identity_not_linkable', 'The other user is blocked. Unblock it first.')
  }
}
