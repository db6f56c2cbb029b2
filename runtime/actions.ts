/** The action scripts that a connection may have. @module */

/** Keys of `options.customScripts`. */
export const ACTIONS = [
  'login',
  'get_user',
  'create',
  'verify',
  'change_password',
  'delete',
  'change_email',
] as const

export type Action = (typeof ACTIONS)[number]

/** A script that runs in a sandbox: an action, or `count`, Ferry's own option `ferry_count`. */
export type ScriptName = Action | 'count'
