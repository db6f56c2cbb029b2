/** `PUT` and `DELETE /api/v2/connections/{id}/migration/legacy-total`: Ferry's own. @module */
import * as z from 'zod'
import { ApiError } from '../../../common/errors.ts'
import { defineRoute } from '../../route/route.ts'
import { ConnectionParams, findConnection } from '../connections/connection.ts'
import { LegacyTotalAnswer } from './ledger-shapes.ts'
import { toLegacyTotal } from './progress.ts'

const MOST_PEOPLE = 1_000_000_000

export const putLegacyTotal = defineRoute({
  method: 'put',
  path: '/api/v2/connections/:id/migration/legacy-total',
  name: 'setLegacyTotal',
  tag: 'Migration',
  summary: 'Set how many people the legacy store has',
  description:
    'Ferry’s own. Without this number there is no percentage of a migration. It is only shown: no sign-in depends on it.',
  scopes: ['update:connections'],
  params: ConnectionParams,
  body: z
    .object({ total: z.int().min(0).max(MOST_PEOPLE).describe('How many people the legacy store has.') })
    .meta({
      id: 'LegacyTotalInput',
      description: 'How many people the legacy store has.',
      examples: [{ total: 10_234 }],
    }),
  result: LegacyTotalAnswer,
  errors: ['inexistent_connection'],
  async handle({ store }, { tenant: { tenant_id }, params, body }) {
    const count = { kind: 'total', total: body.total, source: 'typed' } as const
    if (!(await store.saveLegacyTotal(tenant_id, params.id, count))) {
      throw new ApiError('inexistent_connection')
    }
    return toLegacyTotal(await store.findLegacyTotal(tenant_id, params.id))
  },
})

export const deleteLegacyTotal = defineRoute({
  method: 'delete',
  path: '/api/v2/connections/:id/migration/legacy-total',
  name: 'deleteLegacyTotal',
  tag: 'Migration',
  summary: 'Forget how many people the legacy store has',
  description: 'Ferry’s own. From then on there is no percentage, until the number is set or counted again.',
  scopes: ['update:connections'],
  params: ConnectionParams,
  errors: ['inexistent_connection'],
  async handle(deps, { tenant: { tenant_id }, params }) {
    await findConnection(deps, params.id)
    await deps.store.deleteLegacyTotal(tenant_id, params.id)
  },
})
