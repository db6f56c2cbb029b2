/** How a connection treats its legacy store. @module */
import type { Connection } from '../store/contract.ts'

/** `local`: no script ever runs. `legacy`: the scripts are the truth. `import`: the store first, then the scripts. */
export type Mode = 'local' | 'legacy' | 'import'

/** @returns the mode that the connection's two switches stand for */
export function modeOf(connection: Pick<Connection, 'options'>): Mode {
  // Without custom scripts `import_mode` says nothing.
  if (connection.options.enabledDatabaseCustomization !== true) return 'local'
  return connection.options.import_mode === true ? 'import' : 'legacy'
}

/** Whether e-mail and username are required, checked and unique: the default; `strategy_version: 1` switches it off. */
export function isStrict(connection: Pick<Connection, 'options'>): boolean {
  return connection.options.strategy_version !== 1
}
