import { describeStates } from './describe-states.ts'
import { LOG_STATES } from './logs.ts'

describeStates('the log, a run and the sign-in help', LOG_STATES)
