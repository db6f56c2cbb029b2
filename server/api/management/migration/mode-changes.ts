/** `GET …/impact` and `POST …/complete-migration` of a connection: Ferry's own. @module */
import * as z from 'zod'
import { ApiError } from '../../../common/errors.ts'
import { defineRoute } from '../../route/route.ts'
import { ConnectionMode } from '../../shapes/mode.ts'
import {
  ConnectionParams,
  etagOf,
  findConnection,
  ManagementConnection,
  toManagementConnection,
  unknownClient,
} from '../connections/connection.ts'

const Warning = z
  .object({
    code: z
      .enum([
        'no_password_here',
        'unmigrated_people',
        'never_in_legacy_store',
        'legacy_password_counts',
        'no_login_script',
        'no_get_user_script',
      ])
      .describe('Names the consequence. For programs.'),
    people: z
      .int()
      .optional()
      .describe('How many users it concerns. Missing when only the legacy store knows.'),
    message: z.string().describe('The consequence. For people.'),
  })
  .meta({ id: 'ModeWarning', description: 'A consequence of another mode.' })

const Impact = z
  .object({
    from: ConnectionMode.describe('The mode that the connection has.'),
    to: ConnectionMode.describe('The mode that was asked about.'),
    users: z.int().describe('How many users the connection has in Ferry.'),
    with_password: z.int().describe('How many of them have a password in Ferry.'),
    locked_out: z.int().describe('How many of them could certainly no longer sign in.'),
    warnings: z.array(Warning).describe('The consequences, one by one.'),
  })
  .meta({ id: 'ModeImpact', description: 'What another mode would mean for the users of a connection.' })

export const getImpact = defineRoute({
  method: 'get',
  path: '/api/v2/connections/:id/impact',
  name: 'getModeImpact',
  tag: 'Migration',
  summary: 'Get what another mode would mean',
  description:
    'Ferry’s own. Says how many users could no longer sign in if the connection had another mode. It changes nothing.',
  scopes: ['read:connections'],
  params: ConnectionParams,
  query: z.object({ to: ConnectionMode.describe('The mode to ask about.') }),
  result: Impact,
  errors: ['inexistent_connection'],
  async handle(deps, { tenant, params, query }) {
    const connection = await findConnection(deps, params.id)
    return deps.flows.mode.impact(tenant.tenant_id, connection, query.to)
  },
})

export const completeMigration = defineRoute({
  method: 'post',
  path: '/api/v2/connections/:id/complete-migration',
  name: 'completeMigration',
  tag: 'Migration',
  summary: 'Complete a migration',
  description:
    'Ferry’s own. Makes the connection local: only users who are stored in Ferry can sign in from then on. The scripts stay, and no longer run.',
  scopes: ['update:connections'],
  params: ConnectionParams,
  body: z
    .object({
      force: z
        .boolean()
        .default(false)
        .describe('True completes the migration although some users could no longer sign in.'),
    })
    .meta({ id: 'MigrationCompletion', description: 'How to complete a migration.', examples: [{}] }),
  result: z
    .object({
      impact: Impact.describe('What it means for the users.'),
      connection: ManagementConnection.describe('The connection as it is now.'),
    })
    .meta({ id: 'CompletedMigration', description: 'A completed migration.' }),
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
