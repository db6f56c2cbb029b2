/** How long people's sessions last. @module */
import { HOUR_MS } from '../common/time.ts'
import type { PersonSession, TenantSettings } from '../store/contract.ts'

const DEFAULT_SESSION_H = 168
const DEFAULT_IDLE_SESSION_H = 72

/** Today's limits of the tenant. */
export interface SessionLimits {
  life_ms: number
  idle_ms: number
  /** Whether the cookie outlives the browser. */
  is_persistent: boolean
}

/** @returns the limits by the tenant's settings */
export function sessionLimits(settings: TenantSettings): SessionLimits {
  return {
    life_ms: (settings.session_lifetime ?? DEFAULT_SESSION_H) * HOUR_MS,
    idle_ms: (settings.idle_session_lifetime ?? DEFAULT_IDLE_SESSION_H) * HOUR_MS,
    is_persistent: settings.session_cookie?.mode !== 'non-persistent',
  }
}

/** Whether the session is over by today's limits: shorter ones count at once, longer ones from the next sign-in. */
export function isOver(
  session: Pick<PersonSession, 'authenticated_at' | 'last_used_at'>,
  { life_ms, idle_ms }: SessionLimits,
  now: number,
): boolean {
  return now >= session.authenticated_at + life_ms || now >= session.last_used_at + idle_ms
}
