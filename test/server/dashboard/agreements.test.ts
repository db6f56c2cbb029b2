/** What the dashboard repeats of the server, since it imports nothing of it. */
import { describe, expect, test } from 'vitest'
import { ROLES as SERVER_ROLES, scopesOfRole } from '../../../server/api/access/roles.ts'
import { defaultGrantTypes } from '../../../server/api/management/clients/client.ts'
import { allRoutes } from '../../../server/api/routes.ts'
import { ROLES } from '../../../server/dashboard/api/roles.ts'
import {
  grantsOf,
  KINDS,
  PASSWORD_GRANTS,
  SERVED_GRANTS,
} from '../../../server/dashboard/pages/applications/kinds.ts'
import { LOGGED_AS } from '../../../server/dashboard/pages/user/session-text.ts'
import { wordsOf } from '../../../server/dashboard/shell/log-words.ts'
import { SERVED_GRANT_TYPES } from '../../../server/tenancy/clients.ts'
import { LOG_TYPES } from '../../../server/tenant-log/types.ts'

describe('the dashboard says the same as the server', () => {
  test.each(Object.entries(ROLES))('about which roles have the scope %s', (scope, roles) => {
    const having = SERVER_ROLES.filter((role) =>
      scopesOfRole(role, { name: 'default' }).some((one) => one === scope),
    )
    expect([...roles].toSorted()).toEqual(having.toSorted())
  })

  test('about the grants that the token endpoint serves', () => {
    expect([...SERVED_GRANTS].toSorted()).toEqual([...SERVED_GRANT_TYPES].toSorted())
  })

  test('about the grants of a new application: some of the API’s defaults, without passwords and the implicit grant', () => {
    for (const kind of KINDS) {
      const grants = grantsOf(kind)
      const [unsafe, safe] = [['implicit', ...PASSWORD_GRANTS], defaultGrantTypes(kind)]
      expect(grants.toSorted()).toEqual(safe.filter((grant) => !unsafe.includes(grant)).toSorted())
    }
  })

  test.each(Object.entries(LOGGED_AS))('about how the log calls %s', (operation, name) => {
    const [method = '', path = ''] = operation.toLowerCase().split(' ')
    const route = allRoutes().find(
      (one) => one.method === method && one.path.replaceAll(/:(\w+)/g, '{$1}') === path,
    )
    expect(route?.description.summary).toBe(name)
  })

  test('every type of a log entry has words, not its code alone', () => {
    expect(Object.keys(LOG_TYPES).filter((type) => wordsOf(type).words === type)).toEqual([])
  })
})
