/** Health checks: the routes. @module */
import type { Route } from '../route/spec.ts'
import { getHealth, getReadiness } from './get-health.ts'
import { getServedName } from './get-served-name.ts'

/** In the order of the API's description. */
export const HEALTH_ROUTES: readonly Route[] = [getHealth, getReadiness, getServedName]
