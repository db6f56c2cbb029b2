/** The person that a sign-up is about, and how it may end. @module */
import type { Json } from '../../../runtime/index.ts'
import type { Passwords } from '../../password/hash.ts'
import type { PasswordViolation } from '../../password/policy.ts'
import type { Connection, MadeBy, Store, Tenant, User } from '../../store/contract.ts'
import type { ChosenIdentifiers, IdentifierProblem } from '../identifiers/identifier-rules.ts'
import type { ScriptDeps } from '../script/deps.ts'
import type { ScriptTrouble } from '../script/run-script.ts'

/** JSON fields by name. */
export type Fields = { [key: string]: Json }

/** The user to create. */
export interface SignUp {
  tenant: Pick<Tenant, 'tenant_id' | 'name'>
  connection: Connection
  /** Application at which the user signs up, or that creates the user: passed to the `create` script. */
  client_id: string
  email?: string | undefined
  username?: string | undefined
  password: string
  /** Root attributes: name, nickname, given_name … */
  profile: Fields
  user_metadata: Fields
  app_metadata: Fields
  /** Administrators only; in legacy mode the `login` script decides. */
  email_verified?: boolean | undefined
  blocked?: boolean | undefined
  /** The ID without its prefix; default: 24 random hex digits. In legacy mode, the `login` script decides. */
  external_id?: string | undefined
  /** Fields that only the `create` script gets. */
  custom?: Fields
  purpose: 'sign_up' | 'create_user'
}

/** How it ended. A user was stored only if `created`. */
export type SignUpResult =
  | { kind: 'created'; user: User }
  | { kind: 'exists'; by: 'email' | 'username' | 'user_id' }
  | ({ kind: 'invalid' } & IdentifierProblem)
  | { kind: 'weak_password'; violation: PasswordViolation }
  | { kind: 'missing_script'; message: string }
  | { kind: 'no_connection' }
  | ScriptTrouble

/** The dependencies of the flow. */
export interface SignUpDeps extends ScriptDeps {
  store: ScriptDeps['store'] &
    Pick<
      Store,
      'findLogin' | 'findIdentity' | 'isTombstoned' | 'createUser' | 'saveCachedLogin' | 'updateUser'
    >
  passwords: Passwords
}

/** A sign-up with checked identifiers. */
export interface Person extends SignUp {
  identifiers: ChosenIdentifiers
  /** The identifiers as typed, trimmed; scripts receive these. */
  typed: { email: string | undefined; username: string | undefined }
}

/** @returns who created the user */
export const madeBy = ({ purpose }: SignUp): MadeBy => (purpose === 'sign_up' ? 'sign_up' : 'administrator')
