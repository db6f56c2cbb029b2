/** What a change of the mode means for the users of a connection. @module */
import type { Connection, CredentialCounts } from '../../store/contract.ts'
import type { Mode } from './mode.ts'
import { modeOf } from './mode.ts'

/** One consequence. `people`: how many users; undefined where only the legacy store knows. */
interface ImpactWarning {
  code:
    | 'no_password_here'
    | 'unmigrated_people'
    | 'never_in_legacy_store'
    | 'legacy_password_counts'
    | 'no_login_script'
    | 'no_get_user_script'
  people?: number
  message: string
}

/** The impact of a change of the mode. It counts identities, because people sign in with each of them. */
export interface ModeImpact {
  from: Mode
  to: Mode
  users: number
  /** Users who can sign in without the legacy store. */
  with_password: number
  /** Users in Ferry who could certainly no longer sign in. */
  locked_out: number
  warnings: ImpactWarning[]
}

/** @returns the impact as far as Ferry's store shows it: users who are only in the legacy store cannot be counted */
export function impactOf(
  connection: Pick<Connection, 'options' | 'scripts'>,
  to: Mode,
  counts: CredentialCounts,
): ModeImpact {
  const from = modeOf(connection)
  const { with_password, made_here, without_password } = counts
  const users = with_password + without_password
  const has = (action: string): boolean => (connection.scripts[action]?.source.trim() ?? '') !== ''
  const warnings: ImpactWarning[] = []
  let locked_out = 0
  if (to === 'local' && from !== 'local') {
    locked_out = without_password
    warnings.push(...leavingLegacyStore(without_password))
  }
  if (to === 'legacy' && from !== 'legacy') {
    locked_out = has('login') ? made_here : users
    warnings.push(...returningToLegacyStore(made_here, with_password - made_here))
  }
  if (to !== 'local' && !has('login')) {
    const people = to === 'legacy' ? users : without_password
    if (to === 'import') locked_out = without_password
    warnings.push({ code: 'no_login_script', people, message: withoutLogin(people) })
  }
  if (to === 'import' && !has('get_user')) warnings.push(WITHOUT_GET_USER)
  return { from, to, users, with_password, locked_out, warnings }
}

function leavingLegacyStore(without_password: number): ImpactWarning[] {
  const unmigrated: ImpactWarning = {
    code: 'unmigrated_people',
    message: 'Users of the legacy store who are not migrated cannot sign in, and cannot reset a password.',
  }
  if (without_password === 0) return [unmigrated]
  const message = `${count(without_password, 'has', 'have')} no password in Ferry and could not sign in.`
  return [{ code: 'no_password_here', people: without_password, message }, unmigrated]
}

function returningToLegacyStore(made_here: number, migrated: number): ImpactWarning[] {
  const warnings: ImpactWarning[] = []
  if (made_here > 0) {
    const message = `${count(made_here, 'was', 'were')} created in Ferry: the login script does not know them.`
    warnings.push({ code: 'never_in_legacy_store', people: made_here, message })
  }
  if (migrated > 0) {
    const message = `${count(migrated, 'was', 'were')} migrated: the password in the legacy store counts again, if there is one.`
    warnings.push({ code: 'legacy_password_counts', people: migrated, message })
  }
  return warnings
}

const withoutLogin = (people: number): string =>
  `The connection has no login script, so the legacy store cannot be asked. ${count(people, 'depends', 'depend')} on it.`

const WITHOUT_GET_USER: ImpactWarning = {
  code: 'no_get_user_script',
  message:
    'The connection has no get_user script: sign-ups, new email addresses and password resets of users who are not migrated fail.',
}

const count = (people: number, one: string, several: string): string =>
  `${people.toLocaleString('en')} ${people === 1 ? `user ${one}` : `users ${several}`}`

/**
 * Whether a change takes the context away from scripts. Scripts that were written for the context would take the callback
 * for it.
 */
export function dropsScriptContext(
  current: Pick<Connection, 'options'>,
  next: Connection['options'],
): boolean {
  return current.options.enable_script_context === true && next.enable_script_context !== true
}

/** @returns text for the tenant's log about users whom a change cuts off; undefined when it cuts off nobody */
export function transitionWarning(
  before: Connection,
  after: Connection,
  counts: CredentialCounts,
): string | undefined {
  const to = modeOf(after)
  if (modeOf(before) === to) return undefined
  const { from, warnings } = impactOf(before, to, counts)
  const messages = warnings.map(({ message }) => message)
  return messages.length > 0 ? `The connection went from ${from} to ${to}. ${messages.join(' ')}` : undefined
}
