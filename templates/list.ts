/** Every template. @module */

import { aspnetIdentity } from './aspnet-identity/index.ts'
import { aspnetMembership } from './aspnet-membership/index.ts'
import { aspnetSimpleMembership } from './aspnet-simple-membership/index.ts'
import { azureSql } from './azure-sql/index.ts'
import { basicAuthService } from './basic-auth-service/index.ts'
import { blank } from './blank/index.ts'
import { jsonService } from './json-service/index.ts'
import { ldap } from './ldap/index.ts'
import { mongodb } from './mongodb/index.ts'
import { mysql } from './mysql/index.ts'
import { oracle } from './oracle/index.ts'
import { postgresql } from './postgresql/index.ts'
import { sqlServer } from './sqlserver/index.ts'
import type { Template } from './template.ts'

/** In the order in which an editor lists them. */
export const templates: readonly Template[] = [
  mysql,
  postgresql,
  mongodb,
  sqlServer,
  azureSql,
  oracle,
  aspnetMembership,
  aspnetSimpleMembership,
  aspnetIdentity,
  basicAuthService,
  jsonService,
  ldap,
  blank,
]
