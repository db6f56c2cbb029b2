/** What another mode would mean for the people of a connection, and which changes are impossible. @module */
import * as z from 'zod'
import { ApiError } from '../../../common/errors.ts'
import type { Mode } from '../../../migration/mode.ts'
import { modeOf } from '../../../migration/mode.ts'
import type { Connection, CredentialCounts } from '../../../store/contract.ts'
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

type Warnings = z.output<typeof Warning>[]

/** @returns who could no longer sign in, as far as this store can tell */
function impactOf(
  connection: Connection,
  to: Mode,
  { with_password, made_here, without_password }: CredentialCounts,
): z.output<typeof Impact> {
  const from = modeOf(connection)
  const warnings: Warnings = []
  const has = (action: string): boolean => (connection.scripts[action]?.source.trim() ?? '') !== ''
  let locked_out = 0
  if (to === 'local' && from !== 'local') {
    locked_out = without_password
    if (without_password > 0) {
      const message =
        'are known here, but their passwords are in the legacy store alone: they cannot sign in.'
      warnings.push({ code: 'no_password_here', people: without_password, message })
    }
    const message =
      'Whoever is in the legacy store and has not moved in cannot sign in, nor reset a password.'
    warnings.push({ code: 'unmigrated_people', message })
  }
  if (to === 'legacy' && from !== 'legacy') {
    locked_out = has('login') ? made_here : with_password + without_password
    if (made_here > 0) {
      const message =
        'signed up here and never were in the legacy store: its login script does not know them.'
      warnings.push({ code: 'never_in_legacy_store', people: made_here, message })
    }
    const moved = with_password - made_here
    if (moved > 0) {
      const message =
        'moved in: from now on the password counts that the legacy store has, if it still has one.'
      warnings.push({ code: 'legacy_password_counts', people: moved, message })
    }
  }
  if (to !== 'local' && !has('login')) {
    const people = to === 'legacy' ? with_password + without_password : without_password
    if (to === 'import') locked_out = without_password
    const message = 'There is no login script: nobody can be asked of the legacy store.'
    warnings.push({ code: 'no_login_script', people, message })
  }
  if (to === 'import' && !has('get_user')) {
    const message =
      'There is no get_user script: sign-ups, changes of address and resets of people who have not moved in fail.'
    warnings.push({ code: 'no_get_user_script', message })
  }
  return { from, to, users: with_password + without_password, with_password, locked_out, warnings }
}

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
    return impactOf(connection, query.to, await deps.store.countCredentials(tenant.tenant_id, params.id))
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
    for (;;) {
      const current = await findConnection(deps, params.id)
      const impact = impactOf(current, 'local', await deps.store.countCredentials(tenant_id, params.id))
      if (impact.locked_out > 0 && !body.force) {
        throw new ApiError('people_locked_out', undefined, { body: { impact } })
      }
      const options = { ...current.options, enabledDatabaseCustomization: false, import_mode: false }
      const change = { options, note: 'Migration completed' }
      const result = await deps.store.updateConnection(tenant_id, params.id, change, actor, current.revision)
      if (result.kind === 'missing') throw new ApiError('inexistent_connection')
      if (result.kind === 'stale') continue
      if (result.kind === 'no_client') throw unknownClient(result.client_id)
      setHeader('ETag', etagOf(result.connection))
      return { impact, connection: toManagementConnection(result.connection) }
    }
  },
})

/**
 * Scripts that were written for the context take it for their callback without it.
 *
 * @throws {ApiError} script_context_stays
 */
export function refuseImpossible(current: Connection, next: Connection['options']): void {
  if (current.options.enable_script_context === true && next.enable_script_context !== true) {
    throw new ApiError('script_context_stays')
  }
}

/** @returns what the tenant's log says of people who are cut off by a change that was made; undefined when none are */
export function transitionWarning(
  before: Connection,
  after: Connection,
  counts: CredentialCounts,
): string | undefined {
  const to = modeOf(after)
  if (modeOf(before) === to) return undefined
  const { from, warnings } = impactOf(before, to, counts)
  const texts = warnings.map(({ people, message }) =>
    people === undefined ? message : `${people} ${message}`,
  )
  return texts.length > 0 ? `The connection went from ${from} to ${to}. ${texts.join(' ')}` : undefined
}
