/**
 * Step `identify`: authenticates the caller of an endpoint that needs a scope, a program by its token or a member by its
 * session. @module
 */
import type { Request } from 'express'
import { ApiError } from '../../common/errors.ts'
import type { Client, Member } from '../../store/contract.ts'
import type { Deps } from '../http/deps.ts'
import { scopesOfRole } from './roles.ts'
import type { Scope } from './scopes.ts'
import { clientScopes } from './scopes.ts'
import { checkWrite, readSession, SessionHeaders } from './session.ts'

/** A caller, and what it may do. */
export type Caller = {
  /** Id of the client or of the member. */
  id: string
  scopes: readonly string[]
  /** Milliseconds since the epoch: when the session or the token expires at the latest. */
  until: number
  /** Reads the scopes again; none when the session, member or client no longer exists. @throws {ApiError} invalid_token */
  scopesNow(): Promise<readonly string[]>
} & ({ client: Client; member?: undefined } | { member: Member; proved_at: number; client?: undefined })

/**
 * Authenticates the caller. A request with an `Authorization` header is judged by this header alone, whatever its cookies
 * say.
 *
 * @throws {ApiError} invalid_token, invalid_csrf_token
 */
export function identify(deps: Deps, request: Request): Promise<Caller> {
  return request.headers.authorization === undefined
    ? identifyMember(deps, request)
    : identifyClient(deps, request)
}

/** @throws {ApiError} insufficient_scope, unless the caller has any of the scopes */
export function checkScopes(caller: Caller, scopes: readonly Scope[]): void {
  if (!hasAny(caller.scopes, scopes)) {
    throw new ApiError('insufficient_scope', `Insufficient scope, expected any of: ${scopes.join(',')}`)
  }
}

/** Whether any of the wanted scopes is there. */
export function hasAny(scopes: readonly string[], wanted: readonly Scope[]): boolean {
  return wanted.some((scope) => scopes.includes(scope))
}

async function identifyClient(deps: Deps, request: Request): Promise<Caller> {
  const { store, tenant, tokens } = deps
  const [, token] = /^Bearer +([\w.~+/=-]+)$/i.exec(request.headers.authorization ?? '') ?? []
  if (token === undefined) {
    throw missingAuthentication(
      'The Authorization header has no access token. Send "Bearer" and the access_token from the response of ' +
        'POST /oauth/token; without an access_token, that response has the reason.',
    )
  }
  const { client_id, scopes, expires_at } = await tokens.verifyManagement(token)
  // A token may outlive its client, and is void then.
  const client = await store.findClient(tenant.tenant_id, client_id)
  if (!client) {
    throw new ApiError('invalid_token', undefined, {
      headers: { 'WWW-Authenticate': 'Bearer error="invalid_token"' },
    })
  }
  return {
    id: client_id,
    client,
    scopes: await stillGranted(deps, client, scopes),
    until: expires_at,
    async scopesNow() {
      // The key that signed the token may have been revoked.
      await tokens.verifyManagement(token)
      const now = await store.findClient(tenant.tenant_id, client_id)
      return now ? stillGranted(deps, now, scopes) : []
    },
  }
}

/** Scopes that were withdrawn from the client no longer count, although its older tokens name them. */
async function stillGranted(
  { store, tenant }: Pick<Deps, 'store' | 'tenant'>,
  client: Client,
  scopes: readonly string[],
): Promise<readonly string[]> {
  if (client.api_scopes.includes('*')) return scopes
  const grants = await store.listGrantsOfClient(tenant.tenant_id, client.client_id)
  const now: readonly string[] = clientScopes(client, grants, tenant)
  return scopes.filter((scope) => now.includes(scope))
}

async function identifyMember(deps: Deps, request: Request): Promise<Caller> {
  // The dashboard is at the tenant's own address.
  if (deps.is_custom_domain) throw missingAuthentication()
  const headers = SessionHeaders.parse(request.headers)
  const session = await readSession(deps, headers)
  if (!session) throw missingAuthentication()
  if (request.method !== 'GET' && request.method !== 'HEAD') checkWrite(deps, headers, session)
  const { member, proved_at } = session
  return {
    id: member.member_id,
    member,
    proved_at,
    scopes: scopesOfRole(member.role, deps.tenant),
    until: session.ends_at,
    async scopesNow() {
      const now = await readSession(deps, headers)
      return now ? scopesOfRole(now.member.role, deps.tenant) : []
    },
  }
}

function missingAuthentication(message = 'Missing authentication'): ApiError {
  return new ApiError('invalid_token', message, {
    headers: { 'WWW-Authenticate': 'Bearer' },
  })
}
