/** `/api/v2/sessions` and `/api/v2/users/{id}/sessions`: sessions of people. @module */
import * as z from 'zod'
import { ApiError } from '../../../common/errors.ts'
import { CheckpointQuery, DEFAULT_SIZE } from '../../lists/paging.ts'
import { defineRoute } from '../../route/route.ts'
import { UserParams } from '../../shapes/management-user.ts'
import { NoMembers } from '../../shapes/no-members.ts'
import { ManagementSession, SessionParams, toManagementSession } from './session.ts'

/** What applications are told of. */
const REVOKED = { cause: 'session-revoked' } as const

const SessionPage = z
  .object({
    sessions: z.array(ManagementSession).describe('The sessions of the page, newest first.'),
    next: z.string().optional().describe('`from` of the next page. Missing on the last page.'),
  })
  .meta({ id: 'PersonSessionPage', description: 'A page of a user’s sessions.' })

export const getSession = defineRoute({
  method: 'get',
  path: '/api/v2/sessions/:id',
  name: 'getPersonSession',
  tag: 'User sessions',
  summary: 'Get a session',
  description: 'Answers one session. A session that has ended does not exist any more.',
  scopes: ['read:sessions'],
  params: SessionParams,
  result: ManagementSession,
  errors: ['inexistent_session'],
  async handle({ store }, { tenant, params }) {
    const session = await store.findPersonSessionById(tenant.tenant_id, params.id)
    if (!session) throw new ApiError('inexistent_session')
    return toManagementSession(session)
  },
})

export const deleteSession = defineRoute({
  method: 'delete',
  path: '/api/v2/sessions/:id',
  name: 'deletePersonSession',
  tag: 'User sessions',
  summary: 'End a session',
  description:
    'Ends a session: the next sign-in in that browser asks for the password again. Refresh tokens of its applications stay valid; `revoke` ends them too. Ending a session that does not exist succeeds.',
  scopes: ['delete:sessions'],
  params: SessionParams,
  status: 202,
  async handle({ store }, { tenant, params }) {
    await store.endPersonSessions(tenant.tenant_id, { session_id: params.id }, REVOKED)
  },
})

export const revokeSession = defineRoute({
  method: 'post',
  path: '/api/v2/sessions/:id/revoke',
  name: 'revokePersonSession',
  tag: 'User sessions',
  summary: 'End a session and its refresh tokens',
  description:
    'Ends a session, and revokes the refresh tokens that applications were given in it. Access tokens stay valid until they expire.',
  scopes: ['delete:sessions'],
  params: SessionParams,
  body: NoMembers,
  status: 202,
  errors: ['inexistent_session'],
  async handle({ store }, { tenant, params }) {
    const ended = await store.endPersonSessions(
      tenant.tenant_id,
      { session_id: params.id },
      {
        ...REVOKED,
        with_refresh_tokens: true,
      },
    )
    if (ended.length === 0) throw new ApiError('inexistent_session')
  },
})

export const listSessionsOfUser = defineRoute({
  method: 'get',
  path: '/api/v2/users/:id/sessions',
  name: 'listSessionsOfUser',
  tag: 'User sessions',
  summary: 'List the sessions of a user',
  description: 'Lists the sessions that a user has, newest first.',
  scopes: ['read:sessions'],
  params: UserParams,
  query: CheckpointQuery,
  result: SessionPage,
  errors: ['inexistent_user'],
  async handle({ store }, { tenant, params, query }) {
    const { tenant_id } = tenant
    if (!(await store.findUser(tenant_id, params.id))) throw new ApiError('inexistent_user')
    const page = { from: query.from || undefined, take: query.take ?? DEFAULT_SIZE }
    const { sessions, next } = await store.listPersonSessions(tenant_id, params.id, page)
    return { sessions: sessions.map(toManagementSession), ...(next === undefined ? {} : { next }) }
  },
})

export const deleteSessionsOfUser = defineRoute({
  method: 'delete',
  path: '/api/v2/users/:id/sessions',
  name: 'deleteSessionsOfUser',
  tag: 'User sessions',
  summary: 'End all sessions of a user',
  description:
    'Ends every session of a user. Refresh tokens stay valid; `DELETE /api/v2/users/{id}/refresh-tokens` revokes them.',
  scopes: ['delete:sessions'],
  params: UserParams,
  status: 202,
  errors: ['inexistent_user'],
  async handle({ store }, { tenant, params }) {
    const { tenant_id } = tenant
    if (!(await store.findUser(tenant_id, params.id))) throw new ApiError('inexistent_user')
    await store.endPersonSessions(tenant_id, { user_id: params.id }, REVOKED)
  },
})
