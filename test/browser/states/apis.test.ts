import { APIS_STATES } from './apis.ts'
import { describeStates } from './describe-states.ts'

describeStates('APIs', APIS_STATES)
