/** Background work after the answer, so that its duration cannot be measured from outside (A3). @module */
import { setImmediate as nextTurn } from 'node:timers/promises'
import { createFairQueue } from '../../runtime/index.ts'
import type { Log } from './log.ts'
import { createShares } from './shares.ts'

/** Takes work for one tenant. */
export interface Background {
  /**
   * Runs the work soon, after the current answer. Its errors go to the operator's log.
   *
   * @returns whether it was accepted: not when the share of the tenant, or of the caller's address, is full
   */
  run(name: string, work: () => Promise<void>): boolean
}

/** Work of all tenants. */
export interface BackgroundHub {
  /** @param address of an unauthenticated caller, as counted: it has a part of the tenant's share */
  of(tenant_id: string, address?: string): Background
  /** Accepts no more work; resolves when all accepted work has ended, or after `within_ms`. */
  close(within_ms: number): Promise<void>
}

/** The work mostly waits for scripts, whose limits bound its cost. */
const AT_ONCE = 256
const AT_ONCE_OF_TENANT = 8
/** Accepted work that has not ended. */
const MOST_OF_TENANT = 200
const MOST_OF_ADDRESS = 20

/** Creates the queue. Tenants do not wait for each other's work, and a tenant with too much work loses only its own. */
export function createBackground(log: Log): BackgroundHub {
  const shares = createShares({ address: MOST_OF_ADDRESS, tenant: MOST_OF_TENANT })
  const turns = createFairQueue({
    running: AT_ONCE,
    running_per_owner: AT_ONCE_OF_TENANT,
    waiting_per_owner: MOST_OF_TENANT,
  })
  const underWay = new Set<Promise<void>>()
  const ending = new AbortController()
  let isClosing = false

  async function perform(tenant_id: string, name: string, work: () => Promise<void>): Promise<void> {
    try {
      await turns.run(
        tenant_id,
        async () => {
          await nextTurn()
          await work()
        },
        { signal: ending.signal },
      )
    } catch (error) {
      if (error === ending.signal.reason) log.warn('background_work_dropped', { tenant_id, work: name })
      else log.error('background_work_failed', error, { tenant_id, work: name })
    }
  }

  return {
    of: (tenant_id, address) => ({
      run(name, work) {
        const leave = isClosing
          ? 'tenant'
          : shares.take({ address: address && `${tenant_id} ${address}`, tenant: tenant_id })
        if (typeof leave === 'string') {
          log.warn('background_work_dropped', { tenant_id, work: name })
          return false
        }
        const performed = perform(tenant_id, name, work).finally(leave)
        underWay.add(performed)
        void performed.finally(() => underWay.delete(performed))
        return true
      },
    }),
    async close(within_ms) {
      isClosing = true
      const late = Promise.withResolvers<void>()
      const timer = setTimeout(late.resolve, within_ms)
      await Promise.race([Promise.all(underWay), late.promise])
      clearTimeout(timer)
      ending.abort()
    },
  }
}
