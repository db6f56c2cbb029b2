/** A request for an email to set a new password: counted, and done after the answer (A3). @module */
import { ApiError } from '../../common/errors.ts'
import { normaliseIdentifier } from '../../migration/identifiers/identifier.ts'
import type { ResetRequest, ResetRequested } from '../../migration/reset/request-reset.ts'
import type { Connection } from '../../store/contract.ts'
import type { Deps } from '../http/deps.ts'

/**
 * Looks the person up and sends the email after the answer, whose time then says nothing about who exists.
 *
 * @throws {ApiError} too_many_requests, temporarily_unavailable
 */
export async function requestReset(deps: Deps, request: ResetRequest, ip: string | undefined): Promise<void> {
  const { protection, background, tenant } = deps
  const { connection, identifier } = request
  const key = normaliseIdentifier(identifier)
  const reserved = await protection.reserveReset({ tenant_id: tenant.tenant_id, key, ip })
  if (reserved.kind === 'refused') {
    throw new ApiError('too_many_requests', undefined, { retry_after_s: reserved.retry_after_s ?? 60 })
  }
  const isTaken = background.run('reset_request', async () => {
    const result = await deps.flows.reset.request(request)
    record(deps, result, { connection, identifier })
  })
  if (!isTaken) {
    throw new ApiError(
      'temporarily_unavailable',
      'Too many requests for a new password are waiting. Try again later.',
      { retry_after_s: 10 },
    )
  }
}

function record(
  { events }: Deps,
  result: ResetRequested,
  { connection, identifier }: { connection: Connection; identifier: string },
): void {
  const who = { connection, user_name: identifier, user_id: 'user_id' in result ? result.user_id : undefined }
  if (result.kind === 'sent') events.record({ type: 'scpr', ...who })
  else events.record({ type: 'fcpr', ...who, description: reasonOf(result) })
}

function reasonOf(result: Exclude<ResetRequested, { kind: 'sent' }>): string {
  // biome-ignore lint/nursery/useExhaustiveSwitchCases: it does not see through Exclude; tsc does
  switch (result.kind) {
    case 'nobody':
      return 'There is no such user'
    case 'no_address':
      return 'The user has no email address'
    case 'failed':
    case 'unavailable':
      return `get_user: ${result.code} (log ID: ${result.log_id})`
    case 'validation':
    case 'unauthorized':
      return 'get_user refused the request'
  }
}
