/** The words of the life-cycle matrix, and how its rows become cells. @module */

/** `off`: customization switched off with import left on. */
export const MODES = ['local', 'off', 'legacy', 'import'] as const

/** `…_create` and `…_proof`: the answer is that of the second and third script that legacy mode runs. */
export const OPERATIONS = [
  'login_email',
  'login_username',
  'login_wrong',
  'sign_up',
  'sign_up_create',
  'sign_up_proof',
  'post_user',
  'post_user_create',
  'post_user_proof',
  'reset_request',
  'reset_confirm',
  'patch_email',
  'patch_username',
  'patch_verified',
  'patch_password',
  'patch_name',
  'patch_metadata',
  'patch_blocked',
  'verify_link',
  'delete',
  'delete_by_email',
  'search',
] as const

/** Of the user before the operation: `blocked` is migrated, in legacy mode cached, and blocked. */
export const STATES = [
  'unknown',
  'legacy_only',
  'migrated',
  'cached',
  'local_only',
  'blocked',
  'deleted',
  'tombstoned',
] as const

/** `profile`: yes, whatever that is to the script. `none`: no. */
export const ANSWERS = [
  'profile',
  'none',
  'validation',
  'error',
  'timeout',
  'invalid',
  'unavailable',
] as const

export type Mode = (typeof MODES)[number]
export type Operation = (typeof OPERATIONS)[number]
export type State = (typeof STATES)[number]
export type ScriptAnswer = (typeof ANSWERS)[number]

/** What is different in the store afterwards; `same`: nothing at all, be there a user or not. */
export type Effect =
  | 'same'
  | 'removed'
  /** A login is counted. */
  | 'login'
  /** Stored out of the legacy store with the typed password. */
  | 'migrated'
  | 'migrated_by_reset'
  /** A profile without a hash. */
  | 'cached'
  | 'cached_unused'
  /** The cached profile as the script says it now. */
  | 'refreshed'
  /** The cached profile has become a user with a password, under the id that it had. */
  | 'upgraded'
  | 'upgraded_by_reset'
  /** Made here, with an id and a hash of its own. */
  | 'created'
  | 'password'
  /** The legacy store has the new password; here only the time is noted. */
  | 'password_there'
  | 'email'
  | 'username'
  | 'verified'
  | 'name'
  | 'metadata'
  | 'blocked'

/** What must be seen. */
export interface Expected {
  status: number
  /** `error`, `code` or `errorCode` of the answer; empty when it has none. */
  code: string
  /** Scripts in the order in which they run. */
  runs: readonly string[]
  effect: Effect
  /** Reset request: whether a letter goes out. Search: whether the user is found. */
  seen?: boolean
}

/** A set of cells that end alike, or that cannot be, and why. */
export type Row = {
  modes: readonly Mode[]
  operations: readonly Operation[]
  states: readonly State[]
  answers: readonly ScriptAnswer[]
} & ({ expected: Expected } | { impossible: string })

/** One combination. */
export interface Cell {
  mode: Mode
  operation: Operation
  state: State
  answer: ScriptAnswer
}

/** @returns the cell's name, as tests show it */
export const nameOf = ({ mode, operation, state, answer }: Cell): string =>
  `${mode} · ${operation} · ${state} · ${answer}`

/** @returns every cell that the row stands for */
export function cellsOf(row: Row): Cell[] {
  return row.modes.flatMap((mode) =>
    row.operations.flatMap((operation) =>
      row.states.flatMap((state) => row.answers.map((answer) => ({ mode, operation, state, answer }))),
    ),
  )
}
