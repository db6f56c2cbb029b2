/**
 * M11: a tenant can require that members have signed in within the last 15 minutes before they change anything. Every write
 * * requires it, except those with one of the reasons below.
 * @module
 */
import { ApiError } from '../../common/errors.ts'
import { MINUTE_MS } from '../../common/time.ts'
import type { Deps } from '../http/deps.ts'

/** Why a member's write needs no recent sign-in. The list is closed. */
const WITHOUT_RECENT_SIGN_IN = {
  draft: 'A draft does not run until it is deployed, and deploying needs a recent sign-in.',
  live_run: 'It looks someone up with the live scripts and the stored values, and stores nothing.',
  nothing_stored: 'It stores nothing, runs nothing, and answers with what every member may read.',
} as const

/** A reason of the list. */
export type WithoutRecentSignIn = keyof typeof WITHOUT_RECENT_SIGN_IN

/** How long a sign-in counts as recent. */
const RECENT_MS = 15 * MINUTE_MS

/** Whether an endpoint can answer `recent_sign_in_required`: for its description. */
export function mayNeedRecentSignIn(spec: {
  method: string
  scopes?: readonly string[]
  without_recent_sign_in?: WithoutRecentSignIn
  needs_recent_sign_in?: unknown
}): boolean {
  if (!spec.scopes || spec.method === 'get') return false
  return spec.without_recent_sign_in === undefined || spec.needs_recent_sign_in !== undefined
}

/**
 * @param proved_at when the session began
 * @throws {ApiError} recent_sign_in_required, when the session is older than 15 minutes and the tenant requires a recent
 *   sign-in, which is the default
 */
export async function checkRecentSignIn(
  { store, tenant }: Pick<Deps, 'store' | 'tenant'>,
  proved_at: number,
): Promise<void> {
  if (Date.now() - proved_at <= RECENT_MS) return
  const { ferry_recent_sign_in = true } = await store.readTenantSettings(tenant.tenant_id)
  if (ferry_recent_sign_in) throw new ApiError('recent_sign_in_required')
}
