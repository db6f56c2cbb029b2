/** Sessions of people. Only hashes of their cookies are stored. @module */
import { definedOnly } from '../../common/optional.ts'
import { MINUTE_MS } from '../../common/time.ts'
import type {
  NewSignIn,
  PersonOfSession,
  PersonSession,
  PersonSessionUse,
  SessionEndCause,
  SessionUseResult,
  SignInResult,
  User,
} from '../contract/index.ts'
import { readMark, writeMark } from '../engine/marks.ts'
import type { Operation, Row } from '../engine/operation.ts'
import { all, first, integer, json, optionalText, text } from '../engine/operation.ts'
import { CLIENT_SQL } from '../sql/clients.ts'
import { CONNECTION_SQL } from '../sql/connections.ts'
import { PERSON_SESSION_SQL } from '../sql/person-sessions.ts'
import { REFRESH_TOKEN_SQL } from '../sql/refresh-tokens.ts'
import { insertCode } from './authorization-codes.ts'
import { isAllowed } from './consents.ts'
import type { SessionsOf } from './session-ends.ts'
import { endSessions, forgetEndedSessions } from './session-ends.ts'
import { findUser, holdUser } from './users.ts'

/** Most sessions of one user. */
const SESSIONS_KEPT = 200
/** The last use moves at most this often, so that a silent sign-in writes only its code. */
const MOVED_EVERY_MS = MINUTE_MS

export function* completeSignIn(tenant_id: string, signIn: NewSignIn, now: number): Operation<SignInResult> {
  const { code, connection_id, user_id } = signIn
  const isKnown = yield* first(CONNECTION_SQL.keep, tenant_id, connection_id)
  const isClientKnown = yield* keepClient(tenant_id, signIn)
  if (!isKnown || !isClientKnown) return { kind: 'no_user' }
  const user = yield* holdUser(tenant_id, user_id)
  if (!user) return { kind: 'no_user' }
  if (user.blocked) return { kind: 'blocked', user }
  if (!(yield* isAllowed(tenant_id, user_id, signIn.consent, now))) return { kind: 'consent_due' }

  const previous = yield* holdPrevious(tenant_id, signIn.previous_sha256)
  const goesOn = previous?.user_id === user_id && previous.idle_expires_at > now
  const ended =
    previous && !goesOn
      ? toLive(
          yield* endSessions(tenant_id, { session_id: previous.session_id }, { cause: 'rp-logout', now }),
          now,
        )
      : []
  const session = goesOn
    ? yield* renew(tenant_id, previous, signIn, now)
    : yield* begin(tenant_id, signIn, now)
  if (code) yield* insertCode(tenant_id, session, code, now)
  for (const row of yield* all(PERSON_SESSION_SQL.surplus, tenant_id, user_id, SESSIONS_KEPT)) {
    const surplus = { session_id: text(row, 'session_id') }
    yield* endSessions(tenant_id, surplus, { cause: 'session-revoked', now })
  }
  // Last, because it holds rows of other users.
  yield* forgetEndedSessions(tenant_id, now)
  return { kind: 'complete', session, user, ended }
}

/** @returns whether the client of the code and the consent still exists; it is not deleted meanwhile */
function* keepClient(
  tenant_id: string,
  { code, consent }: Pick<NewSignIn, 'code' | 'consent'>,
): Operation<boolean> {
  const client_id = code?.client_id ?? consent?.client_id
  return client_id === undefined || (yield* first(CLIENT_SQL.keep, tenant_id, client_id)) !== undefined
}

function* holdPrevious(
  tenant_id: string,
  secret_sha256: string | undefined,
): Operation<PersonSession | undefined> {
  if (secret_sha256 === undefined) return undefined
  const row = yield* first(PERSON_SESSION_SQL.holdBySecret, tenant_id, secret_sha256)
  return row && toSession(row)
}

function* begin(tenant_id: string, signIn: NewSignIn, now: number): Operation<PersonSession> {
  const row = yield* first(
    PERSON_SESSION_SQL.insert,
    tenant_id,
    signIn.session_id,
    signIn.secret_sha256,
    signIn.user_id,
    signIn.connection_id,
    now,
    idleEnd(signIn.idle_ms, now + signIn.life_ms, now),
    now + signIn.life_ms,
    signIn.is_persistent,
    JSON.stringify(signIn.methods),
    JSON.stringify([signIn.client_id]),
    signIn.ip,
    signIn.user_agent,
    signIn.authenticated_at ?? now,
    signIn.domain,
  )
  return written(row)
}

function* renew(
  tenant_id: string,
  session: PersonSession,
  signIn: NewSignIn,
  now: number,
): Operation<PersonSession> {
  const row = yield* first(
    PERSON_SESSION_SQL.renew,
    tenant_id,
    session.session_id,
    signIn.secret_sha256,
    signIn.connection_id,
    now,
    idleEnd(signIn.idle_ms, now + signIn.life_ms, now),
    now + signIn.life_ms,
    signIn.is_persistent,
    JSON.stringify(signIn.methods),
    JSON.stringify(withClient(session, signIn.client_id)),
    signIn.ip,
    signIn.user_agent,
    signIn.authenticated_at ?? now,
  )
  return written(row)
}

/** @returns the earlier end: a session is over when its idle end is past */
const idleEnd = (idle_ms: number, expires_at: number, now: number): number =>
  Math.min(now + idle_ms, expires_at)

