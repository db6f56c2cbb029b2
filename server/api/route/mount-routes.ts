/** Mounts the routes on the express application. @module */
import type { Express, RequestHandler } from 'express'
import { ApiError } from '../../common/errors.ts'
import type { CorsRule } from '../http/cors.ts'
import { answerPreflight } from '../http/cors.ts'
import type { ServerDeps } from '../http/deps.ts'
import { openRequest } from './open-request.ts'
import type { Route } from './spec.ts'

/**
 * Mounts endpoints: an unknown path is 404, an unknown method of a known path 405 with `Allow`.
 *
 * @param others handlers of whole groups of paths, such as files: they come after the paths without parameters
 */
export function mountRoutes(
  app: Express,
  routes: readonly Route[],
  server: ServerDeps,
  others: readonly RequestHandler[],
): void {
  const fixed = new Map<string, RequestHandler>()
  const variable: [path: string, handler: RequestHandler][] = []
  for (const path of new Set(routes.map((route) => route.path))) {
    const handler = handlerOf(
      server,
      routes.filter((route) => route.path === path),
    )
    if (HAS_PARAMETERS.test(path)) variable.push([path, handler])
    else fixed.set(path, handler)
  }
  app.use(atFixedPaths(fixed))
  for (const other of others) app.use(other)
  for (const [path, handler] of variable) app.route(path).all(handler)
  app.use(() => {
    throw new ApiError('not_found')
  })
}

/** Express's own characters of a path. */
const HAS_PARAMETERS = /[:*{]/

/** Finds a handler by its path at once: express compares a request with the pattern of one path after the other. */
function atFixedPaths(handlers: ReadonlyMap<string, RequestHandler>): RequestHandler {
  return (request, response, next) => {
    const { path: sent } = request
    // As express does: one slash more means the same path.
    const path = handlers.has(sent) || !sent.endsWith('/') ? sent : sent.slice(0, -1)
    const handler = handlers.get(path)
    if (!handler) return next()
    // As express sets it for the paths that it finds.
    Object.assign(request, { route: { path } })
    return handler(request, response, next)
  }
}

/** @returns what answers at a path, by the request's method */
function handlerOf(server: ServerDeps, ofPath: readonly Route[]): RequestHandler {
  const handlers = new Map(ofPath.map((route) => [route.method.toUpperCase(), route.handler(server)]))
  const cors = ofPath.find((route) => route.description.cors)?.description.cors
  if (cors) handlers.set('OPTIONS', preflight(server, cors, ofPath))
  const get = handlers.get('GET')
  if (get) handlers.set('HEAD', get)
  const allow = ofPath
    .map((route) => (route.method === 'get' ? 'GET, HEAD' : route.method.toUpperCase()))
    .join(', ')
  return (request, response, next) => {
    const handler = handlers.get(request.method)
    if (!handler) throw new ApiError('method_not_allowed', undefined, { headers: { Allow: allow } })
    return handler(request, response, next)
  }
}

function preflight(server: ServerDeps, rule: CorsRule, routes: readonly Route[]): RequestHandler {
  const methods = routes.map((route) => route.method.toUpperCase()).join(', ')
  return async (request, response) => {
    const { store, tenant } = await openRequest(server, request, { is_public: true })
    await answerPreflight(request, response, rule, methods, () => store.listClients(tenant.tenant_id))
  }
}
