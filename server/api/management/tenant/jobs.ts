/** `/api/v2/jobs`: work that continues after the response. @module */
import * as z from 'zod'
import { ApiError } from '../../../common/errors.ts'
import type { Job } from '../../../store/contract.ts'
import { VERIFICATION_JOB_FIELDS } from '../../fields/requests.ts'
import { invalidField } from '../../http/invalid-field.ts'
import { defineRoute } from '../../route/route.ts'
import { Identifier } from '../../shapes/person-input.ts'
import { checkIdentity, findUser, NamedIdentity } from './tickets.ts'

const JobAnswer = z
  .object({
    id: z.string().describe('The ID of the job.'),
    type: z.string().describe('The kind of the job.'),
    status: z.enum(['pending', 'processing', 'completed', 'failed']).describe('How the job stands.'),
    created_at: z.string().describe('When the job was created, in ISO 8601.'),
    connection_id: z.string().optional().describe('The ID of the connection that the job is about.'),
    connection: z.string().optional().describe('The name of that connection.'),
  })
  .meta({
    id: 'Job',
    description: 'Work that continues after the answer.',
    examples: [
      {
        id: 'job_8sLq0PzX4vNbk2Jd',
        type: 'verification_email',
        status: 'pending',
        created_at: '2026-05-04T10:11:12.000Z',
      },
    ],
  })

export const createVerificationJob = defineRoute({
  method: 'post',
  path: '/api/v2/jobs/verification-email',
  name: 'createVerificationJob',
  tag: 'Jobs',
  summary: 'Send a verification email',
  description:
    'Sends a user an email with a link to confirm the address. The email is sent after the answer; `GET /api/v2/jobs/{id}` says when.',
  scopes: ['update:users'],
  body: z
    .object({
      user_id: z.string().min(1).max(300).describe('The user to send the email to.'),
      client_id: Identifier.optional().describe('The client that the email names.'),
      identity: NamedIdentity.optional(),
    })
    .meta({
      id: 'VerificationJobCreate',
      description: 'Who gets the email.',
      examples: [{ user_id: 'auth0|42' }],
    }),
  fields: VERIFICATION_JOB_FIELDS,
  status: 201,
  result: JobAnswer,
  errors: ['inexistent_user', 'inexistent_client'],
  async handle(deps, { tenant, body }) {
    const { store, background } = deps
    const { user, connection } = await findUser(deps, body.user_id)
    checkIdentity(user, connection, body.identity)
    const { client_id } = body
    if (client_id !== undefined && !(await store.findClient(tenant.tenant_id, client_id))) {
      throw new ApiError('inexistent_client')
    }
    if (user.email === undefined) {
      throw invalidField('user_id', 'has no email address')
    }
    const { connection_id, name } = connection
    const job = await store.createJob(tenant.tenant_id, {
      type: 'verification_email',
      details: { connection_id, connection: name },
    })
    const isTaken = background.run('verification_email', async () => {
      let status: 'completed' | 'failed' = 'failed'
      try {
        // A user who has confirmed the address needs no email: the job is done.
        const isSent = await deps.flows.verification.sendMail({ connection, user, client_id })
        if (isSent || user.email_verified) status = 'completed'
      } finally {
        await store.endJob(tenant.tenant_id, job.job_id, status)
      }
    })
    if (!isTaken) {
      await store.endJob(tenant.tenant_id, job.job_id, 'failed')
      throw new ApiError(
        'temporarily_unavailable',
        'Too many jobs of this tenant are waiting. Try again later.',
        {
          retry_after_s: 10,
        },
      )
    }
    return toAnswer(job)
  },
})

export const getJob = defineRoute({
  method: 'get',
  path: '/api/v2/jobs/:id',
  name: 'getJob',
  tag: 'Jobs',
  summary: 'Get a job',
  description: 'Answers how a job stands. Jobs are kept for a day.',
  scopes: ['read:users', 'create:users'],
  params: z.object({ id: z.string().min(1).max(100).describe('The ID of the job.') }),
  result: JobAnswer,
  errors: ['inexistent_job'],
  async handle({ store }, { tenant, params }) {
    const job = await store.findJob(tenant.tenant_id, params.id)
    if (!job) throw new ApiError('inexistent_job')
    return toAnswer(job)
  },
})

function toAnswer({ job_id, type, status, details, created_at }: Job): z.input<typeof JobAnswer> {
  const { connection_id, connection } = details
  return {
    id: job_id,
    type,
    status,
    created_at: new Date(created_at).toISOString(),
    ...(typeof connection_id === 'string' ? { connection_id } : {}),
    ...(typeof connection === 'string' ? { connection } : {}),
  }
}
