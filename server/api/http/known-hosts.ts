/** Refuses requests for hosts at which no tenant answers, whatever their path. @module */
import type { RequestHandler } from 'express'
import { ApiError } from '../../common/errors.ts'
import type { Tenants } from '../../tenancy/tenants.ts'

/**
 * A page at a host of somebody else could read answers as its own (DNS rebinding), and links there would look like ours. The
 * answer does not repeat the host, which may be anything.
 *
 * @param open_paths those that answer at every host
 */
export function refuseUnknownHosts(
  tenants: Pick<Tenants, 'answersAt'>,
  open_paths: ReadonlySet<string>,
): RequestHandler {
  return (request, _response, next) => {
    if (open_paths.has(request.path) || tenants.answersAt(request.headers.host)) next()
    else next(new ApiError('unknown_host'))
  }
}
