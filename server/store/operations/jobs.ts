/** Jobs. @module */
import { DAY_MS, MINUTE_MS } from '../../common/time.ts'
import type { Job, JobStatus } from '../contract/index.ts'
import type { Operation } from '../engine/operation.ts'
import { all, first, integer, json, text } from '../engine/operation.ts'
import { JOB_SQL } from '../sql/tickets.ts'

const KEPT_MS = DAY_MS
/** Longer than any job takes. */
const LOST_AFTER_MS = 10 * MINUTE_MS

export function* createJob(tenant_id: string, job: Job): Operation<Job> {
  yield* all(JOB_SQL.forgetOld, tenant_id, job.created_at - KEPT_MS)
  yield* all(
    JOB_SQL.insert,
    tenant_id,
    job.job_id,
    job.type,
    job.status,
    JSON.stringify(job.details),
    job.created_at,
  )
  return job
}

export function* findJob(tenant_id: string, job_id: string, now: number): Operation<Job | undefined> {
  const row = yield* first(JOB_SQL.find, tenant_id, job_id)
  if (!row) return undefined
  const status = text(row, 'status') as JobStatus
  const created_at = integer(row, 'created_at')
  // Its server died before the job ended.
  const isLost = status === 'pending' && created_at <= now - LOST_AFTER_MS
  return {
    job_id: text(row, 'job_id'),
    type: text(row, 'type'),
    status: isLost ? 'failed' : status,
    details: json<Job['details']>(row, 'details'),
    created_at,
  }
}

export function* endJob(tenant_id: string, job_id: string, status: 'completed' | 'failed'): Operation<void> {
  yield* all(JOB_SQL.end, tenant_id, job_id, status)
}
