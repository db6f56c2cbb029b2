/**
 * M11: where a tenant wants it, members change something only within a quarter of an hour after they typed their password.
 * Every write asks, but for those that name one of the reasons below.
 * @module
 */

import { ApiError } from '../../common/errors.ts'
import { MINUTE_MS } from '../../common/time.ts'
import type { Deps } from '../http/deps.ts'

/** Why a write of a member need not ask. The list is closed: a write that has none of these reasons asks. */
const WITHOUT_RECENT_SIGN_IN = {
  draft: 'A draft runs nowhere until it is deployed, and deploying asks.',
  live_run:
    'It runs what is live, with the values that are stored, to look somebody up; nothing is stored by it.',
  nothing_stored: 'It stores nothing, runs nothing, and answers with what everybody may read.',
} as const

/** A reason of the list. */
export type WithoutRecentSignIn = keyof typeof WITHOUT_RECENT_SIGN_IN

/** How long after a password was typed its session may change something. */
const RECENT_MS = 15 * MINUTE_MS

/** Whether an endpoint may answer that a recent sign-in is missing: for its description. */
export function asksForSignIn(spec: {
  method: string
  scopes?: readonly string[]
  without_recent_sign_in?: WithoutRecentSignIn
  asks_all_the_same?: unknown
}): boolean {
  if (!spec.scopes || spec.method === 'get') return false
  return spec.without_recent_sign_in === undefined || spec.asks_all_the_same !== undefined
}

/**
 * @param proved_at when the session began
 * @throws {ApiError} recent_sign_in_required, when the tenant asks for it, as tenants do by default, and that was too long ago
 */
export async function checkRecent(
  { store, tenant }: Pick<Deps, 'store' | 'tenant'>,
  proved_at: number,
): Promise<void> {
  if (Date.now() - proved_at <= RECENT_MS) return
  const { ferry_recent_sign_in = true } = await store.readTenantSettings(tenant.tenant_id)
  if (ferry_recent_sign_in) throw new ApiError('recent_sign_in_required')
}
