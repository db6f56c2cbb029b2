/** Background jobs that an administrator started. @module */
import type { Json } from '../../../runtime/index.ts'

export type JobStatus = 'pending' | 'processing' | 'completed' | 'failed'

export interface Job {
  /** `job_…` */
  job_id: string
  type: string
  status: JobStatus
  /** Further fields of the answer. */
  details: { [key: string]: Json }
  created_at: number
}

export interface JobStore {
  /** Also deletes jobs that are older than a day. */
  createJob(tenant_id: string, job: Pick<Job, 'type' | 'details'>): Promise<Job>
  findJob(tenant_id: string, job_id: string): Promise<Job | undefined>
  endJob(tenant_id: string, job_id: string, status: 'completed' | 'failed'): Promise<void>
}
