import { BRANDING_STATES } from './branding.ts'
import { describeStates } from './describe-states.ts'

describeStates('the sign-in page’s designer', BRANDING_STATES)