const withClient = ({ client_ids }: PersonSession, client_id: string): readonly string[] =>
  client_ids.includes(client_id) ? client_ids : [...client_ids, client_id]

function written(row: Row | undefined): PersonSession {
  if (!row) throw new TypeError('A session that is held is missing.')
  return toSession(row)
}

export function* findPersonSession(
  tenant_id: string,
  secret_sha256: string,
  now: number,
): Operation<{ session: PersonSession; user: PersonOfSession } | undefined> {
  const row = yield* first(PERSON_SESSION_SQL.findBySecret, tenant_id, secret_sha256)
  const [session] = row ? toLive([row], now) : []
  if (!row || !session) return undefined
  const { user_id } = session
  const user = { user_id, email: optionalText(row, 'email'), username: optionalText(row, 'username') }
  return { session, user }
}

/** @returns undefined when the session is past its end, or its user is gone or blocked */
function* withUser(
  tenant_id: string,
  row: Row | undefined,
  now: number,
): Operation<{ session: PersonSession; user: User } | undefined> {
  const [session] = row ? toLive([row], now) : []
  const user = session && (yield* findUser(tenant_id, session.user_id))
  return session && user && !user.blocked ? { session, user } : undefined
}

export function* usePersonSession(
  tenant_id: string,
  use: PersonSessionUse,
  now: number,
): Operation<SessionUseResult> {
  if (!(yield* keepClient(tenant_id, use))) return { kind: 'no_session' }
  const row = yield* first(PERSON_SESSION_SQL.holdBySecret, tenant_id, use.secret_sha256)
  const found = yield* withUser(tenant_id, row, now)
  if (!found) return { kind: 'no_session' }
  const { user } = found
  if (!(yield* isAllowed(tenant_id, user.user_id, use.consent, now))) return { kind: 'consent_due' }
  const session = yield* touch(tenant_id, found.session, use, now)
  if (use.code) yield* insertCode(tenant_id, session, use.code, now)
  return { kind: 'used', session, user }
}

function* touch(
  tenant_id: string,
  session: PersonSession,
  use: PersonSessionUse,
  now: number,
): Operation<PersonSession> {
  const isDue = now - session.last_used_at >= MOVED_EVERY_MS
  if (!isDue && session.client_ids.includes(use.client_id)) return session
  const row = yield* first(
    PERSON_SESSION_SQL.touch,
    tenant_id,
    session.session_id,
    now,
    idleEnd(use.idle_ms, session.expires_at, now),
    JSON.stringify(withClient(session, use.client_id)),
    use.ip,
    use.user_agent,
  )
  return written(row)
}

export function* findPersonSessionById(
  tenant_id: string,
  session_id: string,
  now: number,
): Operation<PersonSession | undefined> {
  return toLive(yield* all(PERSON_SESSION_SQL.find, tenant_id, session_id), now)[0]
}

export function* listPersonSessions(
  tenant_id: string,
  user_id: string,
  { from, take }: { from: string | undefined; take: number },
  now: number,
): Operation<{ sessions: PersonSession[]; next: string | undefined }> {
  const { list, listAfter } = PERSON_SESSION_SQL
  const mark = from === undefined ? undefined : readMark(from)
  const rows = mark
    ? yield* all(listAfter, tenant_id, user_id, now, take + 1, mark.created_at, mark.id)
    : yield* all(list, tenant_id, user_id, now, take + 1)
  const sessions = rows.slice(0, take).map(toSession)
  const last = rows.length > take ? sessions.at(-1) : undefined
  return { sessions, next: last && writeMark({ created_at: last.created_at, id: last.session_id }) }
}

export function* endPersonSessions(
  tenant_id: string,
  of: SessionsOf,
  { cause, with_refresh_tokens }: { cause: SessionEndCause; with_refresh_tokens?: boolean },
  now: number,
): Operation<PersonSession[]> {
  const rows = yield* endSessions(tenant_id, of, { cause, now })
  if (with_refresh_tokens) {
    for (const row of rows) {
      yield* all(REFRESH_TOKEN_SQL.revokeOfSession, tenant_id, text(row, 'session_id'), now)
    }
  }
  return toLive(rows, now)
}

/** @returns those that are not past their end */
function toLive(rows: readonly Row[], now: number): PersonSession[] {
  return rows.map(toSession).filter(({ idle_expires_at }) => idle_expires_at > now)
}

function toSession(row: Row): PersonSession {
  return {
    session_id: text(row, 'session_id'),
    user_id: text(row, 'user_id'),
    connection_id: text(row, 'connection_id'),
    ...definedOnly({ domain: optionalText(row, 'domain') }),
    created_at: integer(row, 'created_at'),
    authenticated_at: integer(row, 'authenticated_at'),
    last_used_at: integer(row, 'last_used_at'),
    idle_expires_at: integer(row, 'idle_expires_at'),
    expires_at: integer(row, 'expires_at'),
    is_persistent: integer(row, 'is_persistent') === 1,
    methods: json<{ name: string; timestamp: number }[]>(row, 'methods'),
    client_ids: json<string[]>(row, 'client_ids'),
    initial_ip: optionalText(row, 'initial_ip'),
    initial_user_agent: optionalText(row, 'initial_user_agent'),
    last_ip: optionalText(row, 'last_ip'),
    last_user_agent: optionalText(row, 'last_user_agent'),
  }
}
