/** `GET /api/v2/connections/{id}/whois`: Ferry's own. @module */
import * as z from 'zod'
import { defineRoute } from '../../route/route.ts'
import { Identifier } from '../../shapes/person-input.ts'
import { managementScriptError, SCRIPT_ERRORS } from '../../shapes/script-error.ts'
import { ConnectionParams, findConnection } from '../connections/connection.ts'

export const whois = defineRoute({
  method: 'get',
  path: '/api/v2/connections/:id/whois',
  name: 'findPerson',
  tag: 'Migration',
  summary: 'Find where a person is stored',
  description:
    'Ferry’s own. Says whether a person is stored in Ferry, in the legacy store, in both or in neither. It may run `get_user`, whose run is recorded. No user is created or changed.',
  scopes: ['read:users', 'read:connections'],
  params: ConnectionParams,
  query: z.object({
    identifier: Identifier.refine((typed) => typed.trim() !== '', 'must not be empty').describe(
      'The email address or username, as it is typed to sign in.',
    ),
  }),
  result: z
    .object({
      state: z
        .enum(['local', 'legacy', 'both', 'neither', 'blocked', 'tombstone'])
        .describe(
          'Where the person is stored; `blocked`: in Ferry, and blocked; `tombstone`: deleted, and kept from coming back.',
        ),
      user_id: z.string().optional().describe('The ID of the user in Ferry.'),
      legacy_asked: z.boolean().describe('Whether `get_user` ran.'),
      legacy_id: z.string().optional().describe('The ID in the legacy store: without `auth0|`.'),
    })
    .meta({
      id: 'PersonLocation',
      description: 'Where a person is stored.',
      examples: [{ state: 'legacy', legacy_asked: true, legacy_id: '42' }],
    }),
  errors: ['inexistent_connection', 'legacy_unavailable', ...SCRIPT_ERRORS],
  async handle(deps, { tenant, params, query }) {
    const connection = await findConnection(deps, params.id)
    const found = await deps.flows.whois.whois({ tenant, connection, identifier: query.identifier })
    if (found.kind !== 'answer') throw managementScriptError(found)
    const { state, user_id, legacy_asked, legacy_id } = found
    return {
      state,
      legacy_asked,
      ...(user_id === undefined ? {} : { user_id }),
      ...(legacy_id === undefined ? {} : { legacy_id }),
    }
  },
})
