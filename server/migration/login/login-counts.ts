/** Counts logins after the answer, which does not wait for it. @module */
import type { Log } from '../../common/log.ts'
import type { Store, User } from '../../store/contract.ts'

/** Counts logins of stored users. */
export interface LoginCounts {
  /**
   * Counts a login. The count is durable soon after, at the latest after an orderly shutdown. If the store cannot write,
   * the count is lost, and the operator's log says so.
   *
   * @param user as it was found
   * @returns the user including this sign-in and those that are still being written
   */
  count(tenant_id: string, user: User, ip: string | undefined): User
  /** Resolves when every login so far is durable or lost. */
  settled(): Promise<void>
}

/** Logins within this time are written together, with one sync to the disk. */
const GATHER_MS = 10

interface Counted {
  tenant_id: string
  user_id: string
  ip: string | undefined
}

/** @param store writes that are started at the same time are committed together */
export function createLoginCounts({
  store,
  log,
}: {
  store: Pick<Store, 'recordLogin'>
  log: Log
}): LoginCounts {
  /** Logins that are being written, by user. */
  const pending = new Map<string, number>()
  const writing = new Set<Promise<void>>()
  let gathered: Counted[] = []
  let timer: NodeJS.Timeout | undefined

  const keyOf = ({ tenant_id, user_id }: Counted): string => `${tenant_id} ${user_id}`

  async function write(login: Counted): Promise<void> {
    const { tenant_id, user_id, ip } = login
    try {
      await store.recordLogin(tenant_id, user_id, ip)
    } catch (error) {
      log.error('login_not_counted', error, { tenant_id })
    }
    const left = (pending.get(keyOf(login)) ?? 0) - 1
    if (left > 0) pending.set(keyOf(login), left)
    else pending.delete(keyOf(login))
  }

  function flush(): void {
    clearTimeout(timer)
    timer = undefined
    const logins = gathered
    gathered = []
    if (logins.length === 0) return
    const written = Promise.all(logins.map(write)).then(() => undefined)
    writing.add(written)
    void written.finally(() => writing.delete(written))
  }

  return {
    count(tenant_id, user, ip) {
      const login = { tenant_id, user_id: user.user_id, ip }
      const on_their_way = (pending.get(keyOf(login)) ?? 0) + 1
      pending.set(keyOf(login), on_their_way)
      gathered.push(login)
      timer ??= setTimeout(flush, GATHER_MS)
      return {
        ...user,
        logins_count: user.logins_count + on_their_way,
        last_login: Date.now(),
        last_ip: ip,
      }
    },
    async settled() {
      flush()
      await Promise.all(writing)
    },
  }
}
