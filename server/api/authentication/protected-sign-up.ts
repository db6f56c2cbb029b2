/** The sign-up flow behind the connection's switch and the protection against floods, for the API and the page. @module */
import type { Json } from '../../../runtime/index.ts'
import { ApiError } from '../../common/errors.ts'
import type { SignUpResult } from '../../migration/sign-up/person.ts'
import { passwordError } from '../../password/policy.ts'
import type { LimitEvent } from '../../protection/rules.ts'
import type { Client, Connection, Store } from '../../store/contract.ts'
import type { NewEvent } from '../../tenant-log/event-hub.ts'
import type { Deps } from '../http/deps.ts'
import { failureOf, scriptError } from '../shapes/script-error.ts'
import { refusal } from './protected-login.ts'

/** A person who signs up at an application. */
export interface SignUpAttempt {
  client: Client
  connection: Connection
  email: string | undefined
  username: string | undefined
  password: string
  profile: { [name: string]: Json }
  user_metadata: { [key: string]: string }
  /** Fields that only the `create` script gets. */
  custom: { [name: string]: Json }
}

/**
 * Counts a sign-up from an address, before anything is looked up.
 *
 * @throws {ApiError} invalid_signup: the connection takes none; too_many_requests
 */
export async function admitSignUp(deps: Deps, attempt: SignUpAttempt, ip: string | undefined): Promise<void> {
  if (attempt.connection.options.disable_signup === true) {
    const description = 'Public signup is disabled'
    recordSignUp(deps, attempt, { type: 'fs', description })
    throw new ApiError('invalid_signup', description)
  }
  const reserved = await deps.protection.reserveSignup({ tenant_id: deps.tenant.tenant_id, ip })
  if (reserved.kind === 'allowed') return
  if (reserved.event) recordSignUp(deps, attempt, { type: reserved.event })
  throw refusal(reserved)
}

/** Runs the flow and records how it ended. */
export async function signUp(deps: Deps, attempt: SignUpAttempt): Promise<SignUpResult> {
  const result = await deps.flows.signUp.signUp(requestOf(deps, attempt))
  if (result.kind === 'created') recordSignUp(deps, attempt, { type: 'ss', user_id: result.user.user_id })
  else recordSignUp(deps, attempt, { type: 'fs', ...failureOf(signUpError(result, attempt.username)) })
  return result
}

/** @returns the attempt as the flow takes it */
export function requestOf({ tenant }: Deps, { client, ...attempt }: SignUpAttempt) {
  return {
    ...attempt,
    tenant,
    client_id: client.client_id,
    app_metadata: {},
    purpose: 'sign_up' as const,
  }
}

/** Whether a sign-up may reveal that the user exists: Auth0's tenant flag, which is on by default here (A3). */
export async function tellsWhoExists(
  store: Pick<Store, 'readTenantSettings'>,
  tenant_id: string,
): Promise<boolean> {
  const { flags } = await store.readTenantSettings(tenant_id)
  return flags?.enable_public_signup_user_exists_error ?? true
}

/** @returns the error of a sign-up that created nobody, in full; what callers may read of it is theirs to decide */
export function signUpError(
  result: Exclude<SignUpResult, { kind: 'created' }>,
  username: string | undefined,
): ApiError {
  // biome-ignore lint/nursery/useExhaustiveSwitchCases: it does not see through Exclude; tsc does
  switch (result.kind) {
    case 'exists':
      return new ApiError(
        'user_exists',
        result.by === 'username' ? `The user already exists (username: ${username?.trim()}).` : undefined,
      )
    case 'invalid':
      return new ApiError('invalid_request', `Invalid parameter ${result.field}: ${result.message}`)
    case 'weak_password':
      return passwordError(result.violation)
    case 'missing_script':
      return new ApiError('missing_script', result.message)
    case 'no_connection':
      return new ApiError('invalid_request', 'Unknown or invalid connection')
    case 'validation':
    case 'unauthorized':
    case 'failed':
    case 'unavailable':
      return scriptError(result)
  }
}

function recordSignUp(
  { events }: Deps,
  { client, connection, email, username }: SignUpAttempt,
  event: Pick<NewEvent, 'description' | 'details' | 'user_id'> & { type: 'ss' | 'fs' | LimitEvent },
): void {
  events.record({ ...event, client, connection, user_name: email?.trim() || username?.trim() })
}
