/** The sign-up flow, for users themselves and for administrators who create users. @module */
import { randomBytes } from 'node:crypto'
import type { Json } from '../../../runtime/index.ts'
import type { Passwords } from '../../password/hash.ts'
import type { PasswordViolation } from '../../password/policy.ts'
import { checkNewPassword, passwordRulesOf } from '../../password/policy.ts'
import type { Connection, MadeBy, NewUser, Store, StoredLogin, Tenant, User } from '../../store/contract.ts'
import { isHistory } from '../decision/legacy-history.ts'
import { clashOf } from '../identifiers/clash.ts'
import type { ChosenIdentifiers, IdentifierProblem } from '../identifiers/identifier-rules.ts'
import { readIdentifiers } from '../identifiers/identifier-rules.ts'
import { modeOf } from '../mode/mode.ts'
import type { ScriptProfile } from '../profile/profile.ts'
import { defaultAttributes, persistentAttributes } from '../profile/profile.ts'
import { askAction } from '../script/ask-action.ts'
import { askScript } from '../script/ask-script.ts'
import type { ScriptDeps } from '../script/deps.ts'
import type { ScriptTrouble } from '../script/run-script.ts'
import { createTurns } from './turns.ts'

type Fields = { [key: string]: Json }

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
  /** Without prefix; default: 24 random hex digits. In legacy mode the `login` script decides. */
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

/** What the flow needs of the server. */
export interface SignUpDeps extends ScriptDeps {
  store: ScriptDeps['store'] &
    Pick<
      Store,
      'findLogin' | 'findIdentity' | 'isTombstoned' | 'createUser' | 'saveCachedLogin' | 'updateUser'
    >
  passwords: Passwords
}

/** Creates users. */
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

/** Creates the flow with its own table of sign-ups under way: one at a time per person. */
export function createSignUpFlow(deps: SignUpDeps): SignUpFlow {
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

  /** @returns undefined when the legacy store knows no such user */
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
      // Only the existence of the user matters, not the second factors.
      use: 'seen',
      purpose,
    })
    if (answer.kind === 'none') return undefined
    if (answer.kind !== 'profile') return answer
    const isFree = await isHistory(deps, tenant.tenant_id, connection, answer.profile)
    return isFree ? undefined : { kind: 'exists', by }
  }

  /** Asks by the e-mail address, and by the username if one is given, since both must be free. */
  async function guard(person: Person): Promise<SignUpResult | undefined> {
    const { email, username } = person.typed
    const byEmail = email === undefined ? undefined : await findLegacy(person, 'email', email)
    if (byEmail || username === undefined) return byEmail
    // In legacy mode the `create` script itself refuses names that are taken there.
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
      // A sign-up does not check tombstones: a deleted user may sign up again.
      case 'tombstoned':
      case 'no_connection':
        return { kind: 'no_connection' }
    }
  }

  /** Runs `create`, then `login` to prove that it worked; the returned profile is cached. */
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

  /** A cached profile of that id may have existed. */
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
        // The legacy store is asked first, since a cached profile may be out of date. A cached profile that the legacy
        // store denies keeps its name all the same, or its owner's record would become another person's.
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

/**
 * Whether the returned profile belongs to the user who was just created: compared by address, or by username where one side
 * has no address.
 */
function isPerson({ email_key, username_key }: ScriptProfile, made: ChosenIdentifiers): boolean {
  if (email_key !== undefined && made.email_key !== undefined) return email_key === made.email_key
  return username_key !== undefined && username_key === made.username_key
}

/** The argument of the `create` script. @see Auth0's "create" script */
function scriptUser(person: Person): Fields {
  const { tenant, connection, typed, profile } = person
  return {
    ...person.custom,
    ...profile,
    client_id: person.client_id,
    tenant: tenant.name,
    connection: connection.name,
    ...(typed.email === undefined ? {} : { email: typed.email }),
    ...(typed.username === undefined ? {} : { username: typed.username }),
    password: person.password,
    ...(person.email_verified === undefined ? {} : { email_verified: person.email_verified }),
    user_metadata: person.user_metadata,
    app_metadata: person.app_metadata,
  }
}

/**
 * Merges the sent and the returned fields. The returned ones win, except for root attributes that never come from the
 * script.
 */
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
