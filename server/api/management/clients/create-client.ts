/** `POST /api/v2/clients`. @module */
import { newClient } from '../../../tenancy/clients.ts'
import { CLIENT_FIELDS } from '../../fields/clients.ts'
import { invalidField } from '../../http/invalid-field.ts'
import { defineRoute } from '../../route/route.ts'
import {
  ClientWithSecret,
  defaultAuthMethod,
  defaultGrantTypes,
  mergedMetadata,
  NewClient,
  settingsOf,
  toManagementClient,
} from './client.ts'

export const createClient = defineRoute({
  method: 'post',
  path: '/api/v2/clients',
  name: 'createClient',
  tag: 'Clients',
  summary: 'Create a client',
  description:
    'Creates a client. The answer has its secret, which is shown this once. A new client may do nothing at the Management API until a client grant lets it.',
  scopes: ['create:clients'],
  body: NewClient,
  fields: CLIENT_FIELDS,
  status: 201,
  result: ClientWithSecret,
  async handle({ store }, { tenant, body }) {
    if (body.client_authentication_methods !== undefined) {
      throw invalidField(
        'client_authentication_methods',
        'names credentials, which a new client does not have: create the client first, then its credentials',
      )
    }
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
