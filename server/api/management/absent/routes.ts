/** What an Auth0 tenant has and Ferry has not: the routes, for Auth0’s deploy tool. @module */
import type { Route } from '../../route/spec.ts'
import { ABSENT_CALLS, absentCall } from './calls.ts'
import { FACTOR_ROUTES, KEPT_DOCUMENTS, keptRoutes } from './documents.ts'
import { PROVIDER_ROUTES } from './email-provider.ts'
import { ABSENT_LISTS, absentRoutes } from './lists.ts'

/** None of them is in the API’s description. Paths without parameters come before those that would take them. */
export const ABSENT_ROUTES: readonly Route[] = [
  ...PROVIDER_ROUTES,
  ...KEPT_DOCUMENTS.flatMap(keptRoutes),
  ...FACTOR_ROUTES,
  ...ABSENT_LISTS.flatMap(absentRoutes),
  ...ABSENT_CALLS.map(absentCall),
]
