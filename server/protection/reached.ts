/** Kinds of failed sign-ins, and events that they cause. @module */
import type { LimitEvent } from './rules.ts'

/** An event that a failure caused, for the tenant's log. */
export interface Reached {
  /** `limit_undone`: counts of a broken revision were undone; `limit_spray`: one password is tried with many names. */
  type: LimitEvent | 'limit_undone' | 'limit_spray'
  description?: string
}

/** How it was reported that the password is wrong. */
export type LoginFailure =
  /** Explicitly by the script, or by Ferry itself. */
  | { kind: 'no' }
  /**
   * By an error that may mean something else. `in_row`: false for answers that a web service also gives for other reasons;
   * those count by the day and by the address, but do not block.
   */
  | { kind: 'error'; in_row: boolean; revision: number; message: string }

/** @param names how many names were tried */
export const sprayEvent = (names: number): Reached => ({
  type: 'limit_spray',
  description:
    `Within an hour, one or a few passwords were tried with ${names} or more identifiers. Sign-ins of people who are not in ` +
    'Ferry yet are slowed down until an hour after the last attempt.',
})

/** @param connection its name; @param people how many had the same error */
export const undoneEvent = (
  connection: string,
  { revision, message }: Extract<LoginFailure, { kind: 'error' }>,
  people: number,
): Reached => ({
  type: 'limit_undone',
  description:
    `Revision ${revision} of the login script of ${connection} gave ${people} people the same error and signed nobody in ` +
    `in between: “${message}”. The failed sign-ins that it had counted were undone, up to 30 a day for each person. ` +
    'Check the script and the legacy store; for a wrong password, the script must return WrongUsernameOrPasswordError.',
})
