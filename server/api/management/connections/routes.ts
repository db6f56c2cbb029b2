/** Connections, their configuration and the sample store: the routes. @module */
import type { Route } from '../../route/spec.ts'
import {
  deleteConfiguration,
  listConfiguration,
  patchConfiguration,
  putConfiguration,
} from './configuration-keys.ts'
import { createConnection } from './create-connection.ts'
import { deleteConnection } from './delete-connection.ts'
import { getConnection } from './get-connection.ts'
import { listConnectionClients } from './list-connection-clients.ts'
import { listConnectionSummaries } from './list-connection-summaries.ts'
import { listConnections } from './list-connections.ts'
import { getSampleStore, installSampleStore, listSamplePeople, removeSampleStore } from './sample-store.ts'
import { updateConnection } from './update-connection.ts'
import { updateConnectionClients } from './update-connection-clients.ts'

/** In the order of the API's description. */
export const CONNECTION_ROUTES: readonly Route[] = [
  listConnections,
  createConnection,
  getConnection,
  updateConnection,
  deleteConnection,
  listConnectionClients,
  updateConnectionClients,
  listConnectionSummaries,
  listConfiguration,
  patchConfiguration,
  putConfiguration,
  deleteConfiguration,
  installSampleStore,
  getSampleStore,
  listSamplePeople,
  removeSampleStore,
]
