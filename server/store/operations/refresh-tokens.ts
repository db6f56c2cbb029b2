/** Refresh tokens. Only their hashes are stored. @module */
import type {
  Listed,
  NewRefreshTokenFamily,
  Page,
  RefreshTokenExchange,
  RefreshTokenFamily,
  RefreshTokenFilter,
  RefreshTokenResult,
} from '../contract/index.ts'
import { readMark, writeMark } from '../engine/marks.ts'
import type { Operation, Row } from '../engine/operation.ts'
import { all, first, integer, json, optionalInteger, optionalText, text } from '../engine/operation.ts'
import { pageRefreshTokensSql, REFRESH_TOKEN_SQL } from '../sql/refresh-tokens.ts'
import { readPage } from './paging.ts'
import { findUser } from './users.ts'

/** Most families of one user and client. */
const FAMILIES_KEPT = 200

export function* createRefreshToken(
  tenant_id: string,
  family: NewRefreshTokenFamily,
  now: number,
): Operation<void> {
  const expires_at = family.life_ms === undefined ? undefined : now + family.life_ms
  yield* all(REFRESH_TOKEN_SQL.forgetEnded, tenant_id, now)
  yield* all(REFRESH_TOKEN_SQL.forgetOldest, tenant_id, family.user_id, family.client_id, FAMILIES_KEPT - 1)
  yield* all(
    REFRESH_TOKEN_SQL.insert,
    tenant_id,
    family.family_id,
    family.client_id,
    family.user_id,
    family.audience,
    JSON.stringify(family.scopes),
    family.secret_sha256,
    now,
    expires_at,
    usableUntil(expires_at, family.idle_ms, now),
    family.session_id,
    family.authenticated_at,
  )
}

export function* exchangeRefreshToken(
  tenant_id: string,
  { family_id, client_id, secret_sha256, successor, leeway_ms, idle_ms }: RefreshTokenExchange,
  now: number,
): Operation<RefreshTokenResult> {
  // Held: of several simultaneous exchanges, the others see that the token was exchanged.
  const row = yield* first(REFRESH_TOKEN_SQL.hold, tenant_id, family_id)
  if (!row || text(row, 'client_id') !== client_id) return { kind: 'invalid' }
  const family = toFamily(row)
  const until = optionalInteger(row, 'usable_until')
  if (until !== undefined && until <= now) return { kind: 'invalid' }

  const isCurrent = text(row, 'current_sha256') === secret_sha256
  const isPrevious = optionalText(row, 'previous_sha256') === secret_sha256
  // Without a leeway every repetition is late, also when the clock of another server is behind.
  const isLate = leeway_ms <= 0 || now >= (optionalInteger(row, 'rotated_at') ?? now) + leeway_ms
  const isRepeated = isPrevious && successor !== undefined && !isLate
  const isRevoked = optionalInteger(row, 'revoked_at') !== undefined
  if (!isRevoked && !isCurrent && !isRepeated) {
    yield* all(REFRESH_TOKEN_SQL.revokeFamily, tenant_id, family_id, now)
    return { kind: 'reused', user_id: family.user_id }
  }
  if (!isCurrent && !isPrevious) return { kind: 'invalid' }
  // The holder of a token learns what became of the user, also when the token was revoked for that reason.
  const user = yield* findUser(tenant_id, family.user_id)
  if (!user) return { kind: 'no_user' }
  if (user.blocked) return { kind: 'blocked', user }
  if (isRevoked) return { kind: 'invalid' }

  if (isRepeated) return { kind: 'exchanged', family, user, salt: optionalText(row, 'successor_salt') }
  const next_until = usableUntil(family.expires_at, idle_ms, now)
  if (!successor) {
    yield* all(REFRESH_TOKEN_SQL.touch, tenant_id, family_id, now, next_until)
    return { kind: 'exchanged', family, user, salt: undefined }
  }
  const { secret_sha256: next_sha256, salt } = successor
  yield* all(REFRESH_TOKEN_SQL.rotate, tenant_id, family_id, next_sha256, salt, now, next_until)
  return { kind: 'exchanged', family, user, salt }
}

export function* findRefreshTokenFamily(
  tenant_id: string,
  family_id: string,
): Operation<RefreshTokenFamily | undefined> {
  const row = yield* first(REFRESH_TOKEN_SQL.find, tenant_id, family_id)
  return row && toFamily(row)
}

export function* listRefreshTokenFamilies(
  tenant_id: string,
  user_id: string,
  { from, take }: { from: string | undefined; take: number },
  now: number,
): Operation<{ families: RefreshTokenFamily[]; next: string | undefined }> {
  const { list, listAfter } = REFRESH_TOKEN_SQL
  const mark = from === undefined ? undefined : readMark(from)
  const rows = mark
    ? yield* all(listAfter, tenant_id, user_id, now, take + 1, mark.created_at, mark.id)
    : yield* all(list, tenant_id, user_id, now, take + 1)
  const families = rows.slice(0, take).map(toFamily)
  const last = rows.length > take ? families.at(-1) : undefined
  return { families, next: last && writeMark({ created_at: last.created_at, id: last.family_id }) }
}

export function* pageRefreshTokenFamilies(
  tenant_id: string,
  filter: RefreshTokenFilter,
  page: Page,
  now: number,
): Operation<Listed<RefreshTokenFamily>> {
  const values = [
    ['user_id', filter.user_id],
    ['client_id', filter.client_id],
  ] as const
  const used = values.flatMap(([term, value]) => (value === undefined ? [] : [{ term, value }]))
  return yield* readPage(tenant_id, page, {
    sql: (what) => pageRefreshTokensSql({ what, terms: used.map(({ term }) => term) }),
    filters: [now, ...used.map(({ value }) => value)],
    items: (rows) => rows.map(toFamily),
    mark: ({ created_at, family_id }) => ({ created_at, id: family_id }),
  })
}

export function* revokeRefreshTokens(
  tenant_id: string,
  of: { user_id: string } | { family_id: string },
  now: number,
): Operation<number> {
  const rows =
    'user_id' in of
      ? yield* all(REFRESH_TOKEN_SQL.revokeOfUser, tenant_id, of.user_id, now)
      : yield* all(REFRESH_TOKEN_SQL.revokeFamily, tenant_id, of.family_id, now)
  return rows.length
}

/** @returns the earlier end; undefined when there is no end */
function usableUntil(
  expires_at: number | undefined,
  idle_ms: number | undefined,
  now: number,
): number | undefined {
  if (idle_ms === undefined) return expires_at
  return Math.min(expires_at ?? Number.MAX_SAFE_INTEGER, now + idle_ms)
}

function toFamily(row: Row): RefreshTokenFamily {
  return {
    family_id: text(row, 'family_id'),
    client_id: text(row, 'client_id'),
    user_id: text(row, 'user_id'),
    audience: optionalText(row, 'audience'),
    scopes: json<string[]>(row, 'scopes'),
    created_at: integer(row, 'created_at'),
    expires_at: optionalInteger(row, 'expires_at'),
    usable_until: optionalInteger(row, 'usable_until'),
    last_used_at: optionalInteger(row, 'last_used_at'),
    revoked_at: optionalInteger(row, 'revoked_at'),
    session_id: optionalText(row, 'session_id'),
    authenticated_at: optionalInteger(row, 'authenticated_at'),
  }
}
