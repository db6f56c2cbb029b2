/** Calls that tell applications of the end of a session. @module */
import type { ClaimedLogoutCall, ClaimWish, Client, SessionEndCause } from '../contract/index.ts'
import type { Operation, Row } from '../engine/operation.ts'
import { all, first, integer, json, optionalInteger, optionalText, text } from '../engine/operation.ts'
import { ALL_LOGOUT_CALLS_SQL, LOGOUT_CALL_SQL } from '../sql/logout-calls.ts'
import { TENANT_SQL } from '../sql/tenants.ts'
import { findClient } from './clients.ts'

/** Calls of one tenant that may wait. Beyond them applications are not told, and one row of each makes an entry of the log. */
export const MOST_WAITING = 1_000

/**
 * Adds the calls about sessions that have ended: one for each application that used the session and wants to be told.
 *
 * @param rows of sessions
 */
export function* addLogoutCalls(
  tenant_id: string,
  rows: readonly Row[],
  { cause, now }: { cause: SessionEndCause; now: number },
): Operation<void> {
  const clients = new Map<string, Client | undefined>()
  let free: number | undefined
  for (const row of rows) {
    const isOver = integer(row, 'idle_expires_at') <= now
    const why = isOver ? 'session-expired' : cause
    for (const client_id of json<string[]>(row, 'client_ids')) {
      if (!clients.has(client_id)) clients.set(client_id, yield* findClient(tenant_id, client_id))
      for (const [n, url] of logoutUrls(clients.get(client_id), why).entries()) {
        free ??= MOST_WAITING - (yield* countCalls(tenant_id))
        yield* addCall(tenant_id, row, { client_id, cause: why, now, n, url: free-- > 0 ? url : undefined })
      }
    }
  }
}

/** @param call.url undefined: there are too many, so a row without an address stands for all that the client is not told */
function* addCall(
  tenant_id: string,
  session: Row,
  call: { client_id: string; cause: SessionEndCause; now: number; n: number; url: string | undefined },
): Operation<void> {
  const { client_id, cause, now, n, url } = call
  const session_id = text(session, 'session_id')
  yield* all(
    url === undefined ? LOGOUT_CALL_SQL.insertDropped : LOGOUT_CALL_SQL.insert,
    tenant_id,
    // A session ends once, so the ID is free.
    url === undefined ? `dropped ${client_id}` : `${session_id} ${client_id} ${n}`,
    client_id,
    url ?? '',
    session_id,
    text(session, 'user_id'),
    cause,
    now,
    optionalText(session, 'domain'),
  )
}

function* countCalls(tenant_id: string): Operation<number> {
  const row = yield* first(LOGOUT_CALL_SQL.count, tenant_id)
  return row ? integer(row, 'calls') : 0
}

/** What a client may have as `oidc_logout`. An earlier version of the API did not check it. */
interface OidcLogout {
  backchannel_logout_urls?: unknown
  backchannel_logout_initiators?: { mode?: unknown; selected_initiators?: unknown } | null
}

/**
 * Without initiators, every end that somebody brought about counts: such a session must not go on at the application. That a
 * session was not used for long says nothing about the application’s own, so only those who ask for it are told.
 */
function logoutUrls(client: Client | undefined, cause: SessionEndCause): readonly string[] {
  const { backchannel_logout_urls: urls, backchannel_logout_initiators: initiators } =
    (client?.settings.oidc_logout as OidcLogout | null | undefined) ?? {}
  const isWanted =
    initiators?.mode === 'custom'
      ? textsOf(initiators.selected_initiators).includes(cause)
      : cause !== 'session-expired' || initiators?.mode === 'all'
  return isWanted ? textsOf(urls) : []
}

const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []

export function* nextLogoutCall(): Operation<number | undefined> {
  const row = yield* first(ALL_LOGOUT_CALLS_SQL.first)
  return row && optionalInteger(row, 'due')
}

export function* claimLogoutCalls(
  claim_id: string,
  wish: ClaimWish,
  now: number,
): Operation<{ calls: ClaimedLogoutCall[]; next_at: number | undefined; waiting: number }> {
  const claimed: ClaimedLogoutCall[] = []
  const due = yield* all(ALL_LOGOUT_CALLS_SQL.tenants, now)
  for (const tenant_id of due.map((row) => text(row, 'tenant_id'))) {
    const free = Math.min(wish.limit - claimed.length, wish.of_tenant - (wish.busy[tenant_id] ?? 0))
    if (free <= 0) continue
    const tenant = yield* first(TENANT_SQL.findById, tenant_id)
    for (const row of yield* all(LOGOUT_CALL_SQL.due, tenant_id, now, free)) {
      const call_id = text(row, 'call_id')
      const client = yield* findClient(tenant_id, text(row, 'client_id'))
      if (!client || !tenant) continue
      yield* all(LOGOUT_CALL_SQL.claim, tenant_id, call_id, now + wish.lease_ms, claim_id)
      claimed.push({
        tenant_id,
        tenant_name: text(tenant, 'name'),
        call_id,
        claim_id,
        client: { client_id: client.client_id, name: client.name },
        url: text(row, 'url') || undefined,
        domain: optionalText(row, 'domain'),
        session_id: text(row, 'session_id'),
        user_id: text(row, 'user_id'),
        cause: text(row, 'cause') as SessionEndCause,
        tries: integer(row, 'tries') + 1,
      })
    }
  }
  const next = yield* first(ALL_LOGOUT_CALLS_SQL.next)
  const waiting = next ? integer(next, 'calls') - claimed.length : 0
  return { calls: claimed, next_at: next && optionalInteger(next, 'due'), waiting }
}

export function* endLogoutCall(tenant_id: string, call_id: string, claim_id: string): Operation<void> {
  yield* all(LOGOUT_CALL_SQL.end, tenant_id, call_id, claim_id)
}

export function* putOffLogoutCall(
  tenant_id: string,
  call_id: string,
  claim_id: string,
  due_at: number,
): Operation<void> {
  yield* all(LOGOUT_CALL_SQL.putOff, tenant_id, call_id, claim_id, due_at)
}
