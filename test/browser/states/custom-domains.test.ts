import { CUSTOM_DOMAIN_STATES } from './custom-domains.ts'
import { describeStates } from './describe-states.ts'

describeStates('the page of custom domains', CUSTOM_DOMAIN_STATES)
