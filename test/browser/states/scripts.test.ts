import { describeStates } from './describe-states.ts'
import { HISTORY_STATES } from './history.ts'
import { SCRIPTS_STATES } from './scripts.ts'

describeStates('scripts and their history', [...SCRIPTS_STATES, ...HISTORY_STATES])
