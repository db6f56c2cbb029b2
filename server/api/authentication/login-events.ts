/** What logins leave in the tenant's log. @module */
import type { NewEvent } from '../../events.ts'
import type { LogType } from '../../log-types.ts'
import type { DenialReason } from '../../migration/denial.ts'
import type { LoginResult } from '../../migration/login.ts'
import { modeOf } from '../../migration/mode.ts'
import type { Client, Connection } from '../../store/contract.ts'
import type { Deps } from '../route.ts'

/** Who logged in where. */
interface Attempt {
  client: Client
  connection: Connection
  /** As typed. */
  identifier: string
  audience: string | undefined
  scope: string | undefined
}

/** Notes how a login ended, and whether it migrated the user. @see section 1.3 of Auth0's contract for the codes */
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
      return { type: 's', user_id: result.user.user_id, ...detailsOf({ run_id: result.run_id }) }
    case 'denied':
      return denialOf(result.reason)
    case 'blocked':
      return { type: 'f', description: 'user is blocked' }
    case 'validation':
      return { type: 'f', description: result.message, ...detailsOf({ code: result.code }) }
    case 'unauthorized':
      return { type: 'f', description: result.message, ...detailsOf({ code: 'unauthorized' }) }
    case 'failed':
    case 'unavailable':
      return {
        type: 'f',
        description: `The connection’s script ended with ${result.code}.`,
        ...detailsOf({ code: result.code, run_id: result.log_id }),
      }
  }
}

const DENIALS: { readonly [code in DenialReason['code']]: { type: LogType; description: string } } = {
  unknown_user: { type: 'fu', description: 'There is no such user in this connection.' },
  wrong_password: { type: 'fp', description: 'Wrong email or password.' },
  blocked: { type: 'f', description: 'user is blocked' },
  script: { type: 'fu', description: 'The connection’s script knows no such user with this password.' },
}

function denialOf({ code, description, user_id, run_id }: DenialReason): NewEvent {
  const event = DENIALS[code]
  return { ...event, description: description ?? event.description, user_id, ...detailsOf({ run_id }) }
}

function detailsOf(details: { [key: string]: string | undefined }): Pick<NewEvent, 'details'> {
  const given = Object.entries(details).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]]))
  return given.length === 0 ? {} : { details: Object.fromEntries(given) }
}

/** A wrong password is no failed migration: nobody was there to move. */
function migrationOf(connection: Connection, result: LoginResult): LogType | undefined {
  if (result.kind === 'success') return result.migrated ? 'smu' : undefined
  const failed = result.kind === 'failed' || result.kind === 'unavailable'
  return failed && modeOf(connection) === 'import' ? 'fmu' : undefined
}
