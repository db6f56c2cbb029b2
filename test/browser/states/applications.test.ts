import { APPLICATIONS_STATES } from './applications.ts'
import { describeStates } from './describe-states.ts'

describeStates('applications', APPLICATIONS_STATES)
