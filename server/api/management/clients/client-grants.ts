/** `/api/v2/client-grants`. @module */
import * as z from 'zod'
import { ApiError } from '../../../common/errors.ts'
import { CLIENT_GRANT_FIELDS } from '../../fields/clients.ts'
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

/** `GET /api/v2/client-grants`. */
export const listClientGrants = defineRoute({
  method: 'get',
  path: '/api/v2/client-grants',
  summary: 'List what clients may ask for',
  scopes: ['read:client_grants'],
  query: ListQuery.omit({ fields: true, include_fields: true }).extend({
    client_id: z.string().max(200).optional(),
    audience: z.string().max(600).optional(),
  }),
  result: listResult('client_grants', ManagementClientGrant),
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

/** `POST /api/v2/client-grants`: one per client and audience. */
export const createClientGrant = defineRoute({
  method: 'post',
  path: '/api/v2/client-grants',
  summary: 'Let a client ask for scopes of an audience',
  scopes: ['create:client_grants'],
  body: z.object({ client_id: ClientId, audience: text(600), scope: GrantScopes }),
  fields: CLIENT_GRANT_FIELDS,
  status: 201,
  result: ManagementClientGrant,
  errors: ['inexistent_client', 'client_grant_conflict'],
  async handle(deps, { tenant, body, caller, granted }) {
    const { client_id, audience } = body
    const scopes = checkedScopes(audience, body.scope, tenant)
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

/** `GET /api/v2/client-grants/{id}`. */
export const getClientGrant = defineRoute({
  method: 'get',
  path: '/api/v2/client-grants/:id',
  summary: 'Get what a client may ask for',
  scopes: ['read:client_grants'],
  params: ClientGrantParams,
  result: ManagementClientGrant,
  errors: ['inexistent_client_grant'],
  async handle(deps, { params }) {
    return toManagementClientGrant(await findClientGrant(deps, params.id))
  },
})

/** `PATCH /api/v2/client-grants/{id}`: the scopes, whole. At the Management API it holds for tokens that are out, too. */
export const updateClientGrant = defineRoute({
  method: 'patch',
  path: '/api/v2/client-grants/:id',
  summary: 'Change what a client may ask for',
  scopes: ['update:client_grants'],
  params: ClientGrantParams,
  body: z.object({ scope: GrantScopes.optional() }),
  fields: CLIENT_GRANT_FIELDS,
  async current({ store, tenant }, { params }) {
    const grant = await store.findClientGrant(tenant.tenant_id, params.id)
    return grant && toManagementClientGrant(grant)
  },
  result: ManagementClientGrant,
  errors: ['inexistent_client_grant'],
  async handle(deps, { tenant, params, body, caller, granted }) {
    const known = await findClientGrant(deps, params.id)
    const scopes = body.scope ? checkedScopes(known.audience, body.scope, tenant) : known.scopes
    await requirePowersOfGrant(deps, { caller, granted }, { ...known, scopes })
    const updated = await deps.store.updateClientGrant(tenant.tenant_id, params.id, scopes)
    if (!updated) throw new ApiError('inexistent_client_grant')
    return toManagementClientGrant(updated)
  },
})

/** `DELETE /api/v2/client-grants/{id}`. */
export const deleteClientGrant = defineRoute({
  method: 'delete',
  path: '/api/v2/client-grants/:id',
  summary: 'Let a client ask for nothing of an audience any more',
  scopes: ['delete:client_grants'],
  params: ClientGrantParams,
  async handle(deps, { tenant, params, caller, granted }) {
    const known = await deps.store.findClientGrant(tenant.tenant_id, params.id)
    if (!known) return
    await requirePowersOfGrant(deps, { caller, granted }, known)
    await deps.store.deleteClientGrant(tenant.tenant_id, params.id)
  },
})
