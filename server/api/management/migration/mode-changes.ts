/** `GET …/impact` and `POST …/complete-migration` of a connection: Ferry's own. @module */
import * as z from 'zod'
import { ApiError } from '../../../common/errors.ts'
import type { Mode } from '../../../migration/mode/mode.ts'
import { defineRoute } from '../../route/route.ts'
import {
  ConnectionParams,
  etagOf,
  findConnection,
  ManagementConnection,
  toManagementConnection,
  unknownClient,
} from '../connections/connection.ts'

const MODES = ['local', 'legacy', 'import'] as const satisfies readonly Mode[]

const Warning = z.object({
  code: z.enum([
    'no_password_here',
    'unmigrated_people',
    'never_in_legacy_store',
    'legacy_password_counts',
    'no_login_script',
    'no_get_user_script',
  ]),
  people: z.int().optional().describe('Number of users; missing where only the legacy store knows'),
  message: z.string(),
})

const Impact = z.object({
  from: z.enum(MODES),
  to: z.enum(MODES),
  users: z.int().describe('Identities of the connection'),
  with_password: z.int().describe('Users who can sign in without the legacy store'),
  locked_out: z.int().describe('Users in Ferry who could certainly no longer sign in'),
  warnings: z.array(Warning),
})

export const getImpact = defineRoute({
  method: 'get',
  path: '/api/v2/connections/:id/impact',
  summary: 'Get how many users another mode would affect; changes nothing',
  scopes: ['read:connections'],
  params: ConnectionParams,
  query: z.object({ to: z.enum(MODES) }),
  result: Impact,
  errors: ['inexistent_connection'],
  async handle(deps, { tenant, params, query }) {
    const connection = await findConnection(deps, params.id)
    return deps.flows.mode.impact(tenant.tenant_id, connection, query.to)
  },
})

/** Switches both options off: from then on only users in Ferry can sign in. Scripts stay, and do not run. */
export const completeMigration = defineRoute({
  method: 'post',
  path: '/api/v2/connections/:id/complete-migration',
  summary: 'Make a connection local: the end of its migration',
  scopes: ['update:connections'],
  params: ConnectionParams,
  body: z.object({
    force: z.boolean().default(false).describe('Also when users in Ferry could no longer sign in'),
  }),
  result: z.object({ impact: Impact, connection: ManagementConnection }),
  errors: ['inexistent_connection', 'people_locked_out'],
  async handle(deps, { tenant: { tenant_id }, actor, params, body, setHeader }) {
    const result = await deps.flows.mode.complete(tenant_id, params.id, { force: body.force, actor })
    switch (result.kind) {
      case 'completed': {
        const { impact, connection } = result
        setHeader('ETag', etagOf(connection))
        return { impact, connection: toManagementConnection(connection) }
      }
      case 'locked_out':
        throw new ApiError('people_locked_out', undefined, { body: { impact: result.impact } })
      case 'missing':
        throw new ApiError('inexistent_connection')
      case 'no_client':
        throw unknownClient(result.client_id)
    }
  },
})
