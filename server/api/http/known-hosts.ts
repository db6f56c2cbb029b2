/** Refuses requests for hosts at which no tenant answers, and keeps the operator's pages off custom domains. @module */
import type { Request, RequestHandler } from 'express'
import { ApiError } from '../../common/errors.ts'
import type { Tenants } from '../../tenancy/tenants.ts'

/** Handlers that look at the host of a request. */
interface HostGuards {
  /**
   * Refuses unknown hosts, whatever the path. A page at a host of somebody else could read answers as its own (DNS rebinding),
   * and links there would look like ours. The answer does not repeat the host, which may be anything.
   */
  refuseUnknown: RequestHandler
  /** @returns a handler that is not there at custom domains, whose names are those of tenants. It comes after `refuseUnknown` */
  atOwnHosts(handler: RequestHandler): RequestHandler
}

/** @param open_paths those that answer at every host */
export function guardHosts(
  tenants: Pick<Tenants, 'kindOfHost'>,
  open_paths: ReadonlySet<string>,
): HostGuards {
  const atCustomDomain = new WeakSet<Request>()
  return {
    async refuseUnknown(request, _response, next) {
      const kind = open_paths.has(request.path) ? 'own' : await tenants.kindOfHost(request.headers.host)
      if (kind === 'custom_domain') atCustomDomain.add(request)
      next(kind === undefined ? new ApiError('unknown_host') : undefined)
    },
    atOwnHosts: (handler) => (request, response, next) =>
      atCustomDomain.has(request) ? next() : handler(request, response, next),
  }
}
