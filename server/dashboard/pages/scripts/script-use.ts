/** Which scripts of a connection ever run. @module */
import type { Action } from '../../editor/types/contract.ts'

/** @returns whether the script ever runs: in import mode, Ferry itself does the work of the other five */
export function isUsed(action: Action, options: { [name: string]: unknown }): boolean {
  return options.import_mode !== true || action === 'login' || action === 'get_user'
}
