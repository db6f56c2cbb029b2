/** `/api/v2/clients/{id}/credentials`: public keys by which a client proves itself. @module */
import * as z from 'zod'
import { ApiError } from '../../../common/errors.ts'
import { keyIdsOf } from '../../../tokens/client-keys.ts'
import { requirePowersOf } from '../../access/powers.ts'
import { CREDENTIAL_FIELDS, NEW_CREDENTIAL_FIELDS } from '../../fields/clients.ts'
import { defineRoute } from '../../route/route.ts'
import { ClientParams, findClient } from './client.ts'
import {
  CredentialChange,
  CredentialParams,
  findCredential,
  ManagementCredential,
  NewCredential,
  readKeyOf,
  toManagementCredential,
} from './client-credential.ts'

/** Keys of one client: two while one follows the other, and a few more. */
const MOST_CREDENTIALS = 10

const PATH = '/api/v2/clients/:id/credentials'
const ONE_PATH = `${PATH}/:credential_id`

export const listClientCredentials = defineRoute({
  method: 'get',
  path: PATH,
  name: 'listClientCredentials',
  tag: 'Clients',
  summary: 'List the credentials of a client',
  description: 'Lists the public keys of a client, the oldest first.',
  scopes: ['read:client_credentials'],
  params: ClientParams,
  result: z.array(ManagementCredential),
  errors: ['inexistent_client'],
  async handle(deps, { tenant, params }) {
    const { client_id } = await findClient(deps, params.id)
    const credentials = await deps.store.listClientCredentials(tenant.tenant_id, client_id)
    return credentials.map(toManagementCredential)
  },
})

export const createClientCredential = defineRoute({
  method: 'post',
  path: PATH,
  name: 'createClientCredential',
  tag: 'Clients',
  summary: 'Add a credential to a client',
  description:
    'Adds a public key to a client. It counts once `client_authentication_methods` of the client names it. A client that may do more than the caller gets none.',
  scopes: ['create:client_credentials'],
  params: ClientParams,
  body: NewCredential,
  fields: NEW_CREDENTIAL_FIELDS,
  status: 201,
  result: ManagementCredential,
  errors: ['inexistent_client', 'client_credential_conflict', 'too_many_client_credentials'],
  async handle(deps, { tenant, params, body, caller, granted }) {
    const client = await findClient(deps, params.id)
    await requirePowersOf(deps, { caller, granted }, { kind: 'client', client })
    const { public_jwk, thumbprint, ends_at } = await readKeyOf(body)
    const made = await deps.store.createClientCredential(
      tenant.tenant_id,
      {
        client_id: client.client_id,
        name: body.name ?? '',
        kid: body.kid ?? thumbprint,
        alg: body.alg,
        public_jwk,
        expires_at: ends_at ?? timeOf(body.expires_at),
      },
      MOST_CREDENTIALS,
    )
    switch (made.kind) {
      case 'created':
        return toManagementCredential(made.credential)
      case 'kid_taken':
        throw new ApiError('client_credential_conflict')
      case 'too_many':
        throw new ApiError('too_many_client_credentials')
      case 'no_client':
        throw new ApiError('inexistent_client')
    }
  },
})

export const getClientCredential = defineRoute({
  method: 'get',
  path: ONE_PATH,
  name: 'getClientCredential',
  tag: 'Clients',
  summary: 'Get a credential of a client',
  description: 'Answers one public key of a client, without the key itself.',
  scopes: ['read:client_credentials'],
  params: CredentialParams,
  result: ManagementCredential,
  errors: ['inexistent_client', 'inexistent_client_credential'],
  async handle(deps, { params }) {
    const client = await findClient(deps, params.id)
    const credential = await findCredential(deps, client, params.credential_id)
    if (!credential) throw new ApiError('inexistent_client_credential')
    return toManagementCredential(credential)
  },
})

export const updateClientCredential = defineRoute({
  method: 'patch',
  path: ONE_PATH,
  name: 'updateClientCredential',
  tag: 'Clients',
  summary: 'Change the end of a credential',
  description: 'Sets when a public key of a client ends.',
  scopes: ['update:client_credentials'],
  params: CredentialParams,
  body: CredentialChange,
  fields: CREDENTIAL_FIELDS,
  async current(deps, { params }) {
    const client = await deps.store.findClient(deps.tenant.tenant_id, params.id)
    const credential = client && (await findCredential(deps, client, params.credential_id))
    return credential && toManagementCredential(credential)
  },
  result: ManagementCredential,
  errors: ['inexistent_client', 'inexistent_client_credential'],
  async handle(deps, { tenant, params, body, caller, granted }) {
    const client = await findClient(deps, params.id)
    await requirePowersOf(deps, { caller, granted }, { kind: 'client', client })
    const { client_id } = client
    const known = await findCredential(deps, client, params.credential_id)
    const expires_at = body.expires_at === undefined ? known?.expires_at : timeOf(body.expires_at)
    const change = { expires_at }
    const { tenant_id } = tenant
    const changed =
      known && (await deps.store.updateClientCredential(tenant_id, client_id, known.credential_id, change))
    if (!changed) throw new ApiError('inexistent_client_credential')
    return toManagementCredential(changed)
  },
})

export const deleteClientCredential = defineRoute({
  method: 'delete',
  path: ONE_PATH,
  name: 'deleteClientCredential',
  tag: 'Clients',
  summary: 'Delete a credential of a client',
  description:
    'Deletes a public key. One that `client_authentication_methods` of the client names is not deleted.',
  scopes: ['delete:client_credentials'],
  params: CredentialParams,
  errors: ['inexistent_client', 'inexistent_client_credential', 'client_credential_in_use'],
  async handle(deps, { tenant, params, caller, granted }) {
    const client = await findClient(deps, params.id)
    await requirePowersOf(deps, { caller, granted }, { kind: 'client', client })
    if (keyIdsOf(client)?.includes(params.credential_id)) throw new ApiError('client_credential_in_use')
    const { client_id } = client
    const was = await deps.store.deleteClientCredential(tenant.tenant_id, client_id, params.credential_id)
    if (!was) throw new ApiError('inexistent_client_credential')
  },
})

const timeOf = (time: string | null | undefined): number | undefined =>
  time === null || time === undefined ? undefined : Date.parse(time)
