/**
 * Step `identify`: authenticates the caller of an endpoint that needs a scope: a program by its token, a member by its session, or
 * a person by the token that an application got for them. @module
 */
import type { Request } from 'express'
import { ApiError } from '../../common/errors.ts'
import type { Client, Member, User } from '../../store/contract.ts'
import type { Deps } from '../http/deps.ts'
import { ownScopes } from './own-scopes.ts'
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
} & (
  | { client: Client; member?: undefined; person?: undefined }
  | { member: Member; proved_at: number; client?: undefined; person?: undefined }
  /** Never has a scope of a client or member: see `own-scopes.ts`. */
  | { person: Person; client?: undefined; member?: undefined }
)

/** A user, who acts for themselves by a token that an application got for them. */
export interface Person {
  user: User
  client: Client
}

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
  const verified = await tokens.verifyManagement(token).catch((refused: unknown) =>
    // The error of the first check tells a program what is wrong with its token.
    tokens.verifyOwnManagement(token).catch(() => {
      throw refused
    }),
  )
  const { client_id, scopes, expires_at } = verified
  // A token may outlive its client, and is void then.
  const client = await store.findClient(tenant.tenant_id, client_id)
  if (!client) throw invalidToken()
  if ('user_id' in verified) return identifyPerson(deps, token, { ...verified, client })
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

/** @throws {ApiError} invalid_token: the token outlived its user, or the user is blocked */
async function identifyPerson(
  { store, tenant, tokens }: Deps,
  token: string,
  about: { user_id: string; client: Client; scopes: readonly string[]; expires_at: number },
): Promise<Caller> {
  const { user_id, client } = about
  const user = await store.findUser(tenant.tenant_id, user_id)
  if (!user || user.blocked) throw invalidToken()
  const scopes = ownScopes(about.scopes)
  return {
    id: user_id,
    person: { user, client },
    scopes,
    until: about.expires_at,
    async scopesNow() {
      await tokens.verifyOwnManagement(token)
      const now = await store.findUser(tenant.tenant_id, user_id)
      return now && !now.blocked ? scopes : []
    },
  }
}

function invalidToken(): ApiError {
  return new ApiError('invalid_token', undefined, {
    headers: { 'WWW-Authenticate': 'Bearer error="invalid_token"' },
  })
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
