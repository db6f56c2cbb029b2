import { describeStates } from './describe-states.ts'
import { NEWCOMER_STATES } from './newcomer.ts'

describeStates('what a new connection leads to', NEWCOMER_STATES)
