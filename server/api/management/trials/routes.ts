/** Trial runs of scripts and logins: the routes. @module */
import type { Route } from '../../route/spec.ts'
import { getRun } from './get-run.ts'
import { getScriptLimits } from './get-script-limits.ts'
import { listRuns } from './list-runs.ts'
import { testAddress } from './test-address.ts'
import { testConnection, testTemplate } from './test-connection.ts'
import { tryLogin } from './try-login.ts'
import { tryScript } from './try-script.ts'
import { finishTrySignIn, trySignIn } from './try-sign-in.ts'

/** In the order of the API's description. */
export const TRIAL_ROUTES: readonly Route[] = [
  tryScript,
  tryLogin,
  trySignIn,
  finishTrySignIn,
  testConnection,
  testTemplate,
  listRuns,
  getRun,
  getScriptLimits,
  testAddress,
]
