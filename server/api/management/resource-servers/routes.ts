/** Resource servers: the routes. @module */
import type { Route } from '../../route/spec.ts'
import { listResourceServers } from './list-resource-servers.ts'
import {
  createResourceServer,
  deleteResourceServer,
  getResourceServer,
  updateResourceServer,
} from './resource-servers.ts'

/** In the order of the API's description. */
export const RESOURCE_SERVER_ROUTES: readonly Route[] = [
  listResourceServers,
  createResourceServer,
  getResourceServer,
  updateResourceServer,
  deleteResourceServer,
]
