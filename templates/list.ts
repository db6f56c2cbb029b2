/** Every template. @module */

import { aspnetIdentity } from './aspnet-identity/index.ts'
import { aspnetMembership } from './aspnet-membership/index.ts'
import { aspnetSimpleMembership } from './aspnet-simple-membership/index.ts'
import { auth0 } from './auth0/index.ts'
import { azureSql } from './azure-sql/index.ts'
import { basicAuthService } from './basic-auth-service/index.ts'
import { blank } from './blank/index.ts'
import { cognito } from './cognito/index.ts'
import { django } from './django/index.ts'
import { drupal7 } from './drupal-7/index.ts'
import { drupal10 } from './drupal-10/index.ts'
import { entra } from './entra/index.ts'
import { firebase } from './firebase/index.ts'
import { jsonService } from './json-service/index.ts'
import { keycloak } from './keycloak/index.ts'
import { laravel } from './laravel/index.ts'
import { ldap } from './ldap/index.ts'
import { mongodb } from './mongodb/index.ts'
import { mysql } from './mysql/index.ts'
import { okta } from './okta/index.ts'
import { openidPassword } from './openid-password/index.ts'
import { oracle } from './oracle/index.ts'
import { postgresql } from './postgresql/index.ts'
import { railsDevise } from './rails-devise/index.ts'
import { sqlServer } from './sqlserver/index.ts'
import { supabase } from './supabase/index.ts'
import type { Template } from './template.ts'
import { wordpress } from './wordpress/index.ts'

/** Templates in the order in which an editor lists them. */
export const templates: readonly Template[] = [
  mysql,
  postgresql,
  mongodb,
  sqlServer,
  azureSql,
  oracle,
  wordpress,
  drupal7,
  drupal10,
  laravel,
  django,
  railsDevise,
  aspnetMembership,
  aspnetSimpleMembership,
  aspnetIdentity,
  auth0,
  cognito,
  firebase,
  supabase,
  keycloak,
  okta,
  entra,
  openidPassword,
  basicAuthService,
  jsonService,
  ldap,
  blank,
]
