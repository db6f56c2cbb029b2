/** Work that goes on after the answer, so that its length cannot be seen from outside (A3). @module */
import { setImmediate as nextTurn } from 'node:timers/promises'
import { createFairQueue } from '../../runtime/index.ts'
import type { Log } from './log.ts'
import { createShares } from './shares.ts'

/** Takes work in the name of one tenant. */
export interface Background {
  /**
   * Runs it soon, after the answer that is being made. Its errors go to the operator's log.
   *
   * @returns whether it was taken; it is not when the share of the tenant, or of the caller's address, is full
   */
  run(name: string, work: () => Promise<void>): boolean
}

/** Work of all tenants. */
export interface BackgroundHub {
  /** @param address of a caller who has proved nothing, as it is counted: it has a share of the tenant's share */
  of(tenant_id: string, address?: string): Background
  /** Takes no more; ends when all that was taken has ended, or after `within_ms`. */
  close(within_ms: number): Promise<void>
}

/** It mostly waits for scripts: these bound what it costs. */
const AT_ONCE = 256
const AT_ONCE_OF_TENANT = 8
/** Taken and not ended. */
const MOST_OF_TENANT = 200
const MOST_OF_ADDRESS = 20

/** Creates the queue. Work of one tenant waits for no work of another, and what is too much drops its own only. */
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
