import { describeStates } from './describe-states.ts'
import { EMAIL_STATES } from './email.ts'

describeStates('email', EMAIL_STATES)
