/** The HTTP application: settings of express, headers of every response, and its routes. @module */
import type { Express } from 'express'
import express from 'express'
import { serveDashboard } from './dashboard/serve-dashboard.ts'
import { docsUrl, serveDocs } from './docs/serve-docs.ts'
import { readClientAddress } from './http/client-address.ts'
import type { ServerDeps } from './http/deps.ts'
import { guardHosts } from './http/known-hosts.ts'
import { createErrorRenderer } from './http/render-error.ts'
import type { Answered } from './http/request-log.ts'
import { createRequestLog } from './http/request-log.ts'
import { mountRoutes } from './route/mount-routes.ts'
import { allRoutes } from './routes.ts'

/** For a year: a browser that came by https once keeps to https. */
const HSTS = 'max-age=31536000'

/** Settings of the application. */
interface AppSettings {
  /** Proxies whose `X-Forwarded-For` is trusted; the right-most address of no such proxy counts (A5). */
  trusted_proxies: readonly string[]
  /** Undefined: the address of the listener, which speaks plain http. */
  public_url: string | undefined
  /** Folder of the built dashboard; undefined when there is none. */
  dashboard_dir: string | undefined
  /** Told of every request that has ended. */
  onAnswered?: ((answered: Answered) => void) | undefined
}

/** @returns the application; it does not listen yet */
export function createApp(deps: ServerDeps, settings: AppSettings): Express {
  const isSecure = settings.public_url?.startsWith('https:') ?? false
  const app = express()
  app.disable('x-powered-by')
  app.set('query parser', 'simple')
  app.set('etag', false)
  // A rule of a proxy for `/api/` must not be passed by `/API/`.
  app.enable('case sensitive routing')
  app.use(createRequestLog(deps.log, settings.onAnswered))
  app.use(readClientAddress(settings.trusted_proxies))
  app.use((_request, response, next) => {
    response.set('X-Content-Type-Options', 'nosniff')
    if (isSecure) response.set('Strict-Transport-Security', HSTS)
    // A keep-alive client then connects to another server.
    if (deps.isDraining()) response.set('Connection', 'close')
    next()
  })
  const routes = allRoutes()
  const open_paths = new Set(routes.filter((route) => route.at_any_host).map(({ path }) => path))
  const { refuseUnknown, atOwnHosts } = guardHosts(deps.tenants, open_paths)
  app.use(refuseUnknown)
  const { dashboard_dir } = settings
  mountRoutes(app, routes, deps, [
    ...(dashboard_dir === undefined ? [] : [atOwnHosts(serveDashboard(dashboard_dir, isSecure))]),
    atOwnHosts(serveDocs(deps.tenants)),
  ])
  app.use(createErrorRenderer(deps.log, docsUrl(deps.tenants)))
  return app
}
