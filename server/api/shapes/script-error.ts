/** What callers see of a script that did not do what was asked. @module */
import type { ErrorCode } from '../../common/errors.ts'
import { ApiError } from '../../common/errors.ts'
import type { ScriptTrouble } from '../../migration/run-script.ts'
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

/** What the tenant's log keeps of an error: more than callers see is in the record of the run. */
export function failureOf(error: ApiError): Pick<NewEvent, 'description' | 'run_id' | 'details'> {
  const { code, log_id } = error
  return {
    description: error.log_description,
    run_id: log_id,
    details: { code },
  }
}

const UNREACHABLE = 'The directory behind this connection cannot be reached. Try again later.'

/** For the Authentication API. Details of a failed script are in the tenant's log, under the id that is told. */
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

/** For the Management API, where a failing script is 4xx: SDKs repeat what is 5xx, and take 401 for a bad token. */
export function managementScriptError(trouble: ScriptTrouble): ApiError {
  if (trouble.kind === 'unauthorized') {
    return new ApiError('validation_error', trouble.message || undefined, { wire_code: 'unauthorized' })
  }
  if (trouble.kind === 'unavailable' && trouble.code === 'legacy_unavailable') {
    return new ApiError('legacy_unavailable', undefined, { log_id: trouble.log_id })
  }
  return scriptError(trouble)
}
