/** The sign-up flow, for people themselves and for administrators who make users. @module */

import { randomBytes } from 'node:crypto'
import type { Json } from '../../runtime/index.ts'
import { definedOnly } from '../common/optional.ts'
import type { PasswordViolation } from '../password/policy.ts'
import { checkNewPassword, passwordRulesOf } from '../password/policy.ts'
import type { Connection, MadeBy, NewUser, StoredLogin, Tenant, User } from '../store/contract.ts'
import { askAction } from './ask-action.ts'
import { askScript } from './ask-script.ts'
import { clashOf } from './clash.ts'
import type { MigrationDeps } from './deps.ts'
import type { ChosenIdentifiers, IdentifierProblem } from './identifier-rules.ts'
import { readIdentifiers } from './identifier-rules.ts'
import { isHistory } from './legacy-history.ts'
import { modeOf } from './mode.ts'
import type { ScriptProfile } from './profile.ts'
import { defaultAttributes, persistentAttributes } from './profile.ts'
import type { ScriptTrouble } from './run-script.ts'
import { createTurns } from './turns.ts'

type Fields = { [key: string]: Json }

/** Who is to be made. */
export interface SignUp {
  tenant: Pick<Tenant, 'tenant_id' | 'name'>
  connection: Connection
  /** Application that the person signs up at, or that makes the user: what the `create` script is told. */
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
  /** Without prefix; default: 24 random hex digits. In legacy mode the `login` script decides. */
  external_id?: string | undefined
  /** Fields for the `create` script alone. */
  custom?: Fields
  purpose: 'sign_up' | 'create_user'
}

/** How it ended. Nobody was stored unless `created`. */
export type SignUpResult =
  | { kind: 'created'; user: User }
  | { kind: 'exists'; by: 'email' | 'username' | 'user_id' }
  | ({ kind: 'invalid' } & IdentifierProblem)
  | { kind: 'weak_password'; violation: PasswordViolation }
  | { kind: 'missing_script'; message: string }
  | { kind: 'no_connection' }
  | ScriptTrouble

/** Makes users. */
export interface SignUpFlow {
  /**
   * @throws {StoreUnavailable} nobody was stored
   * @throws {ApiError} temporarily_unavailable: too many hashes or sign-ups wait
   */
  signUp(request: SignUp): Promise<SignUpResult>
}

interface Person extends SignUp {
  identifiers: ChosenIdentifiers
  /** As passed to scripts: as typed, trimmed. */
  typed: { email: string | undefined; username: string | undefined }
}

