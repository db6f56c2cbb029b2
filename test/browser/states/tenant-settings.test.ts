import { describeStates } from './describe-states.ts'
import { TENANT_STATES } from './tenant-settings.ts'

describeStates('the tenant’s settings', TENANT_STATES)
