import { describeStates } from './describe-states.ts'
import { USER_STATES } from './user.ts'
import { USERS_STATES } from './users.ts'

describeStates('users', [...USERS_STATES, ...USER_STATES])
