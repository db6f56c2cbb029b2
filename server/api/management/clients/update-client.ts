/** `PATCH /api/v2/clients/{id}`. @module */

import { ApiError } from '../../../common/errors.ts'
import { requirePowersOf } from '../../access/powers.ts'
import { CLIENT_FIELDS } from '../../fields/clients.ts'
import { invalidField } from '../../http/invalid-field.ts'
import { defineRoute } from '../../route/route.ts'
import { changeMethod } from './authentication-method.ts'
import {
  ClientChange,
  ClientParams,
  ClientWithSecret,
  defaultGrantTypes,
  findClient,
  mergedMetadata,
  settingsOf,
  toManagementClient,
} from './client.ts'
import { changeGlobalClient, findGlobalClient, obeyedOfGlobalClient } from './global-client.ts'

export const updateClient = defineRoute({
  method: 'patch',
  path: '/api/v2/clients/:id',
  name: 'updateClient',
  tag: 'Clients',
  summary: 'Change a client',
  description:
    'Changes the members that are sent; null removes one. A client that needs a secret from now on gets one, which the answer shows this once. A client that may do more than the caller cannot be changed.',
  scopes: ['update:clients'],
  params: ClientParams,
  body: ClientChange,
  fields: CLIENT_FIELDS,
  async current(deps, { params }) {
    const { store, tenant } = deps
    const client = await store.findClient(tenant.tenant_id, params.id)
    return client ? toManagementClient(client, tenant) : findGlobalClient(deps, params.id)
  },
  obeys: (deps, { params }) => obeyedOfGlobalClient(deps, params.id),
  result: ClientWithSecret,
  errors: ['inexistent_client'],
  async handle(deps, { tenant, params, body, caller, granted }) {
    const global = await changeGlobalClient(deps, params.id, body)
    if (global) return global
    const known = await findClient(deps, params.id)
    await requirePowersOf(deps, { caller, granted }, { kind: 'client', client: known })
    if (known.is_registered && body.is_first_party !== undefined && body.is_first_party !== false) {
      throw invalidField(
        'is_first_party',
        'is false for good, because the client registered itself: create a client of your own',
      )
    }
    const method = await changeMethod(deps, known, body)
    const updated = await deps.store.updateClient(tenant.tenant_id, params.id, {
      ...(body.name === undefined ? {} : { name: body.name }),
      ...(body.app_type === undefined ? {} : { app_type: body.app_type }),
      ...(body.grant_types === undefined
        ? {}
        : { grant_types: body.grant_types ?? defaultGrantTypes(body.app_type ?? known.app_type) }),
      ...(method.secret_sha256 === undefined ? {} : { secret_sha256: method.secret_sha256 }),
      settings: {
        ...settingsOf(body),
        ...(body.client_metadata && {
          client_metadata: mergedMetadata(known.settings.client_metadata, body.client_metadata),
        }),
        ...method.settings,
      },
    })
    if (!updated) throw new ApiError('inexistent_client')
    return {
      ...toManagementClient(updated, tenant),
      ...(method.client_secret === undefined ? {} : { client_secret: method.client_secret }),
    }
  },
})
