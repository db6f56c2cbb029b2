/** Steps of a request that stand by themselves. @module */
import type { Response } from 'express'
import type * as z from 'zod'
import type { Scope } from '../access/scopes.ts'
import type { Deps } from '../http/deps.ts'
import type { Family } from '../http/family.ts'
import { validate } from '../http/validate.ts'

/** Programs are counted by their client, people by their address. What anybody may read, and caches keep, is not counted. */
export function spendCall(
  { rateLimits, tenant: { tenant_id }, origin: { ip } }: Deps,
  { scopes, method }: { scopes?: readonly Scope[]; method: string },
  response: Response,
  actor: string,
): void {
  if (scopes) rateLimits.spend(response, { tenant_id, client_id: actor })
  else if (method !== 'get') rateLimits.spend(response, { tenant_id, ip })
}

/** @throws {ApiError} for a part of the request that its schema does not take */
export function check(
  schema: z.ZodType | undefined,
  value: unknown,
  family: Family,
  part: 'params' | 'query' | 'headers',
): unknown {
  return schema ? validate(schema, value, family, part) : undefined
}
