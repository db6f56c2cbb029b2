/** The mode of a connection: how it uses its legacy store. @module */
import type { Connection } from '../../store/contract.ts'

/**
 * `local`: no script runs. `legacy`: the scripts decide. `import`: the store decides, and for users who are not in it the
 * scripts.
 */
export type Mode = 'local' | 'legacy' | 'import'

/** @returns the mode that the two options of the connection mean */
export function modeOf(connection: Pick<Connection, 'options'>): Mode {
  // Without custom scripts, `import_mode` has no meaning.
  if (connection.options.enabledDatabaseCustomization !== true) return 'local'
  return connection.options.import_mode === true ? 'import' : 'legacy'
}

/**
 * Whether email and username are required, checked and unique. This is the default; `strategy_version: 1` switches it off.
 */
export function isStrict(connection: Pick<Connection, 'options'>): boolean {
  return connection.options.strategy_version !== 1
}

/**
 * Whether users who are deleted stay deleted though the legacy store still has them: the option `ferry_tombstones`. In
 * legacy mode the legacy store decides.
 */
export function keepsTombstones(connection: Pick<Connection, 'options'>): boolean {
  return connection.options.ferry_tombstones === true && modeOf(connection) !== 'legacy'
}
