/** Ends of people's sessions, in the transaction of their cause. @module */
import type { SessionEndCause } from '../contract/index.ts'
import type { Operation, Row } from '../engine/operation.ts'
import { all, text } from '../engine/operation.ts'
import { CODE_SQL, PERSON_SESSION_SQL } from '../sql/person-sessions.ts'
import { REFRESH_TOKEN_SQL } from '../sql/refresh-tokens.ts'
import { addLogoutCalls, MOST_WAITING } from './logout-calls.ts'

/** Which sessions end. Hashes are hex SHA-256. */
export type SessionsOf = { secret_sha256: string } | { session_id: string } | { user_id: string }

/** When and why sessions end. */
interface SessionEnd {
  cause: SessionEndCause
  now: number
}

/** Ends sessions and their unused codes; applications that want to know are told afterwards. @returns their rows */
export function* endSessions(tenant_id: string, of: SessionsOf, end: SessionEnd): Operation<readonly Row[]> {
  const rows = yield* deleteSessions(tenant_id, of)
  yield* addLogoutCalls(tenant_id, rows, end)
  return rows
}

function* deleteSessions(tenant_id: string, of: SessionsOf): Operation<readonly Row[]> {
  if ('user_id' in of) {
    const rows = yield* all(PERSON_SESSION_SQL.endOfUser, tenant_id, of.user_id)
    yield* all(CODE_SQL.endOfUser, tenant_id, of.user_id)
    return rows
  }
  const rows =
    'session_id' in of
      ? yield* all(PERSON_SESSION_SQL.end, tenant_id, of.session_id)
      : yield* all(PERSON_SESSION_SQL.endBySecret, tenant_id, of.secret_sha256)
  for (const row of rows) yield* all(CODE_SQL.endOfSession, tenant_id, text(row, 'session_id'))
  return rows
}

/**
 * Ends what a user is signed in with: sessions, unused codes, refresh tokens (A12). Called by every change that must sign the
 * user out everywhere. The caller holds the user's row, so that a sign-in at the same time ends too, or sees the change.
 */
export function* signOutEverywhere(tenant_id: string, user_id: string, end: SessionEnd): Operation<void> {
  yield* endSessions(tenant_id, { user_id }, end)
  yield* all(REFRESH_TOKEN_SQL.revokeOfUser, tenant_id, user_id, end.now)
}

/** Deletes a few sessions that are past their end. */
export function* forgetEndedSessions(tenant_id: string, now: number): Operation<void> {
  const rows = yield* all(PERSON_SESSION_SQL.forgetEnded, tenant_id, now)
  yield* addLogoutCalls(tenant_id, rows, { cause: 'session-expired', now })
}

/** Ends sessions before their connection is deleted, as many as there can be calls; further ones go with the connection. */
export function* endSessionsOfConnection(
  tenant_id: string,
  connection_id: string,
  now: number,
): Operation<void> {
  const rows = yield* all(PERSON_SESSION_SQL.endOfConnection, tenant_id, connection_id, now, MOST_WAITING)
  yield* addLogoutCalls(tenant_id, rows, { cause: 'account-deleted', now })
}
