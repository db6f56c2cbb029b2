/** Steps of a request that stand by themselves. @module */
import type { Response } from 'express'
import type * as z from 'zod'
import type { Family } from './family.ts'
import type { Deps } from './route.ts'
import type { Scope } from './scopes.ts'
import { validate } from './validate.ts'

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

/** @returns a signal that fires when the caller has gone before the answer */
export function goneSignal(response: Response): AbortSignal {
  const gone = new AbortController()
  response.once('close', () => {
    if (!response.writableEnded) gone.abort()
  })
  return gone.signal
}

/** @returns the answer as its schema says: what that does not name is not sent @throws for one that does not fit: our own fault */
export function checkedAnswer(schema: z.ZodType, result: unknown): unknown {
  const parsed = schema.safeParse(result)
  if (!parsed.success) throw new Error('an answer does not fit its own schema', { cause: parsed.error })
  return parsed.data
}

/** @returns the beginning of a header, as text that can be stored */
export function shortened(text: string | undefined, characters: number): string | undefined {
  return text?.slice(0, characters).toWellFormed()
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
