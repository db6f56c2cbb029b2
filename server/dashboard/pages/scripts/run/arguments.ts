/** The arguments of each script, as fields of the form for a test run. @module */
import type { Action } from '../../../editor/types/contract.ts'

/** One field of the form for a test run. */
export interface ArgumentField {
  /** Name of the argument in the API. */
  name: 'identifier' | 'password' | 'newPassword' | 'newEmail' | 'id' | 'user' | 'verified' | 'context'
  kind: 'text' | 'password' | 'json' | 'switch'
}

/** Arguments of each script. */
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
