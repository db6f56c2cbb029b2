import { describeStates } from './describe-states.ts'
import { DOOR_STATES } from './door.ts'
import { SETUP_STATES } from './setup.ts'
import { SHELL_STATES } from './shell.ts'

describeStates('set-up, sign-in and the shell', [...SETUP_STATES, ...DOOR_STATES, ...SHELL_STATES])
