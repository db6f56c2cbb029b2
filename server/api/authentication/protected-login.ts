/** A login that cannot be used to guess passwords. @module */
import { ApiError } from '../../errors.ts'
import { normaliseIdentifier } from '../../migration/identifier.ts'
import type { LoginResult } from '../../migration/login.ts'
import { countedKey } from '../../migration/own-identity.ts'
import { sendUnblockMail } from '../../migration/tickets.ts'
import type { LimitEvent, Refused, ReservedLogin } from '../../protection/protection.ts'
import type { Client, Connection } from '../../store/contract.ts'
import type { Deps } from '../route.ts'

/** Who tries to log in, where, and by which client. */
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

/**
 * Runs the login flow when the attempt may be made, and counts how it ended. What is refused is refused alike whether or
 * not there is such a user and whether or not the password is right (A1, A4).
 *
 * @throws {ApiError} too_many_attempts, too_many_requests
 */
export async function protectedLogin(deps: Deps, attempt: Attempt): Promise<LoginResult> {
  const { tenant_id } = deps.tenant
  const { connection, identifier, password, ip, started_at } = attempt
  const { connection_id } = connection
  const typed = normaliseIdentifier(identifier)
  const stored = await deps.store.findLogin(tenant_id, connection_id, typed)
  const key = countedKey(stored, connection_id, typed)
  const reserved = await deps.protection.reserveLogin({ tenant_id, connection, key, ip })
  if (reserved.kind === 'refused') {
    if (reserved.event) noteLimit(deps, attempt, key, reserved.event)
    throw refusal(reserved)
  }
  try {
    const result = await deps.loginFlow.login({
      tenant_id,
      connection,
      identifier,
      password,
      ip,
      started_at,
    })
    switch (result.kind) {
      case 'success':
        await ended(deps, reserved)
        break
      case 'denied':
        for (const event of await reserved.failed('wrong_password')) noteLimit(deps, attempt, key, event)
        break
      case 'validation':
      case 'unauthorized':
        for (const event of await reserved.failed('refused')) noteLimit(deps, attempt, key, event)
        break
      // The password was right, or nobody knows whether it was (M10).
      case 'blocked':
      case 'failed':
      case 'unavailable':
        break
    }
    return result
  } finally {
    reserved.released()
  }
}

/** The person is logged in: a count that could not be ended does not undo it. */
async function ended({ log, tenant }: Deps, reserved: ReservedLogin): Promise<void> {
  try {
    await reserved.succeeded()
  } catch (error) {
    log.error('failures_not_ended', error, { tenant_id: tenant.tenant_id })
  }
}

/** @returns the error for an attempt that may not be made */
export function refusal({ code, retry_after_s }: Refused): ApiError {
  return new ApiError(code, undefined, retry_after_s === undefined ? {} : { retry_after_s })
}

/** @param key under which the failures are counted */
function noteLimit(
  deps: Deps,
  { client, connection, identifier, ip }: Attempt,
  key: string,
  type: LimitEvent,
): void {
  const { events, background, protection, tenant } = deps
  events.record({ type, connection, client, user_name: identifier.trim() })
  if (type !== 'limit_wc') return
  // After the answer, which must not take longer for those who can be written to (A2).
  background.run('unblock_mail', async () => {
    const { connection_id } = connection
    if (!(await protection.mayNotify({ tenant_id: tenant.tenant_id, connection_id, key, ip }))) return
    await sendUnblockMail(deps, { connection, identifier: key, ip })
  })
}
