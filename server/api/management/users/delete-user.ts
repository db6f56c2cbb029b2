/** `DELETE /api/v2/users/{id}` and `DELETE /api/v2/connections/{id}/users`. @module */
import * as z from 'zod'
import { ApiError } from '../../../common/errors.ts'
import { normaliseIdentifier } from '../../../migration/identifiers/identifier.ts'
import type { DeleteUserResult } from '../../../migration/users/delete-user.ts'
import type { User } from '../../../store/contract.ts'
import type { Deps } from '../../http/deps.ts'
import { defineRoute } from '../../route/route.ts'
import { UserParams } from '../../shapes/management-user.ts'
import { Identifier } from '../../shapes/person-input.ts'
import { failureOf, managementScriptError, SCRIPT_ERRORS } from '../../shapes/script-error.ts'
import { ConnectionParams, findConnection } from '../connections/connection.ts'

const errors = ['missing_script', 'legacy_unavailable', ...SCRIPT_ERRORS] as const

export const deleteUser = defineRoute({
  method: 'delete',
  path: '/api/v2/users/:id',
  name: 'deleteUser',
  tag: 'Users',
  summary: 'Delete a user',
  description:
    'Deletes a user. In legacy mode the `delete` script deletes the user from the legacy store first, and the user stays in Ferry when it fails. In import mode a person who is still in the legacy store is imported again at the next sign-in, unless the connection has `ferry_tombstones`. Deleting a user who does not exist succeeds.',
  scopes: ['delete:users'],
  params: UserParams,
  query: z.object({
    ferry_keep_away: z
      .enum(['true', 'false'])
      .optional()
      .describe(
        'Ferry’s own. `true`: this person is not imported again at the next sign-in, independent of `ferry_tombstones`.',
      ),
  }),
  errors,
  async handle(deps, { tenant, params, query }) {
    const user = await deps.store.findUser(tenant.tenant_id, params.id)
    if (user) await removeUser(deps, user, query.ferry_keep_away === 'true')
  },
})

export const deleteConnectionUser = defineRoute({
  method: 'delete',
  path: '/api/v2/connections/:id/users',
  name: 'deleteConnectionUser',
  tag: 'Users',
  summary: 'Delete the user of a connection who has an email address',
  description:
    'Deletes the user whose own email address at this connection is the one that is sent. Nothing is deleted when a user has it only as a username or at a linked identity; that succeeds too.',
  scopes: ['delete:users'],
  params: ConnectionParams,
  query: z.object({ email: Identifier.min(1).describe('The email address of the user.') }),
  errors: ['inexistent_connection', ...errors],
  async handle(deps, { tenant, params, query }) {
    const { connection_id } = await findConnection(deps, params.id)
    const key = normaliseIdentifier(query.email)
    const found = await deps.store.findLogin(tenant.tenant_id, connection_id, key)
    // A username may look like the address, and a linked identity may have it: whose user that is, is another's matter.
    if (found?.user.email === undefined || normaliseIdentifier(found.user.email) !== key) return
    await removeUser(deps, found.user)
  },
})

/** @throws {ApiError} the script failed, and the user is still there */
async function removeUser(deps: Deps, user: User, keepAway = false): Promise<void> {
  const result = await deps.flows.deletion.deleteUser(deps.tenant, user, { keep_away: keepAway })
  const [identity] = user.identities
  const who = {
    user_id: user.user_id,
    user_name: user.email ?? user.username,
    ...(identity && { connection: { connection_id: identity.connection_id, name: identity.connection } }),
  }
  // biome-ignore lint/nursery/useExhaustiveSwitchCases: it does not see through Exclude; tsc does
  switch (result.kind) {
    case 'deleted':
      deps.events.record({ type: 'sdu', ...who })
      return
    case 'missing':
      return
    case 'missing_script':
    case 'refused':
    case 'validation':
    case 'unauthorized':
    case 'failed':
    case 'unavailable': {
      const error = errorOf(result)
      deps.events.record({ type: 'fdu', ...failureOf(error), ...who })
      throw error
    }
  }
}

function errorOf(result: Exclude<DeleteUserResult, { kind: 'deleted' | 'missing' }>): ApiError {
  if (result.kind === 'missing_script') return new ApiError('missing_script', result.message)
  // The `delete` script can only refuse with an error.
  if (result.kind === 'refused') return new ApiError('script_error', undefined, { log_id: result.run_id })
  return managementScriptError(result)
}
