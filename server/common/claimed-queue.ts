/**
 * Works off a queue that is in the store: claims what is due, and works on a bounded number of items at once. Tenants do not wait
 * for each other. Any server of the store works on any item, also on those of a server that died. @module
 */
import type { Log } from './log.ts'

/** What one server takes from a queue. */
interface Wish {
  limit: number
  of_tenant: number
  busy: { readonly [tenant_id: string]: number }
  lease_ms: number
}

interface Queue<T> {
  /** Claims items that are due; nobody else gets them for `wish.lease_ms`. */
  claim(wish: Wish): Promise<{ items: readonly T[]; next_at: number | undefined; waiting: number }>
  /** Works on an item, then ends it or puts it off. What fails here is tried again when the claim has ended. */
  work(item: T): Promise<void>
  /** Items of all tenants, and of one tenant, that this server works on at once. */
  at_once: { all: number; of_tenant: number }
  /** How long a claim lasts. Longer than the work takes, and the wait for the items of a server that died. */
  lease_ms: number
  /** How often it looks for items that were added without a call of `look`; undefined: never. */
  look_every_ms: number | undefined
  /** Name in the operator's log of a failure of the queue itself. */
  failed: string
}

/** A queue that is being worked off. */
export interface ClaimedQueue {
  /** Looks for items that are due now. */
  look(): void
  /** Items that are being worked on, and those that wait for a place or for their next try. */
  stats(): { running: number; queued: number }
  /** Tries what is due once more, for at most `within_ms`. Items that are left stay in the queue. */
  close(within_ms: number): Promise<void>
}

/** Delays that can be cut short by calling the returned function. */
export interface DelayClock {
  now(): number
  later(work: () => void, after_ms: number): () => void
}

export const systemDelays: DelayClock = {
  now: Date.now,
  later(work, after_ms) {
    const timer = setTimeout(work, after_ms)
    timer.unref()
    return () => clearTimeout(timer)
  },
}

/** How long it waits after the store has failed. */
const AFTER_FAILURE_MS = 1_000

/** Begins with the items of the previous start. */
export function createClaimedQueue<T extends { tenant_id: string }>(
  { claim, work, at_once, lease_ms, look_every_ms, failed }: Queue<T>,
  log: Log,
  clock: DelayClock = systemDelays,
): ClaimedQueue {
  const underWay = new Set<Promise<void>>()
  /** Items under way, by tenant. */
  const busy = new Map<string, number>()
  let looking: Promise<void> | undefined
  let isAskedAgain = false
  /** Items that this server does not work on, when it last looked. */
  let waiting = 0
  let cancel: () => void = () => undefined
  let state: 'open' | 'closing' | 'closed' = 'open'

  function begin(item: T): void {
    const { tenant_id } = item
    busy.set(tenant_id, (busy.get(tenant_id) ?? 0) + 1)
    const worked = work(item)
      // The claim ends by itself: then the item is tried again, even if the work was done.
      .catch((error: unknown) => log.error(failed, error, { tenant_id }))
      .then(() => {
        const left = (busy.get(tenant_id) ?? 0) - 1
        if (left > 0) busy.set(tenant_id, left)
        else busy.delete(tenant_id)
        underWay.delete(worked)
        look()
      })
    underWay.add(worked)
  }

  async function claimDue(): Promise<void> {
    cancel()
    const limit = at_once.all - underWay.size
    if (limit <= 0) return
    try {
      const wish = { limit, of_tenant: at_once.of_tenant, busy: Object.fromEntries(busy), lease_ms }
      const { items, next_at, waiting: left } = await claim(wish)
      waiting = Math.max(0, left - underWay.size)
      for (const item of items) begin(item)
      const next_ms = next_at === undefined ? undefined : next_at - clock.now()
      // What is due now has no free place of its tenant: an item that ends looks again.
      const due_ms = next_ms !== undefined && next_ms > 0 ? next_ms : undefined
      const wait_ms = Math.min(due_ms ?? Number.POSITIVE_INFINITY, look_every_ms ?? Number.POSITIVE_INFINITY)
      if (Number.isFinite(wait_ms)) lookIn(wait_ms)
    } catch (error) {
      log.error(failed, error)
      lookIn(AFTER_FAILURE_MS)
    }
  }

  function lookIn(after_ms: number): void {
    if (state === 'open') cancel = clock.later(look, after_ms)
  }

  function look(): void {
    if (state === 'closed') return
    if (looking !== undefined) {
      isAskedAgain = true
      return
    }
    isAskedAgain = false
    looking = claimDue().finally(() => {
      looking = undefined
      if (isAskedAgain) look()
    })
  }

  /** Until nothing is due, and nothing under way. */
  async function idle(): Promise<void> {
    while (looking !== undefined || underWay.size > 0) await Promise.all([looking, ...underWay])
  }

  look()

  return {
    look,
    stats: () => ({ running: underWay.size, queued: waiting }),
    async close(within_ms) {
      state = 'closing'
      cancel()
      look()
      const late = Promise.withResolvers<void>()
      const stop = clock.later(late.resolve, within_ms)
      await Promise.race([idle(), late.promise])
      stop()
      state = 'closed'
    },
  }
}