/** Creates the flow with its own table of sign-ups under way: of one person there is one at a time. */
export function createSignUpFlow(deps: MigrationDeps): SignUpFlow {
  const { store, passwords, log } = deps
  const turns = createTurns()

  async function findLocal({ tenant, connection, identifiers }: Person): Promise<SignUpResult | undefined> {
    const find = (key: string | undefined): Promise<StoredLogin | undefined> =>
      key === undefined
        ? Promise.resolve(undefined)
        : store.findLogin(tenant.tenant_id, connection.connection_id, key)
    if (await find(identifiers.email_key)) return { kind: 'exists', by: 'email' }
    if (await find(identifiers.username_key)) return { kind: 'exists', by: 'username' }
    return undefined
  }

  /** @returns undefined when the legacy store knows nobody of that name */
  async function findLegacy(
    { tenant, connection, password, purpose }: Person,
    by: 'email' | 'username',
    identifier: string,
  ): Promise<SignUpResult | undefined> {
    const answer = await askScript(deps, {
      tenant_id: tenant.tenant_id,
      connection,
      action: 'get_user',
      typed: { identifier, password },
      // That somebody has this name is all that matters, second factor or not.
      use: 'seen',
      purpose,
    })
    if (answer.kind === 'none') return undefined
    if (answer.kind !== 'profile') return answer
    const isFree = await isHistory(deps, tenant.tenant_id, connection, answer.profile)
    return isFree ? undefined : { kind: 'exists', by }
  }

  /** Asked by the name that people log in with; a username that is given is asked for too, since both must be free. */
  async function guard(person: Person): Promise<SignUpResult | undefined> {
    const { email, username } = person.typed
    const byEmail = email === undefined ? undefined : await findLegacy(person, 'email', email)
    if (byEmail || username === undefined) return byEmail
    // In legacy mode `create` itself answers for what must be unique there.
    if (email !== undefined && modeOf(person.connection) === 'legacy') return undefined
    return findLegacy(person, 'username', username)
  }

  async function createLocal(person: Person): Promise<SignUpResult> {
    const { connection, identifiers } = person
    const external_id = person.external_id ?? randomBytes(12).toString('hex')
    const password_hash = await passwords.hash(person.tenant.tenant_id, person.password)
    const result = await store.createUser(person.tenant.tenant_id, {
      connection_id: connection.connection_id,
      external_id,
      user_id: `auth0|${external_id}`,
      ...identifiers,
      email_verified: person.email_verified ?? false,
      password_hash,
      profile: {
        ...defaultAttributes({ ...identifiers, external_id }),
        ...persistentAttributes(connection, person.profile),
      },
      user_metadata: person.user_metadata,
      app_metadata: person.app_metadata,
      blocked: person.blocked,
      made_by: madeBy(person),
      logged_in: false,
    })
    switch (result.kind) {
      case 'created':
        return result
      case 'exists':
        return { kind: 'exists', by: result.by === 'external_id' ? 'user_id' : result.by }
      // A sign-up does not ask for tombstones: who comes by choice may.
      case 'tombstoned':
      case 'no_connection':
        return { kind: 'no_connection' }
    }
  }

  /** `create`, then `login` as the proof that it worked; the profile that this returns is cached. */
  async function createLegacy(person: Person): Promise<SignUpResult> {
    const { tenant, connection, identifiers, typed, password } = person
    const created = await askAction(deps, {
      tenant_id: tenant.tenant_id,
      connection,
      action: 'create',
      args: [scriptUser(person)],
      occasion: { kind: 'request' },
      secrets: [password],
      purpose: person.purpose,
    })
    if (created.kind === 'refused') return { kind: 'failed', code: 'script_error', log_id: created.run_id }
    if (created.kind !== 'done') return created
    const proof = await askScript(deps, {
      tenant_id: tenant.tenant_id,
      connection,
      action: 'login',
      typed: { identifier: typed.email ?? typed.username ?? '', password },
      purpose: person.purpose,
    })
    if (proof.kind === 'none') return { kind: 'failed', code: 'script_error', log_id: proof.run_id }
    if (proof.kind !== 'profile') return proof
    const { profile } = proof
    if (!isPerson(profile, identifiers))
      return { kind: 'failed', code: 'profile_mismatch', log_id: proof.run_id }
    const user = cachedUser(person, profile)
    const saved = await store.saveCachedLogin(tenant.tenant_id, user, {
      email: user.email,
      email_key: user.email_key,
      email_verified: user.email_verified,
      username: user.username,
      username_key: user.username_key,
      profile: user.profile,
      user_metadata: user.user_metadata,
      app_metadata: user.app_metadata,
    })
    switch (saved.kind) {
      case 'created':
      case 'refreshed':
        return { kind: 'created', user: await blockedIfAsked(person, saved.user) }
      case 'exists': {
        const { run_id: log_id } = proof
        const clash = clashOf(saved, connection, profile)
        log.warn('profile_conflict', {
          connection_id: connection.connection_id,
          run_id: log_id,
          by: saved.by,
        })
        return { kind: 'failed', code: 'profile_conflict', log_id, fault: { message: clash.message, clash } }
      }
      case 'tombstoned':
      case 'no_connection':
        return { kind: 'no_connection' }
    }
  }

  /** A cached profile of that id may have been there. */
  async function blockedIfAsked({ tenant, blocked = false }: Person, user: User): Promise<User> {
    if (!blocked || user.blocked) return user
    const result = await store.updateUser(tenant.tenant_id, user.user_id, { blocked })
    return result.kind === 'updated' ? result.user : user
  }

  async function make(person: Person): Promise<SignUpResult> {
    const { connection } = person
    switch (modeOf(connection)) {
      case 'local':
        return (await findLocal(person)) ?? createLocal(person)
      case 'import':
        return (await findLocal(person)) ?? (await guard(person)) ?? createLocal(person)
      case 'legacy':
        // The legacy store is asked first: a cached profile may be older than what it says. One that it denies holds
        // its name all the same, or its owner's record would become another person's.
        return (await guard(person)) ?? (await findLocal(person)) ?? createLegacy(person)
    }
  }

  return {
    async signUp(request) {
      const typed = {
        email: request.email?.trim() || undefined,
        username: request.username?.trim() || undefined,
      }
      const read = readIdentifiers(request.connection, typed)
      if (read.kind === 'invalid') return read
      const { identifiers } = read
      const violation = await checkNewPassword(
        passwordRulesOf(request.connection.options),
        request.password,
        { ...request.profile, ...identifiers, user_metadata: request.user_metadata },
        [],
      )
      if (violation) return { kind: 'weak_password', violation }
      const name = identifiers.email_key ?? identifiers.username_key ?? ''
      const { tenant, connection } = request
      return turns.take([tenant.tenant_id, connection.connection_id, name], () =>
        make({ ...request, identifiers, typed }),
      )
    },
  }
}

const madeBy = ({ purpose }: SignUp): MadeBy => (purpose === 'sign_up' ? 'sign_up' : 'administrator')

/** Whether the proof is of the person who was just made. The address decides; the username where one side has none. */
function isPerson({ email_key, username_key }: ScriptProfile, made: ChosenIdentifiers): boolean {
  if (email_key !== undefined && made.email_key !== undefined) return email_key === made.email_key
  return username_key !== undefined && username_key === made.username_key
}

/** What `create` is told. @see Auth0's "create" script */
function scriptUser(person: Person): Fields {
  const { tenant, connection, typed, profile } = person
  return {
    ...person.custom,
    ...profile,
    client_id: person.client_id,
    tenant: tenant.name,
    connection: connection.name,
    ...definedOnly({
      email: typed.email,
      username: typed.username,
      password: person.password,
      email_verified: person.email_verified,
    }),
    user_metadata: person.user_metadata,
    app_metadata: person.app_metadata,
  }
}

/** What the script returns wins over what was sent, but where root attributes never come from it. */
function cachedUser(
  person: Person,
  { returned: _returned, passed_on: _passed_on, ...profile }: ScriptProfile,
): NewUser {
  const { connection } = person
  const sent = persistentAttributes(connection, person.profile)
  const never = connection.options.set_user_root_attributes === 'never_on_login'
  return {
    ...profile,
    profile: never ? { ...profile.profile, ...sent } : { ...sent, ...profile.profile },
    user_metadata: { ...person.user_metadata, ...profile.user_metadata },
    app_metadata: { ...person.app_metadata, ...profile.app_metadata },
    connection_id: connection.connection_id,
    blocked: person.blocked,
    made_by: madeBy(person),
    logged_in: false,
  }
}
