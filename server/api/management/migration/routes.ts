/** Progress of a migration: the routes. @module */
import type { Route } from '../../route/spec.ts'
import { checkDrift } from './check-drift.ts'
import { getMigration } from './get-migration.ts'
import { completeMigration, getImpact } from './mode-changes.ts'
import { whois } from './whois.ts'

/** In the order of the API's description. */
export const MIGRATION_ROUTES: readonly Route[] = [
  getMigration,
  whois,
  checkDrift,
  getImpact,
  completeMigration,
]
