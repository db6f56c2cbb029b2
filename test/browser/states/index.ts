/** Every page and state of the dashboard, and how to get there: walked by tests, photographed for people. @module */
import { CONFIGURATION_STATES } from './configuration.ts'
import { CONNECTIONS_STATES } from './connections.ts'
import { DOOR_STATES } from './door.ts'
import { HISTORY_STATES } from './history.ts'
import { RUN_STATES } from './run.ts'
import { SCRIPTS_STATES } from './scripts.ts'
import { SETTINGS_STATES } from './settings.ts'
import { SETUP_STATES } from './setup.ts'
import { SHELL_STATES } from './shell.ts'
import type { PageState } from './state.ts'
import { TEMPLATES_STATES } from './templates.ts'
import { TRY_LOGIN_STATES } from './try-login.ts'
import { USERS_STATES } from './users.ts'

/** In the order that somebody meets them. */
export const STATES: readonly PageState[] = [
  ...SETUP_STATES,
  ...DOOR_STATES,
  ...CONNECTIONS_STATES,
  ...SETTINGS_STATES,
  ...SCRIPTS_STATES,
  ...TRY_LOGIN_STATES,
  ...RUN_STATES,
  ...TEMPLATES_STATES,
  ...CONFIGURATION_STATES,
  ...HISTORY_STATES,
  ...USERS_STATES,
  ...SHELL_STATES,
]
