/** Errors that callers see of a failed script. @module */
import type { ErrorCode } from '../../common/errors.ts'
import { ApiError } from '../../common/errors.ts'
import type { ScriptTrouble } from '../../migration/script/run-script.ts'
import type { NewEvent } from '../../tenant-log/event-hub.ts'

/** Codes that `scriptError` and `managementScriptError` may give, for an endpoint's `errors`. */
export const SCRIPT_ERRORS = [
  'validation_error',
  'script_error',
  'script_syntax',
  'script_timeout',
  'script_memory',
  'script_limit',
  'script_crash',
  'no_callback',
  'module_not_available',
  'network_blocked',
  'invalid_profile',
  'profile_mismatch',
  'mfa_factors_unsupported',
  'profile_conflict',
] as const satisfies readonly ErrorCode[]

/** Fields of an event in the tenant's log; the record of the run says more than callers see. */
export function failureOf(error: ApiError): Pick<NewEvent, 'description' | 'run_id' | 'details'> {
  const { code, log_id } = error
  return {
    description: error.log_description,
    run_id: log_id,
    details: { code },
  }
}

const UNREACHABLE = 'The directory behind this connection cannot be reached. Try again later.'

/**
 * The error for the Authentication API. The tenant's log has the details of a failed script, under the ID in the
 * message.
 */
export function scriptError(trouble: ScriptTrouble): ApiError {
  switch (trouble.kind) {
    case 'validation':
      return new ApiError('validation_error', trouble.message || undefined, { wire_code: trouble.code })
    case 'unauthorized':
      return new ApiError('unauthorized', trouble.message || undefined)
    case 'failed':
      return new ApiError(trouble.code, undefined, {
        log_id: trouble.log_id,
        log_description: trouble.fault?.clash?.message,
      })
    case 'unavailable':
      return new ApiError('temporarily_unavailable', trouble.code === 'busy' ? undefined : UNREACHABLE, {
        retry_after_s: trouble.retry_after_s,
        log_id: trouble.log_id,
      })
  }
}

/** The error for the Management API. A failing script is 4xx, because SDKs retry 5xx and treat 401 as a bad token. */
export function managementScriptError(trouble: ScriptTrouble): ApiError {
  if (trouble.kind === 'unauthorized') {
    return new ApiError('validation_error', trouble.message || undefined, { wire_code: 'unauthorized' })
  }
  if (trouble.kind === 'unavailable' && trouble.code === 'legacy_unavailable') {
    return new ApiError('legacy_unavailable', undefined, { log_id: trouble.log_id })
  }
  return scriptError(trouble)
}
