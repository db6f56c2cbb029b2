import type { Secrets } from '../secrets/index.ts'
import { callsOf } from './calls.ts'
import type { Store, User } from './contract.ts'
import { idCalls } from './id-calls.ts'
import { logoutCallCalls } from './logout-calls.ts'
import { mailCalls } from './mail-calls.ts'
import type { StoreEngine } from './operations/index.ts'
import { sealedCalls } from './sealed-calls.ts'
import { sealedUserCalls } from './sealed-users.ts'
import { wakeCalls } from './wake-calls.ts'

const DEFAULT_RUNS_KEPT = 1_000

/** Options that do not depend on the engine. */
export interface StoreOptions {
  /** Runs of scripts kept in full, per connection. Default 1,000. */
  runs_kept?: number
  /** Milliseconds since the epoch. Default `Date.now`. */
  now?: () => number
}

/** The store over an engine: adds ids and times, and seals what must be sealed before it reaches the engine (K1). */
export function createStore(engine: StoreEngine, secrets: Secrets, options: StoreOptions = {}): Store {
  const { now = Date.now, runs_kept = DEFAULT_RUNS_KEPT } = options
  const nextPosition = positions(now)
  // Only other calls use this one: it is not part of the contract.
  const { listConfigurations: _, ...calls } = callsOf(engine, now)
  return {
    ...calls,
    ...idCalls(engine, now),
    ...sealedCalls(engine, secrets, now),
    ...mailCalls(engine, secrets, now),
    ...logoutCallCalls(engine, now),
    ...wakeCalls(engine),
    ...sealedUserCalls(engine, secrets, now),
    ping: () => engine.ping(),
    close: () => engine.close(),
    recordRun: (tenant_id, run) => engine.write('recordRun', tenant_id, run, runs_kept, nextPosition()),
    listRuns: (tenant_id, connection_id, limit) =>
      engine.scan('listRuns', tenant_id, connection_id, Math.min(limit, runs_kept)),
    async listUsers(tenant_id, filter, page) {
      const { items, ...rest } = await engine.scan('pageUsers', tenant_id, filter, page)
      const users: User[] = []
      for (const item of items) {
        const user = typeof item === 'string' ? await engine.point('findUser', tenant_id, item) : item
        if (user) users.push(user)
      }
      return { items: users, ...rest }
    },
  }
}

/** @returns times in microseconds, each later than the one before */
function positions(now: () => number): () => number {
  let last = 0
  return () => {
    last = Math.max(last + 1, now() * 1_000)
    return last
  }
}
