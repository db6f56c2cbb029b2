/** The HTTP application: settings of express, headers of every response, and its routes. @module */
import type { Express } from 'express'
import express from 'express'
import { serveDashboard } from './dashboard/serve-dashboard.ts'
import { docsUrl, serveDocs } from './docs/serve-docs.ts'
import { readClientAddress } from './http/client-address.ts'
import type { ServerDeps } from './http/deps.ts'
import { createErrorRenderer } from './http/render-error.ts'
import { mountRoutes } from './route/mount-routes.ts'
import { allRoutes } from './routes.ts'

/** For a year: whoever came by https once is not led astray on the way in later. */
const HSTS = 'max-age=31536000'

/** What the application is told of its surroundings. */
interface AppSettings {
  /** Peers whose `X-Forwarded-For` is believed; its right-most other address counts (A5). */
  trusted_proxies: readonly string[]
  /** Undefined = that of the listener, which speaks plain http. */
  public_url: string | undefined
  /** The built dashboard; undefined: there is none. */
  dashboard_dir: string | undefined
}

/** @returns the application; it does not listen yet */
export function createApp(deps: ServerDeps, settings: AppSettings): Express {
  const isSecure = settings.public_url?.startsWith('https:') ?? false
  const app = express()
  app.disable('x-powered-by')
  app.set('query parser', 'simple')
  app.set('etag', false)
  // So that a rule of a proxy for `/api/` covers all of it.
  app.enable('case sensitive routing')
  app.use(readClientAddress(settings.trusted_proxies))
  app.use((_request, response, next) => {
    response.set('X-Content-Type-Options', 'nosniff')
    if (isSecure) response.set('Strict-Transport-Security', HSTS)
    // So that a keep-alive client asks another server next.
    if (deps.isDraining()) response.set('Connection', 'close')
    next()
  })
  if (settings.dashboard_dir !== undefined) app.use(serveDashboard(settings.dashboard_dir, isSecure))
  app.use(serveDocs(deps.tenants))
  mountRoutes(app, allRoutes(), deps)
  app.use(createErrorRenderer(deps.log, docsUrl(deps.tenants)))
  return app
}
