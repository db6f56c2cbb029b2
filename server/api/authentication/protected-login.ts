/** The login flow behind the protection against guessing. @module */

import { ApiError } from '../../common/errors.ts'
import { definedOnly } from '../../common/optional.ts'
import { findByName } from '../../migration/identifiers/aliases.ts'
import { normaliseIdentifier } from '../../migration/identifiers/identifier.ts'
import { countedPerson } from '../../migration/identifiers/own-identity.ts'
import type { LoginResult } from '../../migration/login/login-result.ts'
import type { ReservedLogin } from '../../protection/login-attempts.ts'
import type { LoginFailure, Reached } from '../../protection/reached.ts'
import type { Refused } from '../../protection/refusals.ts'
import type { Client, Connection } from '../../store/contract.ts'
import type { Deps } from '../http/deps.ts'

/** One attempt to sign in. */
interface Attempt {
  client: Client
  connection: Connection
  /** As typed. */
  identifier: string
  password: string
  ip: string | undefined
  /** By the flow's clock. */
  started_at: number
}

/** How long a user that was looked up counts as current. */
const FRESH_MS = 250

/**
 * Runs the login flow when the attempt is within the limits, and counts how it ended. A refused attempt gets the same
 * answer whether or not the user exists and the password is right (A1, A4).
 *
 * @throws {ApiError} too_many_attempts, too_many_requests
 */
export async function protectedLogin(deps: Deps, attempt: Attempt): Promise<LoginResult> {
  const { tenant_id } = deps.tenant
  const { connection, identifier, password, ip, started_at } = attempt
  const { connection_id } = connection
  const typed = normaliseIdentifier(identifier)
  const looked_at = deps.clock.now()
  const stored = await findByName(deps.store, { tenant_id, connection, key: typed })
  const person = await countedPerson(deps.store, { tenant_id, connection_id, typed }, stored)
  const { key } = person
  const reserved = await deps.protection.reserveLogin({ tenant_id, connection, ...person, password, ip })
  if (reserved.kind === 'refused') {
    if (reserved.event) recordReached(deps, attempt, key, { type: reserved.event })
    throw refusal(reserved)
  }
  try {
    const result = await deps.flows.login.login({
      tenant_id,
      connection,
      identifier,
      password,
      ip,
      started_at,
      context: {
        request: definedOnly({ ip, user_agent: deps.origin.user_agent }),
        client: { client_id: attempt.client.client_id, name: attempt.client.name },
        connection: { id: connection_id, name: connection.name, strategy: connection.strategy },
      },
      // After a delay the user may have changed: the flow looks it up again.
      ...(deps.clock.now() - looked_at < FRESH_MS && { found: { stored } }),
    })
    if (result.kind === 'success')
      await resetFailures(deps, reserved, result.run_id === undefined ? undefined : loginRevision(connection))
    const failure = failureOf(connection, result)
    const events = failure ? await reserved.failed(failure) : []
    for (const event of events) recordReached(deps, attempt, key, event)
    return result
  } finally {
    reserved.released()
  }
}

/** @returns the failure to count; undefined when the password was right, or the result says nothing about it (M10) */
function failureOf(connection: Connection, result: LoginResult): LoginFailure | undefined {
  switch (result.kind) {
    case 'denied':
    case 'validation':
    case 'unauthorized':
      return { kind: 'no' }
    case 'failed':
      return result.says_no && { kind: 'error', revision: loginRevision(connection), ...result.says_no }
    case 'success':
    case 'blocked':
    case 'unavailable':
      return undefined
  }
}

const loginRevision = ({ scripts }: Connection): number => scripts.login?.revision ?? 0

/** Resets the count of failures. The person is signed in already: an error here does not undo that. */
async function resetFailures(
  { log, tenant }: Deps,
  reserved: ReservedLogin,
  revision: number | undefined,
): Promise<void> {
  try {
    await reserved.succeeded(revision)
  } catch (error) {
    log.error('failures_not_ended', error, { tenant_id: tenant.tenant_id })
  }
}

/** @returns the error for a refused attempt */
export function refusal({ code, retry_after_s }: Refused): ApiError {
  return new ApiError(code, undefined, retry_after_s === undefined ? {} : { retry_after_s })
}

/** @param key under which the failures are counted */
function recordReached(
  deps: Deps,
  { client, connection, identifier, ip }: Attempt,
  key: string,
  { type, description }: Reached,
): void {
  const { events, background, protection, tenant } = deps
  const user_name = identifier.trim()
  events.record({ type, connection, client, user_name, ...(description !== undefined && { description }) })
  if (type !== 'limit_wc') return
  // After the answer, whose time must not tell whether the user has an address (A2).
  background.run('unblock_mail', async () => {
    const { connection_id } = connection
    if (!(await protection.mayNotify({ tenant_id: tenant.tenant_id, connection_id, key, ip }))) return
    await deps.flows.unblock.sendMail({ connection, identifier: key, ip })
  })
}
