/** Progress of a migration: the routes. @module */
import type { Route } from '../../route/spec.ts'
import { checkDrift } from './check-drift.ts'
import { countLegacyTotal } from './count-total.ts'
import { getMigration } from './get-migration.ts'
import { getMigrationOverview } from './get-overview.ts'
import { getMigrationSeries } from './get-series.ts'
import { getMigrationStory } from './get-story.ts'
import { deleteLegacyTotal, putLegacyTotal } from './legacy-total.ts'
import { completeMigration, getImpact } from './mode-changes.ts'
import { deleteMigrationPeople, listMigrationPeople } from './people.ts'
import { whois } from './whois.ts'

/** In the order of the API's description. */
export const MIGRATION_ROUTES: readonly Route[] = [
  getMigration,
  getMigrationSeries,
  listMigrationPeople,
  deleteMigrationPeople,
  getMigrationStory,
  putLegacyTotal,
  deleteLegacyTotal,
  countLegacyTotal,
  getMigrationOverview,
  whois,
  checkDrift,
  getImpact,
  completeMigration,
]
