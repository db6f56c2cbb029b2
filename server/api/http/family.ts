/** The families of endpoints, which differ in the shape of their errors and in what they accept. @module */
import type { ErrorCode } from '../../common/errors.ts'

/**
 * `database`: sign-up, reset and sign-in on the tenant's own page, whose errors have a shape of their own. `registration`:
 * errors as those of tokens, with the codes of RFC 7591.
 */
export type Family = 'management' | 'authentication' | 'database' | 'registration'

/** Where clients register themselves. */
export const REGISTRATION_PATH = '/oidc/register'

/** @param path of the request or the route */
export function familyOf(path: string): Family {
  if (path.startsWith('/api/')) return 'management'
  if (path === REGISTRATION_PATH) return 'registration'
  const isDatabase = path.startsWith('/dbconnections/') || path.startsWith('/usernamepassword/')
  return isDatabase ? 'database' : 'authentication'
}

/** Most bytes of a body (H4). */
export const BODY_LIMIT_BYTES: { readonly [family in Family]: number } = {
  management: 1024 * 1024,
  authentication: 100 * 1024,
  database: 100 * 1024,
  registration: 16 * 1024,
}

/** The part of a request that a value comes from. */
export type Part = 'body' | 'query' | 'params' | 'headers'

const PARTS: { readonly [part in Part]: { code: ErrorCode; title: string } } = {
  body: { code: 'invalid_body', title: 'Payload validation error' },
  query: { code: 'invalid_query_string', title: 'Query validation error' },
  params: { code: 'invalid_uri', title: 'Path validation error' },
  headers: { code: 'invalid_body', title: 'Header validation error' },
}

/** @returns code and first words of the error message for a wrong value */
export function invalidPart(family: Family, part: Part): { code: ErrorCode; title: string } {
  if (family === 'management') return PARTS[part]
  if (family === 'registration') return { code: 'invalid_client_metadata', title: 'Invalid client metadata' }
  return { code: 'invalid_request', title: 'Invalid request' }
}
