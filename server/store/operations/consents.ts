/** What people have allowed applications. @module */
import type { Consent, ConsentFilter, Listed, NeededConsent, Page } from '../contract/index.ts'
import type { Operation, Row } from '../engine/operation.ts'
import { all, first, integer, json, text } from '../engine/operation.ts'
import { CONSENT_SQL, listConsentsSql } from '../sql/consents.ts'
import { CODE_SQL } from '../sql/person-sessions.ts'
import { REFRESH_TOKEN_SQL } from '../sql/refresh-tokens.ts'
import { RESOURCE_SERVER_SQL } from '../sql/resource-servers.ts'
import { readPage } from './paging.ts'
import { holdUser } from './users.ts'

export function* findConsent(
  tenant_id: string,
  { user_id, client_id, audience }: Pick<Consent, 'user_id' | 'client_id' | 'audience'>,
): Operation<Consent | undefined> {
  const row = yield* first(CONSENT_SQL.findOf, tenant_id, user_id, client_id, audience)
  return row && toConsent(row)
}

/**
 * Part of a sign-in: keeps a consent that is given with it.
 *
 * @returns whether the person has allowed the scopes; true when nothing is needed
 */
export function* isAllowed(
  tenant_id: string,
  user_id: string,
  needed: NeededConsent | undefined,
  now: number,
): Operation<boolean> {
  if (!needed) return true
  const { client_id, audience, scopes, is_api, given_as } = needed
  const of = [tenant_id, user_id, client_id, audience] as const
  if (given_as === undefined) {
    const row = yield* first(CONSENT_SQL.keepOf, ...of)
    const allowed = row ? json<string[]>(row, 'scopes') : undefined
    return allowed !== undefined && scopes.every((scope) => allowed.includes(scope))
  }
  // A deletion of the API at the same time leaves no consent behind. Without the API the code gives no tokens.
  if (is_api && !(yield* first(RESOURCE_SERVER_SQL.keep, tenant_id, audience))) return true
  const known = yield* first(CONSENT_SQL.holdOf, ...of)
  const all_scopes = [...new Set([...(known ? json<string[]>(known, 'scopes') : []), ...scopes])]
  yield* all(
    CONSENT_SQL.insert,
    tenant_id,
    given_as,
    user_id,
    client_id,
    audience,
    JSON.stringify(all_scopes),
    now,
  )
  return true
}

export function* listConsents(
  tenant_id: string,
  filter: ConsentFilter,
  page: Page,
): Operation<Listed<Consent>> {
  const values = [
    ['user_id', filter.user_id],
    ['client_id', filter.client_id],
    ['audience', filter.audience],
  ] as const
  const used = values.flatMap(([term, value]) => (value === undefined ? [] : [{ term, value }]))
  return yield* readPage(tenant_id, page, {
    sql: (what) => listConsentsSql({ what, terms: used.map(({ term }) => term) }),
    filters: used.map(({ value }) => value),
    items: (rows) => rows.map(toConsent),
    mark: ({ created_at, consent_id }) => ({ created_at, id: consent_id }),
  })
}

export function* deleteConsents(
  tenant_id: string,
  of: { consent_id: string } | { user_id: string },
  now: number,
): Operation<Consent[]> {
  const user_id = 'user_id' in of ? of.user_id : yield* userOf(tenant_id, of.consent_id)
  // Held, as by an exchange of a code: its refresh token is revoked, or its code is gone.
  if (user_id === undefined || !(yield* holdUser(tenant_id, user_id))) return []
  const rows =
    'user_id' in of
      ? yield* all(CONSENT_SQL.deleteOfUser, tenant_id, user_id)
      : yield* all(CONSENT_SQL.delete, tenant_id, of.consent_id)
  const consents = rows.map(toConsent)
  for (const { client_id, audience } of consents) {
    yield* all(CODE_SQL.endOfClient, tenant_id, user_id, client_id)
    yield* all(REFRESH_TOKEN_SQL.revokeOfConsent, tenant_id, user_id, client_id, audience, now)
  }
  return consents
}

function* userOf(tenant_id: string, consent_id: string): Operation<string | undefined> {
  const row = yield* first(CONSENT_SQL.find, tenant_id, consent_id)
  return row && text(row, 'user_id')
}

function toConsent(row: Row): Consent {
  return {
    consent_id: text(row, 'consent_id'),
    user_id: text(row, 'user_id'),
    client_id: text(row, 'client_id'),
    audience: text(row, 'audience'),
    scopes: json<string[]>(row, 'scopes'),
    created_at: integer(row, 'created_at'),
  }
}
