/** Step `open`: finds the tenant of a request. @module */
import type { Request } from 'express'
import { ApiError } from '../../common/errors.ts'
import { countedAs } from '../../protection/addresses.ts'
import type { Deps, ServerDeps } from '../http/deps.ts'
import { originOf } from '../http/request-parts.ts'

/**
 * Finds the tenant by the `Host` header. Mail, background work and events of the request count for this tenant.
 *
 * @param options.is_public the caller does not authenticate: its mail and background work also count for its address
 * @param options.at_any_host the request is for the default tenant, whatever its host
 * @param options.at_own_hosts the endpoint is not there at custom domains
 * @throws {ApiError} inexistent_tenant, not_found
 */
export async function openRequest(
  server: ServerDeps,
  request: Request,
  {
    is_public,
    at_any_host = false,
    at_own_hosts = false,
  }: { is_public: boolean; at_any_host?: boolean; at_own_hosts?: boolean },
): Promise<Deps> {
  const { tenants, events, mail, background, flows, ...shared } = server
  const context = await tenants.forHost(at_any_host ? undefined : request.headers.host)
  if (!context) throw new ApiError('inexistent_tenant')
  if (at_own_hosts && context.is_custom_domain) throw new ApiError('not_found')
  const origin = originOf(request)
  const { tenant_id } = context.tenant
  const address = is_public ? countedAs(request.ip) : undefined
  const own = { mail: mail.of(tenant_id, { origin, address }), events: events.of(tenant_id, origin) }
  return {
    ...shared,
    ...context,
    ...own,
    publicUrlOf: tenants.publicUrlOf,
    domainProblem: tenants.domainProblem,
    servesName: tenants.servesName,
    origin,
    flows: flows.of({ ...context, ...own }),
    background: background.of(tenant_id, address),
    feed: events.feed(tenant_id),
    logSettled: events.settled,
  }
}
