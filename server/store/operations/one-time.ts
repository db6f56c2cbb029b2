/** What can be used once, on all servers together. @module */
import type { Json } from '../../../runtime/index.ts'
import type { NewOneTime, OneTimeKind, TakeOnceResult } from '../contract/index.ts'
import type { Operation } from '../engine/operation.ts'
import { all, first, integer, json, optionalInteger } from '../engine/operation.ts'
import { ONE_TIME_SQL } from '../sql/one-time.ts'

export function* putOnce(tenant_id: string, entry: NewOneTime, now: number): Operation<boolean> {
  const { kind, key_sha256, payload, life_ms } = entry
  yield* all(ONE_TIME_SQL.forgetEnded, tenant_id, now)
  const inserted = yield* first(
    ONE_TIME_SQL.insert,
    tenant_id,
    kind,
    key_sha256,
    JSON.stringify(payload),
    now + life_ms,
    now,
  )
  return inserted !== undefined
}

export function* findOnce(
  tenant_id: string,
  kind: OneTimeKind,
  key_sha256: string,
  now: number,
): Operation<{ [name: string]: Json } | undefined> {
  const result = yield* look(tenant_id, kind, key_sha256, now)
  return result.kind === 'taken' ? result.payload : undefined
}

export function* takeOnce(
  tenant_id: string,
  kind: OneTimeKind,
  key_sha256: string,
  now: number,
): Operation<TakeOnceResult> {
  // A payload never changes before its use, so it can be read before.
  const found = yield* look(tenant_id, kind, key_sha256, now)
  if (found.kind === 'refused') return found
  const used = yield* first(ONE_TIME_SQL.use, tenant_id, kind, key_sha256, now)
  return used ? found : { kind: 'refused', why: 'used' }
}

function* look(
  tenant_id: string,
  kind: OneTimeKind,
  key_sha256: string,
  now: number,
): Operation<TakeOnceResult> {
  const row = yield* first(ONE_TIME_SQL.find, tenant_id, kind, key_sha256)
  if (!row) return { kind: 'refused', why: 'unknown' }
  if (integer(row, 'expires_at') <= now) return { kind: 'refused', why: 'expired' }
  if (optionalInteger(row, 'used_at') !== undefined) return { kind: 'refused', why: 'used' }
  return { kind: 'taken', payload: json<{ [name: string]: Json }>(row, 'payload') }
}
