/** `/api/v2/resource-servers`. @module */
import { ApiError } from '../../../common/errors.ts'
import { isManagementAudience } from '../../../tokens/verification.ts'
import { NEW_RESOURCE_SERVER_FIELDS, RESOURCE_SERVER_FIELDS } from '../../fields/resource-servers.ts'
import type { Deps } from '../../http/deps.ts'
import { invalidField } from '../../http/invalid-field.ts'
import { defineRoute } from '../../route/route.ts'
import {
  findResourceServer,
  isManagementApi,
  ManagementResourceServer,
  managementApi,
  NewResourceServer,
  ResourceServerParams,
  ResourceServerUpdate,
  sentScopes,
  settingsOf,
  toManagementResourceServer,
} from './resource-server.ts'

export const createResourceServer = defineRoute({
  method: 'post',
  path: '/api/v2/resource-servers',
  name: 'createResourceServer',
  tag: 'APIs',
  summary: 'Create an API',
  description:
    'Creates an API (a resource server). From now on tokens can have its identifier as audience: those of people, and those of clients that a client grant allows.',
  scopes: ['create:resource_servers'],
  body: NewResourceServer,
  fields: NEW_RESOURCE_SERVER_FIELDS,
  status: 201,
  result: ManagementResourceServer,
  errors: ['resource_server_conflict'],
  async handle(deps, { tenant, body }) {
    const { identifier, name, scopes } = body
    await checkIdentifier(deps, identifier)
    const created = await deps.store.createResourceServer(tenant.tenant_id, {
      identifier,
      // An identifier can have what a name cannot.
      name: name ?? (identifier.replaceAll(/[<>]/g, '').slice(0, 200) || 'API'),
      scopes: sentScopes(scopes ?? []),
      settings: settingsOf(body),
    })
    if (created.kind === 'exists') throw new ApiError('resource_server_conflict')
    return toManagementResourceServer(created.api)
  },
})

export const getResourceServer = defineRoute({
  method: 'get',
  path: '/api/v2/resource-servers/:id',
  name: 'getResourceServer',
  tag: 'APIs',
  summary: 'Get an API',
  description: 'Answers one API, by its ID or its identifier.',
  scopes: ['read:resource_servers'],
  params: ResourceServerParams,
  result: ManagementResourceServer,
  errors: ['inexistent_resource_server'],
  async handle(deps, { params }) {
    if (isManagementApi(deps, params.id)) return managementApi(deps)
    return toManagementResourceServer(await findResourceServer(deps, params.id))
  },
})

export const updateResourceServer = defineRoute({
  method: 'patch',
  path: '/api/v2/resource-servers/:id',
  name: 'updateResourceServer',
  tag: 'APIs',
  summary: 'Change an API',
  description:
    'Changes the members that are sent; `scopes` replaces all scopes. A scope that is gone is in no token that is made from now on. The Management API cannot be changed.',
  scopes: ['update:resource_servers'],
  params: ResourceServerParams,
  body: ResourceServerUpdate,
  fields: RESOURCE_SERVER_FIELDS,
  async current(deps, { params }) {
    const api = await deps.store.findResourceServer(deps.tenant.tenant_id, params.id)
    return api && toManagementResourceServer(api)
  },
  result: ManagementResourceServer,
  errors: ['inexistent_resource_server', 'system_resource_server'],
  async handle(deps, { tenant, params, body }) {
    if (isManagementApi(deps, params.id)) throw new ApiError('system_resource_server')
    const known = await findResourceServer(deps, params.id)
    const { name, scopes } = body
    const updated = await deps.store.updateResourceServer(tenant.tenant_id, known.resource_server_id, {
      ...(name === undefined ? {} : { name }),
      ...(scopes === undefined ? {} : { scopes: sentScopes(scopes ?? []) }),
      settings: settingsOf(body),
    })
    if (!updated) throw new ApiError('inexistent_resource_server')
    return toManagementResourceServer(updated)
  },
})

export const deleteResourceServer = defineRoute({
  method: 'delete',
  path: '/api/v2/resource-servers/:id',
  name: 'deleteResourceServer',
  tag: 'APIs',
  summary: 'Delete an API',
  description:
    'Deletes an API with the client grants for it. Its identifier is no audience any more: refresh tokens for it are refused. Deleting an API that does not exist succeeds.',
  scopes: ['delete:resource_servers'],
  params: ResourceServerParams,
  errors: ['system_resource_server'],
  async handle(deps, { tenant, params }) {
    if (isManagementApi(deps, params.id)) throw new ApiError('system_resource_server')
    const known = await deps.store.findResourceServer(tenant.tenant_id, params.id)
    if (known) await deps.store.deleteResourceServer(tenant.tenant_id, known.resource_server_id)
  },
})

/** @throws {ApiError} invalid_body: tokens with this audience would be taken for others */
async function checkIdentifier({ store, tenant, tokens }: Deps, identifier: string): Promise<void> {
  if (isManagementAudience(identifier)) {
    throw invalidField('identifier', 'cannot end in /api/v2/: so does that of the Management API')
  }
  if (identifier === `${tokens.issuer}userinfo`) {
    throw invalidField('identifier', 'is the address of userinfo: every person’s token can have it')
  }
  // Applications know ID tokens by their own ID as audience.
  if (await store.findClient(tenant.tenant_id, identifier)) {
    throw invalidField('identifier', 'is the ID of a client: its ID tokens have this audience')
  }
}
