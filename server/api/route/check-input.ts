/** Step `check`: the parts of a request against their schemas. @module */
import type * as z from 'zod'
import type { Caller } from '../access/caller.ts'
import type { Deps } from '../http/deps.ts'
import type { Family, Part } from '../http/family.ts'
import { disconnectSignal, parseQuery } from '../http/request-parts.ts'
import { validate } from '../http/validate.ts'
import type { BodyCheck } from './check-body.ts'
import type { WithSent } from './pipeline.ts'
import type { Input, RouteSpec } from './spec.ts'

/**
 * Validates path, query, headers and body, in this order; what is to be changed is read before the body is compared with it.
 *
 * @returns what the endpoint's `handle` is given
 * @throws {ApiError} invalid_uri, invalid_query_string, invalid_body; invalid_request outside the Management API
 */
export async function checkInput<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  H extends z.ZodType,
  R extends z.ZodType,
>(
  deps: Deps,
  { request, response, started_at, caller, sent }: Omit<WithSent<Caller>, 'server'>,
  {
    spec,
    family,
    body,
  }: {
    spec: Pick<RouteSpec<P, Q, B, H, R>, 'params' | 'query' | 'headers' | 'current'>
    family: Family
    body: BodyCheck | undefined
  },
): Promise<Input<P, Q, B, H>> {
  const params = checkPart(spec.params, request.params, family, 'params') as z.output<P>
  const current = await spec.current?.(deps, { params, body: sent })
  return {
    tenant: deps.tenant,
    actor: caller?.id ?? '',
    caller: { client: caller?.client, member: caller?.member, person: caller?.person },
    granted: caller?.scopes ?? [],
    ip: request.ip,
    started_at,
    params,
    query: spec.query ? checkPart(spec.query, parseQuery(request, family), family, 'query') : undefined,
    headers: checkPart(spec.headers, request.headers, family, 'headers'),
    body: body?.checked(sent, current),
    setHeader: (name: string, value: string | string[]) => response.set(name, value),
    // Made when it is asked for: few endpoints do.
    get signal() {
      return disconnectSignal(response)
    },
  } as Input<P, Q, B, H>
}

function checkPart(schema: z.ZodType | undefined, value: unknown, family: Family, part: Part): unknown {
  return schema ? validate(schema, value, family, part) : undefined
}
