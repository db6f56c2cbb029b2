/** Runs a script in an isolate that was leased. @module */
import type { ScriptCall } from '../contract.ts'
import type { ScriptLimits } from '../limits.ts'
import type { Lease } from './pool.ts'
import type { RunEnding, StartedRun } from './supervised-run.ts'

/**
 * Releases the lease only if the run could not be started.
 *
 * @param deadline by `performance.now()`
 * @throws {RangeError} when the arguments do not fit a frame
 */
export async function runIn(
  lease: Lease,
  call: ScriptCall,
  limits: ScriptLimits,
  deadline: number,
): Promise<{ started: StartedRun; report: RunEnding }> {
  let started: StartedRun
  try {
    started = lease.runner.start({
      isolate: lease.isolate,
      args: call.args,
      limits,
      deadline,
      measure_memory: call.throw_away === true,
    })
  } catch (error) {
    lease.release(false)
    throw error
  }
  const abort = () => started.cancel({ kind: 'aborted' })
  call.signal?.addEventListener('abort', abort)
  if (call.signal?.aborted) abort()
  try {
    return { started, report: await started.report }
  } finally {
    call.signal?.removeEventListener('abort', abort)
  }
}
