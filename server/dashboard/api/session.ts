/** The session of the signed-in member. @module */
import { queryOptions } from '@tanstack/react-query'
import type { ApiClient } from './client.ts'
import { ApiProblem } from './problem.ts'

/** A signed-in member; `null` in the cache means that no member is signed in. */
export interface Session {
  member: { member_id: string; email: string; name?: string; role: string }
  tenant: { name: string }
  tenants: { name: string }[]
  csrf_token: string
  /** URL of the documentation, with a slash at its end. */
  docs_url: string
}

/** Key of the session in the query cache. */
export const SESSION_KEY = ['session'] as const

const PATH = '/api/v2/session'
const SETUP_PATH = '/api/v2/setup'

/** Read once. Signing in, signing out and any 401 response write it. */
export function sessionQuery(client: ApiClient) {
  return queryOptions({
    queryKey: SESSION_KEY,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }): Promise<Session | null> => {
      try {
        return (await client.request('GET', PATH, { signal })) as Session
      } catch (error) {
        if (error instanceof ApiProblem && error.status === 401) return null
        throw error
      }
    },
  })
}

/** @throws {ApiProblem} invalid_credentials; 429 with the seconds to wait */
export async function signIn(
  client: ApiClient,
  credentials: { email: string; password: string },
): Promise<Session> {
  return (await client.request('POST', PATH, { body: credentials })) as Session
}

/**
 * Changes the member's password. Every other session of the member ends; this one gets a new cookie.
 *
 * @throws {ApiProblem} wrong_password, or why the new password is refused; 429 with the seconds to wait
 */
export async function changePassword(
  client: ApiClient,
  passwords: { current_password: string; new_password: string },
): Promise<Session> {
  return (await client.request('POST', `${PATH}/password`, { body: passwords })) as Session
}

/**
 * Confirms the member's password. The session gets a new cookie.
 *
 * @throws {ApiProblem} wrong_password; 429 with the seconds to wait
 */
export async function confirmSession(client: ApiClient, password: string): Promise<Session> {
  return (await client.request('POST', `${PATH}/confirm`, { body: { password } })) as Session
}

/** @param everywhere whether the member's other sessions end too */
export async function signOut(client: ApiClient, everywhere: boolean): Promise<void> {
  await client.request('DELETE', PATH, { query: everywhere ? { everywhere: true } : {} })
}

/** @returns whether the one-time link can still be used */
export async function isSetupOpen(client: ApiClient, token: string, signal: AbortSignal): Promise<boolean> {
  try {
    await client.request('GET', SETUP_PATH, { query: { token }, signal })
    return true
  } catch (error) {
    if (error instanceof ApiProblem && error.status >= 400 && error.status < 500) return false
    throw error
  }
}

/** @returns whether the dashboard has no owner yet */
export async function needsOwner(client: ApiClient, signal: AbortSignal): Promise<boolean> {
  const { needs_owner } = (await client.request('GET', SETUP_PATH, { signal })) as { needs_owner?: boolean }
  return needs_owner === true
}

/** Creates the owner. @throws {ApiProblem} a field is refused, or the link was used in the meantime */
export async function setUp(
  client: ApiClient,
  owner: { token: string; email: string; password: string },
): Promise<Session> {
  return (await client.request('POST', SETUP_PATH, { body: owner })) as Session
}
