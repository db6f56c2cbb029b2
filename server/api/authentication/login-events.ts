/** Events of logins in the tenant's log. @module */

import type { Clash } from '../../migration/identifiers/clash.ts'
import type { DenialReason } from '../../migration/login/denial.ts'
import type { LoginResult } from '../../migration/login/login-result.ts'
import { modeOf } from '../../migration/mode/mode.ts'
import type { Client, Connection } from '../../store/contract.ts'
import type { NewEvent } from '../../tenant-log/event-hub.ts'
import type { LogType } from '../../tenant-log/types.ts'
import type { Deps } from '../http/deps.ts'

/** One attempt to sign in. */
interface Attempt {
  client: Client
  connection: Connection
  /** As typed. */
  identifier: string
  audience: string | undefined
  scope: string | undefined
}

/** Records how a login ended, and whether it migrated the user. @see section 1.3 of Auth0's contract for the codes */
export function recordLogin({ events }: Deps, attempt: Attempt, result: LoginResult): void {
  const { identifier, ...shared } = attempt
  const event = eventOf(result)
  events.record({ user_name: identifier.trim(), ...shared, ...event })
  const migration = migrationOf(attempt.connection, result)
  if (migration) events.record({ user_name: identifier.trim(), ...shared, ...event, type: migration })
}

function eventOf(result: LoginResult): NewEvent {
  switch (result.kind) {
    case 'success':
      return { type: 's', user_id: result.user.user_id, run_id: result.run_id }
    case 'denied':
      return denialOf(result.reason)
    case 'blocked':
      return { type: 'f', description: 'user is blocked' }
    case 'validation':
      return { type: 'f', description: result.message, details: { code: result.code } }
    case 'unauthorized':
      return { type: 'f', description: result.message, details: { code: 'unauthorized' } }
    case 'failed':
    case 'unavailable':
      return {
        type: 'f',
        description: result.fault?.clash?.message ?? `The connection’s script ended with ${result.code}.`,
        run_id: result.log_id,
        details: { code: result.code, ...clashDetails(result.fault?.clash) },
      }
  }
}

const DENIALS: { readonly [code in DenialReason['code']]: { type: LogType; description: string } } = {
  unknown_user: { type: 'fu', description: 'There is no such user in this connection.' },
  wrong_password: { type: 'fp', description: 'Wrong email or password.' },
  blocked: { type: 'f', description: 'user is blocked' },
  deleted: { type: 'fu', description: 'The user was deleted for good.' },
  profile_mismatch: {
    type: 'f',
    description: 'The connection’s script returned another person’s profile.',
  },
  script: { type: 'fu', description: 'Wrong email or password: the connection’s script does not say which.' },
}

function denialOf({ code, description, user_id, run_id }: DenialReason): NewEvent {
  const event = DENIALS[code === 'unknown_user' && run_id !== undefined ? 'script' : code]
  return {
    ...event,
    description: description ?? event.description,
    user_id,
    run_id,
    ...(code === 'profile_mismatch' && { details: { code } }),
  }
}

/** By these, a reader of the log finds the other user. */
function clashDetails(clash: Clash | undefined): { [key: string]: string } {
  if (!clash) return {}
  const { field, user_id, connection } = clash
  return { clash_field: field, clash_user_id: user_id, clash_connection: connection }
}

/** A wrong password is no failed migration: there was nobody to import. */
function migrationOf(connection: Connection, result: LoginResult): LogType | undefined {
  if (result.kind === 'success') return result.migrated ? 'smu' : undefined
  const isMismatch = result.kind === 'denied' && result.reason.code === 'profile_mismatch'
  const failed = result.kind === 'failed' || result.kind === 'unavailable' || isMismatch
  return failed && modeOf(connection) === 'import' ? 'fmu' : undefined
}
