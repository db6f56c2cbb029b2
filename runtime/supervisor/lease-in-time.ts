/** Waits for a runner and an isolate: no longer than a run may take, nor than its caller waits. @module */
import type { Lease } from './pool.ts'

/**
 * @param leasing a lease that comes too late is given back
 * @param wait_ms how long at most
 * @throws what `leasing` rejects with
 */
export async function leaseInTime(
  leasing: Promise<Lease>,
  wait_ms: number,
  signal: AbortSignal | undefined,
): Promise<Lease | 'late' | 'aborted'> {
  const { promise: over, resolve: give_up } = Promise.withResolvers<'late' | 'aborted'>()
  const abort = () => give_up('aborted')
  const timer = setTimeout(give_up, wait_ms, 'late')
  signal?.addEventListener('abort', abort)
  try {
    const first = await Promise.race([leasing, over])
    if (typeof first === 'string') {
      leasing.then(
        (lease) => lease.release(false),
        () => undefined,
      )
    }
    return first
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', abort)
  }
}
