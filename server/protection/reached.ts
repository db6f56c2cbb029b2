/** How logins fail, and what failures lead to. @module */
import type { LimitEvent } from './rules.ts'

/** What a failure led to, as the tenant's log has it. */
export interface Reached {
  /** `limit_undone`: counts of a broken revision were taken back; `limit_spray`: one password is tried with many names. */
  type: LimitEvent | 'limit_undone' | 'limit_spray'
  description?: string
}

/** How an attempt said that the password was wrong. */
export type LoginFailure =
  /** In so many words, or by Ferry itself. */
  | { kind: 'no' }
  /**
   * By an error that may as well mean something else. `in_row`: it is no answer that a web service gives for reasons of its
   * own; those count by the day and by the address, but block nobody.
   */
  | { kind: 'error'; in_row: boolean; revision: number; message: string }

/** @param names that were tried */
export const sprayEvent = (names: number): Reached => ({
  type: 'limit_spray',
  description:
    `Within an hour one or a few passwords were tried with ${names} names or more. Sign-ins of people who are not in ` +
    'Ferry yet are slowed down until an hour after the last of them.',
})

/** @param connection its name; @param people with the same error */
export const undoneEvent = (
  connection: string,
  { revision, message }: Extract<LoginFailure, { kind: 'error' }>,
  people: number,
): Reached => ({
  type: 'limit_undone',
  description:
    `Revision ${revision} of the login script of ${connection} gave ${people} people the same error and let nobody in ` +
    `between them: "${message}". The failed logins that it had counted were taken back, up to 30 a day for each person. ` +
    'Check the script and the legacy store; a wrong password is told by WrongUsernameOrPasswordError.',
})
