import { describeStates } from './describe-states.ts'
import { PROTECTION_STATES } from './protection.ts'

describeStates('protection', PROTECTION_STATES)
