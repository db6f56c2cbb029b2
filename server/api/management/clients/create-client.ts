/** `POST /api/v2/clients`. @module */
import { newClient } from '../../../tenancy/clients.ts'
import { CLIENT_FIELDS } from '../../fields/clients.ts'
import { defineRoute } from '../../route/route.ts'
import {
  ClientInput,
  ClientWithSecret,
  defaultAuthMethod,
  defaultGrantTypes,
  mergedMetadata,
  settingsOf,
  toManagementClient,
} from './client.ts'

/** A new client may do nothing at the Management API: see client grants (T4). */
export const createClient = defineRoute({
  method: 'post',
  path: '/api/v2/clients',
  summary: 'Create a client',
  scopes: ['create:clients'],
  body: ClientInput,
  fields: CLIENT_FIELDS,
  status: 201,
  result: ClientWithSecret,
  async handle({ store }, { tenant, body }) {
    const method = body.token_endpoint_auth_method ?? defaultAuthMethod(body.app_type)
    const { client, client_secret } = newClient({
      name: body.name,
      app_type: body.app_type,
      grant_types: body.grant_types ?? defaultGrantTypes(body.app_type),
      settings: {
        ...settingsOf(body),
        ...(body.client_metadata && { client_metadata: mergedMetadata({}, body.client_metadata) }),
        token_endpoint_auth_method: method,
      },
      has_secret: method !== 'none',
    })
    const made = { ...client, tenant_id: tenant.tenant_id }
    await store.createClient(made)
    return {
      ...toManagementClient(made, tenant),
      ...(client_secret === undefined ? {} : { client_secret }),
    }
  },
})
