import { CONFIGURATION_STATES } from './configuration.ts'
import { describeStates } from './describe-states.ts'
import { RUN_STATES } from './run.ts'
import { TEMPLATES_STATES } from './templates.ts'

describeStates('runs, templates and configuration', [
  ...RUN_STATES,
  ...TEMPLATES_STATES,
  ...CONFIGURATION_STATES,
])
