import type { JobStore } from '../contract.ts'
import { newId } from './ids.ts'
import type { PartContext } from './part.ts'

/** @see JobStore */
export function jobPart({ engine, now }: PartContext): JobStore {
  return {
    createJob: (tenant_id, job) =>
      engine.write('createJob', tenant_id, {
        ...job,
        job_id: newId('job_'),
        status: 'pending',
        created_at: now(),
      }),
    findJob: (tenant_id, job_id) => engine.point('findJob', tenant_id, job_id),
    endJob: (tenant_id, job_id, status) => engine.write('endJob', tenant_id, job_id, status),
  }
}
