/** The HTTP application: every endpoint, and how requests are read. @module */
import type { Express } from 'express'
import express from 'express'
import { getJwks } from './api/authentication/get-jwks.ts'
import { getOpenIdConfiguration } from './api/authentication/get-openid-configuration.ts'
import { postToken } from './api/authentication/post-token.ts'
import { serveDashboard } from './api/dashboard/serve-dashboard.ts'
import { getHealth, getReadiness } from './api/health/get-health.ts'
import { createConnection } from './api/management/create-connection.ts'
import { deleteConnection } from './api/management/delete-connection.ts'
import { getConnection } from './api/management/get-connection.ts'
import { getMigration } from './api/management/get-migration.ts'
import { getTemplate } from './api/management/get-template.ts'
import { getUser } from './api/management/get-user.ts'
import { listConnectionClients } from './api/management/list-connection-clients.ts'
import { listConnections } from './api/management/list-connections.ts'
import { listRuns } from './api/management/list-runs.ts'
import { listTemplates } from './api/management/list-templates.ts'
import { listUsers } from './api/management/list-users.ts'
import { listUsersByEmail } from './api/management/list-users-by-email.ts'
import { tryScript } from './api/management/try-script.ts'
import { updateConnection } from './api/management/update-connection.ts'
import { updateConnectionClients } from './api/management/update-connection-clients.ts'
import { openApiRoute } from './api/openapi.ts'
import { createErrorRenderer } from './api/render-error.ts'
import type { Deps, Route } from './api/route.ts'
import { mountRoutes } from './api/route.ts'

/** Every endpoint, in the order of the API's description. */
const ROUTES: readonly Route[] = [
  getHealth,
  getReadiness,
  getOpenIdConfiguration,
  getJwks,
  postToken,
  listConnections,
  createConnection,
  getConnection,
  updateConnection,
  deleteConnection,
  listConnectionClients,
  updateConnectionClients,
  tryScript,
  getMigration,
  listRuns,
  listTemplates,
  getTemplate,
  listUsers,
  getUser,
  listUsersByEmail,
]

/** What the application is told of its surroundings. */
interface AppSettings {
  /** Peers whose `X-Forwarded-For` is believed; its right-most other address counts (A5). */
  trusted_proxies: readonly string[]
  /** Whether the public address is. */
  is_https: boolean
  /** The built dashboard; undefined: there is none. */
  dashboard_dir: string | undefined
}

/** @returns the application; it does not listen yet */
export function createApp(deps: Deps, settings: AppSettings): Express {
  const app = express()
  app.disable('x-powered-by')
  app.set('query parser', 'simple')
  app.set('etag', false)
  // So that a rule of a proxy for `/api/` covers all of it.
  app.enable('case sensitive routing')
  app.set('trust proxy', settings.trusted_proxies.length > 0 ? [...settings.trusted_proxies] : false)
  app.use((_request, response, next) => {
    response.set('X-Content-Type-Options', 'nosniff')
    // So that a keep-alive client asks another server next.
    if (deps.isDraining()) response.set('Connection', 'close')
    next()
  })
  if (settings.dashboard_dir !== undefined) app.use(serveDashboard(settings.dashboard_dir, settings.is_https))
  mountRoutes(app, [...ROUTES, openApiRoute(ROUTES)], deps)
  app.use(createErrorRenderer(deps.log))
  return app
}
