/** The arguments of each script, as the form of a test run asks for them. @module */
import type { Action } from '../../../editor/types/contract.ts'

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
