/**
 * Lists of things that Auth0 has and Ferry has not. Auth0’s deploy tool reads all of them, so each answers as an Auth0 tenant without
 * such things; a write is refused in words. They are not in the API’s description, which names what Ferry has.
 *
 * @module
 */
import * as z from 'zod'
import { ApiError } from '../../../common/errors.ts'
import { ListQuery } from '../../lists/paging.ts'
import { defineRoute } from '../../route/route.ts'
import type { Route } from '../../route/spec.ts'
import { SentJson } from '../../shapes/storable.ts'

interface Absent {
  /** Below `/api/v2/`. */
  path: string
  /** What there is none of, as in “Ferry has no …”. */
  things: string
  /** Member of the answer that has the list. Undefined: the answer is the list itself. */
  key?: string
  /** Whether the answer is an object without being asked for totals or checkpoints. */
  is_object?: boolean
}

const list = (path: string, things: string, key?: string): Absent => ({
  path,
  things,
  ...(key !== undefined && { key }),
})
const object = (path: string, things: string, key: string): Absent => ({ path, things, key, is_object: true })

export const ABSENT_LISTS: readonly Absent[] = [
  list('rules', 'rules', 'rules'),
  list('rules-configs', 'settings of rules'),
  list('hooks', 'hooks', 'hooks'),
  object('actions/modules', 'modules of Actions', 'modules'),
  object('actions/triggers', 'triggers of Actions', 'triggers'),
  list('roles', 'roles', 'roles'),
  list('organizations', 'organizations', 'organizations'),
  list('log-streams', 'log streams'),
  object('branding/phone/providers', 'phone providers', 'providers'),
  object('branding/phone/templates', 'texts for phones', 'templates'),
  list('forms', 'forms', 'forms'),
  list('flows', 'flows', 'flows'),
  list('flows/vault/connections', 'vault connections', 'connections'),
  list('self-service-profiles', 'self-service profiles', 'self_service_profiles'),
  list('network-acls', 'network ACLs', 'network_acls'),
  object('user-attribute-profiles', 'user attribute profiles', 'user_attribute_profiles'),
  object('connection-profiles', 'connection profiles', 'connection_profiles'),
  object('token-exchange-profiles', 'token exchange profiles', 'token_exchange_profiles'),
  object('rate-limit-policies', 'rate limit policies of tenants', 'rate_limit_policies'),
  object('event-streams', 'event streams', 'eventStreams'),
  object('connections-directory-provisionings', 'directory provisioning', 'directory_provisionings'),
]

const WRITES = ['post', 'put', 'patch', 'delete'] as const

const Anything = z.looseObject({}).catchall(SentJson).or(z.array(SentJson)).optional()

/** @returns the routes of one list: it reads as empty, and every write is refused */
export function absentRoutes({ path, things, key, is_object }: Absent): Route[] {
  const at = `/api/v2/${path}`
  const shared = { tag: 'Tenant', summary: `Ferry has no ${things}`, description: '' } as const
  const name = path.replaceAll(/[-/](\w)/g, (_, letter: string) => letter.toUpperCase())
  const read = defineRoute({
    ...shared,
    method: 'get',
    path: at,
    name: `listAbsent-${name}`,
    scopes: ['read:tenant_settings'],
    query: ListQuery,
    result: z.json(),
    async handle(_deps, { query }) {
      if (key === undefined) return []
      if (query.take !== undefined || query.from !== undefined) return { [key]: [] }
      const { page = 0, per_page = 50 } = query
      if (query.include_totals) {
        return { start: page * per_page, limit: per_page, length: 0, total: 0, [key]: [] }
      }
      return is_object ? { [key]: [], total: 0, page, per_page } : []
    },
  })
  const refuse = (method: (typeof WRITES)[number], below: boolean): Route =>
    defineRoute({
      ...shared,
      method,
      path: below ? `${at}/:id` : at,
      name: `refuseAbsent-${name}-${method}${below ? 'One' : ''}`,
      scopes: ['update:tenant_settings'],
      ...(method !== 'delete' && { body: Anything }),
      async handle() {
        throw new ApiError(
          'absent_feature',
          `Ferry has no ${things}. Leave /api/v2/${path} out of what you deploy.`,
        )
      },
    })
  return [read, ...WRITES.flatMap((method) => [refuse(method, false), refuse(method, true)])]
}
