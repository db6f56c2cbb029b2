import { describeStates } from './describe-states.ts'
import { MIGRATION_STATES } from './migration.ts'

describeStates('migrations', MIGRATION_STATES)
