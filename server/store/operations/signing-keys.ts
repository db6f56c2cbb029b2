/** Signing keys. Private keys are sealed outside of this file. @module */
import type { SigningKey } from '../contract/index.ts'
import { MAX_SIGNING_KEYS, REMEMBERED_REVOKED_KEYS } from '../contract/signing-keys.ts'
import type { Operation } from '../engine/operation.ts'
import { all, integer, json, optionalInteger, text } from '../engine/operation.ts'
import { SIGNING_KEY_SQL } from '../sql/signing-keys.ts'
import { TENANT_SQL } from '../sql/tenants.ts'

/** A signing key as stored. */
export interface StoredSigningKey extends Omit<SigningKey, 'private_jwk'> {
  sealed_private_jwk: string
}

type Times = Pick<SigningKey, 'current_since' | 'current_until' | 'revoked_at'>

const isNext = (key: Times): boolean => key.revoked_at === undefined && key.current_since === undefined
const isCurrent = (key: Times): boolean =>
  key.revoked_at === undefined && key.current_since !== undefined && key.current_until === undefined

export function* addSigningKey(
  key: StoredSigningKey,
  only_as: 'first' | 'next' | undefined,
): Operation<void> {
  if (only_as !== undefined) {
    const known = yield* holdSigningKeys(key.tenant_id)
    const next = known.find(isNext)
    if (only_as === 'next' ? next : known.some(isCurrent)) return
    if (only_as === 'first' && next) {
      yield* all(SIGNING_KEY_SQL.begin, key.tenant_id, next.kid, key.created_at)
      return
    }
  }
  yield* insert(key)
}

export function* listSigningKeyIds(tenant_id: string): Operation<string[]> {
  const rows = yield* all(SIGNING_KEY_SQL.ids, tenant_id)
  return rows.map((row) => text(row, 'kid'))
}

export function* listSigningKeys(tenant_id: string): Operation<StoredSigningKey[]> {
  const rows = yield* all(SIGNING_KEY_SQL.list, tenant_id)
  return rows.map((row) => ({
    tenant_id,
    kid: text(row, 'kid'),
    sealed_private_jwk: text(row, 'sealed_private_jwk'),
    public_jwk: json<SigningKey['public_jwk']>(row, 'public_jwk'),
    created_at: integer(row, 'created_at'),
    current_since: optionalInteger(row, 'current_since'),
    current_until: optionalInteger(row, 'current_until'),
    revoked_at: optionalInteger(row, 'revoked_at'),
  }))
}

export function* rotateSigningKeys(
  tenant_id: string,
  expected_next: string,
  following: StoredSigningKey,
  now: number,
): Operation<'rotated' | 'rotated_meanwhile' | 'too_many'> {
  const known = yield* holdSigningKeys(tenant_id)
  if (known.find(isNext)?.kid !== expected_next) return 'rotated_meanwhile'
  if (known.filter((key) => key.revoked_at === undefined).length >= MAX_SIGNING_KEYS) return 'too_many'
  for (const { kid } of known.filter(isCurrent)) yield* all(SIGNING_KEY_SQL.end, tenant_id, kid, now)
  yield* all(SIGNING_KEY_SQL.begin, tenant_id, expected_next, now)
  yield* insert(following)
  return 'rotated'
}

export function* revokeSigningKey(
  tenant_id: string,
  kid: string,
  now: number,
): Operation<'revoked' | 'current' | 'next' | 'unknown'> {
  const known = yield* holdSigningKeys(tenant_id)
  const key = known.find((one) => one.kid === kid)
  if (!key) return 'unknown'
  if (isCurrent(key)) return 'current'
  if (isNext(key)) return 'next'
  if (key.revoked_at !== undefined) return 'revoked'
  yield* all(SIGNING_KEY_SQL.revoke, tenant_id, kid, now)
  const earlier = known.filter((one) => one.revoked_at !== undefined)
  for (const old of earlier.slice(REMEMBERED_REVOKED_KEYS - 1)) {
    yield* all(SIGNING_KEY_SQL.delete, tenant_id, old.kid)
  }
  return 'revoked'
}

/** Nobody else changes the tenant's keys until the transaction ends. */
function* holdSigningKeys(tenant_id: string): Operation<StoredSigningKey[]> {
  yield* all(TENANT_SQL.lock, tenant_id)
  return yield* listSigningKeys(tenant_id)
}

function* insert(key: StoredSigningKey): Operation<void> {
  yield* all(
    SIGNING_KEY_SQL.insert,
    key.tenant_id,
    key.kid,
    key.sealed_private_jwk,
    JSON.stringify(key.public_jwk),
    key.created_at,
    key.current_since,
    key.current_until,
    key.revoked_at,
  )
}
