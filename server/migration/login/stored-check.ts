/** Checks a typed password against the hash that Ferry has. @module */
import type { Log } from '../../common/log.ts'
import type { Passwords } from '../../password/hash.ts'
import type { Connection, Store, StoredLogin, User } from '../../store/contract.ts'
import type { DenialReason } from './denial.ts'
import type { LoginCounts } from './login-counts.ts'

interface StoredCheckDeps {
  store: Pick<Store, 'replaceHash'>
  passwords: Passwords
  log: Log
}

interface Typed {
  tenant_id: string
  connection: Connection
  password: string
  ip: string | undefined
}

interface Denied {
  kind: 'denied'
  reason: DenialReason
}

/** How the check of a stored user ended. */
type Verified = Denied | { kind: 'blocked' } | { kind: 'success'; user: User; migrated: false }

/** Checks stored users. */
interface StoredCheck {
  /** Refuses without a hash, in the time that a check of one takes. */
  denied(typed: Typed, reason: DenialReason): Promise<Denied>
  /** Verifies a stored user, and replaces a weak hash. The script is never asked again (M1). */
  verifyStored(typed: Typed, stored: StoredLogin): Promise<Verified>
}

/** @param counts gets the logins that succeed */
export function createStoredCheck(
  { store, passwords, log }: StoredCheckDeps,
  counts: Pick<LoginCounts, 'count'>,
): StoredCheck {
  async function denied({ tenant_id, password }: Typed, reason: DenialReason): Promise<Denied> {
    await passwords.verifyNothing(tenant_id, password)
    return { kind: 'denied', reason }
  }

  async function strengthen(typed: Typed, external_id: string, old_hash: string): Promise<void> {
    const { tenant_id, connection } = typed
    try {
      const new_hash = await passwords.hash(tenant_id, typed.password)
      await store.replaceHash(tenant_id, connection.connection_id, external_id, old_hash, new_hash)
    } catch (error) {
      // The password was right; the next login tries to replace the hash again.
      log.error('hash_not_replaced', error, { tenant_id, connection_id: connection.connection_id })
    }
  }

  return {
    denied,
    async verifyStored(typed, { user, password_hash, external_id }) {
      const { tenant_id, password, ip } = typed
      const reason = { code: 'wrong_password', user_id: user.user_id } as const
      if (password_hash === undefined) return denied(typed, reason)
      if (!(await passwords.verify(tenant_id, password_hash, password))) return { kind: 'denied', reason }
      if (user.blocked) return { kind: 'blocked' }
      if (passwords.isWeak(password_hash)) await strengthen(typed, external_id, password_hash)
      return { kind: 'success', user: counts.count(tenant_id, user, ip), migrated: false }
    },
  }
}
