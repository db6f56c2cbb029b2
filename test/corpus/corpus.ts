/** Runs the old scripts of this folder, as they are. @module */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Action, Json, ScriptOutcome } from '../../runtime/index.ts'
import type { Sandbox } from '../support/sandbox.ts'

/** A hash of "secret password", by bcrypt with cost 4. */
export const HASH = '$2b$04$T6fFwmxsb2QSqollE8UJSuKueUJdY7tFuWGSXnq7n4TOIb8/IEza.'
export const PASSWORD = 'secret password'

/** Runs one of them by its path in this folder, without `.js`. */
export type RunOld = (path: string, action: Action, args: readonly Json[]) => Promise<ScriptOutcome>

/**
 * @param values the connection's configuration
 * @param around gives what is really run, for scripts whose module has to be stood in for
 */
export function oldScripts(
  sandbox: Sandbox,
  values: () => { [name: string]: string },
  around: (text: string) => string = (text) => text,
): RunOld {
  return async (path, action, args) => {
    const text = readFileSync(join(import.meta.dirname, `${path}.js`), 'utf8')
    const { outcome } = await sandbox.run(around(text), {
      action,
      args,
      configuration: { values: values(), revision: '1' },
    })
    return outcome
  }
}
