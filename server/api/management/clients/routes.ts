/** Clients and their grants: the routes. @module */
import type { Route } from '../../route/spec.ts'
import {
  createClientGrant,
  deleteClientGrant,
  getClientGrant,
  listClientGrants,
  updateClientGrant,
} from './client-grants.ts'
import { createClient } from './create-client.ts'
import { deleteClient } from './delete-client.ts'
import { getClient } from './get-client.ts'
import { listClientSummaries } from './list-client-summaries.ts'
import { listClients } from './list-clients.ts'
import { listKeptSettings } from './list-kept-settings.ts'
import { rotateClientSecret } from './rotate-client-secret.ts'
import { updateClient } from './update-client.ts'

/** In the order of the API's description. */
export const CLIENT_ROUTES: readonly Route[] = [
  listClients,
  listClientSummaries,
  createClient,
  getClient,
  updateClient,
  deleteClient,
  rotateClientSecret,
  listKeptSettings,
  listClientGrants,
  createClientGrant,
  getClientGrant,
  updateClientGrant,
  deleteClientGrant,
]
