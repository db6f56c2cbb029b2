/** Endpoints become routes of the application. @module */
import type { Express, Request, RequestHandler, Response } from 'express'
import { ApiError } from '../../common/errors.ts'
import type { CorsRule } from '../http/cors.ts'
import { answerPreflight } from '../http/cors.ts'
import type { ServerDeps } from '../http/deps.ts'
import { openRequest } from './open-request.ts'
import type { Route } from './spec.ts'

/** Mounts endpoints: an unknown path is 404, an unknown method of a known path 405 with `Allow`. */
export function mountRoutes(app: Express, routes: readonly Route[], server: ServerDeps): void {
  for (const path of new Set(routes.map((route) => route.path))) {
    const ofPath = routes.filter((route) => route.path === path)
    const mounted = app.route(path)
    for (const route of ofPath) mounted[route.method](route.handler(server))
    const cors = ofPath.find((route) => route.description.cors)?.description.cors
    if (cors) mounted.options(preflight(server, cors, ofPath))
    const allow = ofPath
      .map((route) => (route.method === 'get' ? 'GET, HEAD' : route.method.toUpperCase()))
      .join(', ')
    mounted.all((_request: Request, _response: Response) => {
      throw new ApiError('method_not_allowed', undefined, { headers: { Allow: allow } })
    })
  }
  app.use(() => {
    throw new ApiError('not_found')
  })
}

function preflight(server: ServerDeps, rule: CorsRule, routes: readonly Route[]): RequestHandler {
  const methods = routes.map((route) => route.method.toUpperCase()).join(', ')
  return async (request, response) => {
    const { store, tenant } = await openRequest(server, request, { is_public: true })
    await answerPreflight(request, response, rule, methods, () => store.listClients(tenant.tenant_id))
  }
}
