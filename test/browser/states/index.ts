/** Every page and state of the dashboard, and how to get there: walked by tests, photographed for people. @module */
import { CONNECTIONS_STATES } from './connections.ts'
import { DOOR_STATES } from './door.ts'
import { SCRIPTS_STATES } from './scripts.ts'
import { SHELL_STATES } from './shell.ts'
import type { PageState } from './state.ts'
import { USER_STATES } from './user.ts'
import { USERS_STATES } from './users.ts'

/** In the order that somebody meets them. */
export const STATES: readonly PageState[] = [
  ...DOOR_STATES,
  ...CONNECTIONS_STATES,
  ...SCRIPTS_STATES,
  ...USERS_STATES,
  ...USER_STATES,
  ...SHELL_STATES,
]
