/** `/api/v2/client-grants`. @module */
import * as z from 'zod'
import { ApiError } from '../../../common/errors.ts'
import { CLIENT_GRANT_FIELDS, NEW_CLIENT_GRANT_FIELDS } from '../../fields/clients.ts'
import { ListQuery, listAnswer, listResult, pageOf } from '../../lists/paging.ts'
import { defineRoute } from '../../route/route.ts'
import { ClientId, text } from '../connections/connection.ts'
import {
  ClientGrantParams,
  checkedScopes,
  findClientGrant,
  GrantScopes,
  ManagementClientGrant,
  requirePowersOfGrant,
  toManagementClientGrant,
} from './client-grant.ts'

export const listClientGrants = defineRoute({
  method: 'get',
  path: '/api/v2/client-grants',
  name: 'listClientGrants',
  tag: 'Client grants',
  summary: 'List client grants',
  description: 'Lists what clients may ask for by the client credentials grant.',
  scopes: ['read:client_grants'],
  query: ListQuery.omit({ fields: true, include_fields: true }).extend({
    client_id: z.string().max(200).optional().describe('Only grants of this client.'),
    audience: z.string().max(600).optional().describe('Only grants for this API.'),
  }),
  result: listResult('client_grants', 'ClientGrant', ManagementClientGrant),
  async handle({ store }, { tenant, query }) {
    const { client_id, audience } = query
    const filter = {
      ...(client_id === undefined ? {} : { client_id }),
      ...(audience === undefined ? {} : { audience }),
    }
    const listed = await store.listClientGrants(tenant.tenant_id, filter, pageOf(query))
    return listAnswer('client_grants', query, listed, listed.items.map(toManagementClientGrant))
  },
})

export const createClientGrant = defineRoute({
  method: 'post',
  path: '/api/v2/client-grants',
  name: 'createClientGrant',
  tag: 'Client grants',
  summary: 'Create a client grant',
  description:
    'Lets a client ask for scopes of an API. A client has one grant for each API. Nobody can grant more of the Management API than they may do themselves.',
  scopes: ['create:client_grants'],
  body: z
    .object({
      client_id: ClientId.describe('The client that the grant is for.'),
      audience: text(600).describe('The API that the client may ask tokens for.'),
      scope: GrantScopes.describe('The scopes that its tokens can have.'),
    })
    .meta({
      id: 'ClientGrantCreate',
      description: 'A new client grant.',
      examples: [
        {
          client_id: 'Ne6oGgVbXyTsgNU0UCH4dmAnbCxzgSRW',
          audience: 'https://ferry.example.org/api/v2/',
          scope: ['read:users'],
        },
      ],
    }),
  fields: NEW_CLIENT_GRANT_FIELDS,
  status: 201,
  result: ManagementClientGrant,
  errors: ['inexistent_client', 'client_grant_conflict'],
  async handle(deps, { tenant, body, caller, granted }) {
    const { client_id, audience } = body
    const scopes = await checkedScopes(deps, audience, body.scope)
    await requirePowersOfGrant(deps, { caller, granted }, { client_id, audience, scopes })
    const result = await deps.store.createClientGrant(tenant.tenant_id, { client_id, audience, scopes })
    switch (result.kind) {
      case 'created':
        return toManagementClientGrant(result.grant)
      case 'exists':
        throw new ApiError('client_grant_conflict')
      case 'no_client':
        throw new ApiError('inexistent_client')
    }
  },
})

export const getClientGrant = defineRoute({
  method: 'get',
  path: '/api/v2/client-grants/:id',
  name: 'getClientGrant',
  tag: 'Client grants',
  summary: 'Get a client grant',
  description: 'Answers one client grant.',
  scopes: ['read:client_grants'],
  params: ClientGrantParams,
  result: ManagementClientGrant,
  errors: ['inexistent_client_grant'],
  async handle(deps, { params }) {
    return toManagementClientGrant(await findClientGrant(deps, params.id))
  },
})

export const updateClientGrant = defineRoute({
  method: 'patch',
  path: '/api/v2/client-grants/:id',
  name: 'updateClientGrant',
  tag: 'Client grants',
  summary: 'Change a client grant',
  description:
    'Replaces the scopes of a client grant. At the Management API this applies to tokens that were made before, too.',
  scopes: ['update:client_grants'],
  params: ClientGrantParams,
  body: z
    .object({ scope: GrantScopes.optional().describe('The scopes that replace those of the grant.') })
    .meta({
      id: 'ClientGrantUpdate',
      description: 'The new scopes of a client grant.',
      examples: [{ scope: ['read:users', 'read:logs'] }],
    }),
  fields: CLIENT_GRANT_FIELDS,
  async current({ store, tenant }, { params }) {
    const grant = await store.findClientGrant(tenant.tenant_id, params.id)
    return grant && toManagementClientGrant(grant)
  },
  result: ManagementClientGrant,
  errors: ['inexistent_client_grant'],
  async handle(deps, { tenant, params, body, caller, granted }) {
    const known = await findClientGrant(deps, params.id)
    const scopes = body.scope ? await checkedScopes(deps, known.audience, body.scope) : known.scopes
    await requirePowersOfGrant(deps, { caller, granted }, { ...known, scopes })
    const updated = await deps.store.updateClientGrant(tenant.tenant_id, params.id, scopes)
    if (!updated) throw new ApiError('inexistent_client_grant')
    return toManagementClientGrant(updated)
  },
})

export const deleteClientGrant = defineRoute({
  method: 'delete',
  path: '/api/v2/client-grants/:id',
  name: 'deleteClientGrant',
  tag: 'Client grants',
  summary: 'Delete a client grant',
  description:
    'Deletes a client grant: the client can no longer ask for tokens of that audience. Deleting a grant that does not exist succeeds.',
  scopes: ['delete:client_grants'],
  params: ClientGrantParams,
  async handle(deps, { tenant, params, caller, granted }) {
    const known = await deps.store.findClientGrant(tenant.tenant_id, params.id)
    if (!known) return
    await requirePowersOfGrant(deps, { caller, granted }, known)
    await deps.store.deleteClientGrant(tenant.tenant_id, params.id)
  },
})
