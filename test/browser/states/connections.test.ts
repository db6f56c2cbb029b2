import { CONNECTIONS_STATES } from './connections.ts'
import { describeStates } from './describe-states.ts'
import { SETTINGS_STATES } from './settings.ts'
import { TRY_LOGIN_STATES } from './try-login.ts'

describeStates('connections', [...CONNECTIONS_STATES, ...SETTINGS_STATES, ...TRY_LOGIN_STATES])
