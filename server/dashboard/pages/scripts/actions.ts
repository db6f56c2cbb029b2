/** The seven scripts: their order, their arguments, and which of them ever run. @module */
import type { Action } from '../../editor/types/contract.ts'

/** In the order of the tabs. Those that run in import mode come first. */
export const ACTIONS: readonly Action[] = [
  'login',
  'get_user',
  'create',
  'verify',
  'change_password',
  'delete',
  'change_email',
]

/** One field of the form beside the editor. */
export interface ArgumentField {
  /** As the API names it. */
  name: 'identifier' | 'password' | 'newPassword' | 'newEmail' | 'id' | 'user' | 'verified' | 'context'
  kind: 'text' | 'password' | 'json' | 'switch'
}

/** What each script is called with. */
export const ARGUMENTS: { readonly [action in Action]: readonly ArgumentField[] } = {
  login: [
    { name: 'identifier', kind: 'text' },
    { name: 'password', kind: 'password' },
  ],
  get_user: [{ name: 'identifier', kind: 'text' }],
  create: [{ name: 'user', kind: 'json' }],
  verify: [{ name: 'identifier', kind: 'text' }],
  change_password: [
    { name: 'identifier', kind: 'text' },
    { name: 'newPassword', kind: 'password' },
  ],
  delete: [{ name: 'id', kind: 'text' }],
  change_email: [
    { name: 'identifier', kind: 'text' },
    { name: 'newEmail', kind: 'text' },
    { name: 'verified', kind: 'switch' },
  ],
}

/** @returns whether the script ever runs: in import mode Ferry itself does what the other five would do */
export function isUsed(action: Action, options: { [name: string]: unknown }): boolean {
  return options.import_mode !== true || action === 'login' || action === 'get_user'
}
