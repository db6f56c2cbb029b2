/** Every endpoint and page of the server. @module */
import { AUTHENTICATION_ROUTES } from './authentication/routes.ts'
import { CLASSIC_PAGES, CLASSIC_ROUTES } from './classic-page/routes.ts'
import { CHALLENGES } from './embedded/challenges.ts'
import { EMBEDDED_ROUTES } from './embedded/routes.ts'
import { HEALTH_ROUTES } from './health/routes.ts'
import { PAGES } from './hosted-pages/routes.ts'
import { ABSENT_ROUTES } from './management/absent/routes.ts'
import { CLIENT_ROUTES } from './management/clients/routes.ts'
import { CONNECTION_ROUTES } from './management/connections/routes.ts'
import { CUSTOM_DOMAIN_ROUTES } from './management/custom-domains/routes.ts'
import { KEY_ROUTES } from './management/keys/routes.ts'
import { LOG_ROUTES } from './management/logs/routes.ts'
import { MEMBER_ROUTES } from './management/members/routes.ts'
import { MIGRATION_ROUTES } from './management/migration/routes.ts'
import { RESOURCE_SERVER_ROUTES } from './management/resource-servers/routes.ts'
import { SESSION_ROUTES } from './management/sessions/routes.ts'
import { TEMPLATE_ROUTES } from './management/templates/routes.ts'
import { TENANT_ROUTES } from './management/tenant/routes.ts'
import { TRIAL_ROUTES } from './management/trials/routes.ts'
import { USER_ROUTES } from './management/users/routes.ts'
import { VERSION_ROUTES } from './management/versions/routes.ts'
import { openApiRoute } from './route/openapi.ts'
import type { Route } from './route/spec.ts'
import { SIGN_IN_PAGES } from './sign-in/routes.ts'

/** Endpoints, in the order of the API's description. */
const ENDPOINTS: readonly Route[] = [
  ...HEALTH_ROUTES,
  ...AUTHENTICATION_ROUTES,
  ...EMBEDDED_ROUTES,
  ...CLASSIC_ROUTES,
  ...CONNECTION_ROUTES,
  ...VERSION_ROUTES,
  ...TRIAL_ROUTES,
  ...MIGRATION_ROUTES,
  ...TEMPLATE_ROUTES,
  ...USER_ROUTES,
  ...SESSION_ROUTES,
  ...LOG_ROUTES,
  ...MEMBER_ROUTES,
  ...CLIENT_ROUTES,
  ...RESOURCE_SERVER_ROUTES,
  ...CUSTOM_DOMAIN_ROUTES,
  ...KEY_ROUTES,
  ...TENANT_ROUTES,
]

/** @returns all routes of the application, the description of its API included */
export function allRoutes(): readonly Route[] {
  return [
    ...ENDPOINTS,
    openApiRoute(ENDPOINTS),
    ...ABSENT_ROUTES,
    ...CHALLENGES,
    ...PAGES,
    ...SIGN_IN_PAGES,
    ...CLASSIC_PAGES,
  ]
}
