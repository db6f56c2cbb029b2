/** Limits the simultaneous runs: shares of connections and tenants; test runs have a share of their own. @module */
import type { ScriptCall } from '../contract.ts'
import { createFairQueue, QueueFullError } from '../fair-queue.ts'
import type { ScriptLimits } from '../limits.ts'
import { connectionKey } from './connection-key.ts'
import { createTurns } from './turns.ts'

/** A run's place, until it is left; or why it got none. */
type Place =
  | { kind: 'entered'; leave(): void }
  | { kind: 'busy'; reason: string }
  | { kind: 'retired' | 'aborted' }

export interface Places {
  enter(call: ScriptCall, limits: ScriptLimits): Promise<Place>
  /** Refuses all callers that wait for a place of the connection. */
  retire(tenant_id: string, connection_id: string): void
  queued(): number
}

/** @param limits the operator's; a call's own may only lower what concerns its connection */
export function createPlaces(limits: ScriptLimits): Places {
  const turns = createTurns()
  const ofTenants = createFairQueue({
    running: Number.POSITIVE_INFINITY,
    running_per_owner: limits.runs_per_tenant,
    waiting_per_owner: limits.queue_length,
  })
  const testRuns = createFairQueue({
    running: Number.POSITIVE_INFINITY,
    running_per_owner: limits.test_runs_per_tenant,
    waiting_per_owner: limits.queue_length,
  })

  async function enterQueue(
    queue: typeof ofTenants,
    { tenant_id, signal }: ScriptCall,
    wait_ms: number,
    reason: string,
  ): Promise<Place> {
    try {
      return { kind: 'entered', leave: await queue.enter(tenant_id, { signal, wait_ms }) }
    } catch (error) {
      if (error instanceof QueueFullError) return { kind: 'busy', reason }
      if (signal?.aborted) return { kind: 'aborted' }
      throw error
    }
  }

  async function enterLive(call: ScriptCall, lowered: ScriptLimits): Promise<Place> {
    const connection = connectionKey(call)
    const turn = await turns.enter(connection, lowered, call.signal)
    if (turn === 'busy') return { kind: 'busy', reason: 'Too many of its runs are waiting.' }
    if (turn !== 'entered') return { kind: turn }
    const leaveTurn = () => turns.leave(connection)
    const reason = 'Too many runs of the tenant are waiting.'
    const place = await enterQueue(ofTenants, call, lowered.queue_ms, reason).catch((error: unknown) => {
      leaveTurn()
      throw error
    })
    if (place.kind !== 'entered') {
      leaveTurn()
      return place
    }
    const { leave } = place
    return {
      kind: 'entered',
      leave() {
        leave()
        leaveTurn()
      },
    }
  }

  return {
    enter: (call, lowered) =>
      call.throw_away
        ? enterQueue(testRuns, call, lowered.queue_ms, 'Too many test-runs of the tenant are waiting.')
        : enterLive(call, lowered),
    retire: (tenant_id, connection_id) => turns.retire(connectionKey({ tenant_id, connection_id })),
    queued: () => turns.queued() + ofTenants.stats().queued + testRuns.stats().queued,
  }
}
