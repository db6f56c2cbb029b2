import { describeStates } from './describe-states.ts'
import { MEMBERS_STATES } from './members.ts'

describeStates('members', MEMBERS_STATES)
