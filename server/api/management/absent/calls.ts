/** Calls of Auth0’s SDKs that Ferry refuses in words. Not in the API’s description, which names what Ferry has. @module */
import * as z from 'zod'
import { ApiError } from '../../../common/errors.ts'
import type { Scope } from '../../access/scopes.ts'
import { defineRoute } from '../../route/route.ts'
import type { Route } from '../../route/spec.ts'
import { SentJson } from '../../shapes/storable.ts'

interface AbsentCall {
  name: string
  method: 'post' | 'patch'
  /** Below `/api/v2/`. */
  path: string
  scope: Scope
  /** What Ferry does not do, and what to do instead. */
  why: string
}

export const ABSENT_CALLS: readonly AbsentCall[] = [
  {
    name: 'refuseSessionMetadata',
    method: 'patch',
    path: 'sessions/:id',
    scope: 'delete:sessions',
    why: 'Ferry keeps no metadata of sessions, and nothing else of a session can be changed. Keep it in the user’s app_metadata.',
  },
  {
    name: 'refuseTestOfCustomDomain',
    method: 'post',
    path: 'custom-domains/:id/test',
    scope: 'create:custom_domains',
    why: 'Ferry calls no custom domain. Open https://{domain}/.well-known/openid-configuration from outside: its issuer must be the domain.',
  },
]

/** @returns the route that refuses the call */
export function absentCall({ name, method, path, scope, why }: AbsentCall): Route {
  return defineRoute({
    method,
    path: `/api/v2/${path}`,
    name,
    tag: 'Tenant',
    summary: why,
    description: '',
    scopes: [scope],
    body: z.looseObject({}).catchall(SentJson).optional(),
    async handle() {
      throw new ApiError('absent_feature', why)
    },
  })
}
