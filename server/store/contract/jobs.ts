/** Work that an administrator asked for and that goes on beside the answer. @module */
import type { Json } from '../../../runtime/index.ts'

export type JobStatus = 'pending' | 'processing' | 'completed' | 'failed'

export interface Job {
  /** `job_…` */
  job_id: string
  type: string
  status: JobStatus
  /** What is told beside these. */
  details: { [key: string]: Json }
  created_at: number
}

export interface JobStore {
  /** Lets go of jobs that are older than a day. */
  createJob(tenant_id: string, job: Pick<Job, 'type' | 'details'>): Promise<Job>
  findJob(tenant_id: string, job_id: string): Promise<Job | undefined>
  endJob(tenant_id: string, job_id: string, status: 'completed' | 'failed'): Promise<void>
}
