/** Jobs. @module */
import { DAY_MS } from '../../common/time.ts'
import type { Job, JobStatus } from '../contract/index.ts'
import type { Operation } from '../engine/operation.ts'
import { all, first, integer, json, text } from '../engine/operation.ts'
import { JOB_SQL } from '../sql/tickets.ts'

const KEPT_MS = DAY_MS

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

export function* findJob(tenant_id: string, job_id: string): Operation<Job | undefined> {
  const row = yield* first(JOB_SQL.find, tenant_id, job_id)
  return (
    row && {
      job_id: text(row, 'job_id'),
      type: text(row, 'type'),
      status: text(row, 'status') as JobStatus,
      details: json<Job['details']>(row, 'details'),
      created_at: integer(row, 'created_at'),
    }
  )
}

export function* endJob(tenant_id: string, job_id: string, status: 'completed' | 'failed'): Operation<void> {
  yield* all(JOB_SQL.end, tenant_id, job_id, status)
}
