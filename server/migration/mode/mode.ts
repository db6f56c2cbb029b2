/** How a connection treats its legacy store. @module */
import type { Connection } from '../../store/contract.ts'

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

/**
 * Whether people who are deleted here stay away, though the legacy store still knows them: opt-in, by the option
 * `ferry_tombstones`. In legacy mode that store decides alone.
 */
export function keepsTombstones(connection: Pick<Connection, 'options'>): boolean {
  return connection.options.ferry_tombstones === true && modeOf(connection) !== 'legacy'
}
