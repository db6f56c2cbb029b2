/** The sign-up flow, for users themselves and for administrators who create users. @module */
import { randomBytes } from 'node:crypto'
import { checkNewPassword, passwordRulesOf } from '../../password/policy.ts'
import type { StoredLogin } from '../../store/contract.ts'
import { isHistory } from '../decision/legacy-history.ts'
import { readIdentifiers } from '../identifiers/identifier-rules.ts'
import { modeOf } from '../mode/mode.ts'
import { defaultAttributes, persistentAttributes } from '../profile/profile.ts'
import { askScript } from '../script/ask-script.ts'
import { createInLegacyStore } from './create-in-legacy-store.ts'
import type { Person, SignUp, SignUpDeps, SignUpResult } from './person.ts'
import { madeBy } from './person.ts'
import { createSerialiser } from './serialiser.ts'

/** Creates users. */
export interface SignUpFlow {
  /**
   * Checks what was entered, without looking anybody up: the answer says nothing about who exists.
   *
   * @returns undefined when a sign-up with it may begin
   */
  check(request: SignUp): Promise<Extract<SignUpResult, { kind: 'invalid' | 'weak_password' }> | undefined>
  /**
   * @throws {StoreUnavailable} nobody was stored
   * @throws {ApiError} temporarily_unavailable: too many hashes or sign-ups wait
   */
  signUp(request: SignUp): Promise<SignUpResult>
}

/** Creates the flow with its own table of sign-ups under way: one at a time per person. */
export function createSignUpFlow(deps: SignUpDeps): SignUpFlow {
  const { store, passwords } = deps
  const serialiser = createSerialiser()

  async function findLocal({ tenant, connection, identifiers }: Person): Promise<SignUpResult | undefined> {
    const find = (key: string | undefined): Promise<StoredLogin | undefined> =>
      key === undefined
        ? Promise.resolve(undefined)
        : store.findLogin(tenant.tenant_id, connection.connection_id, key)
    if (await find(identifiers.email_key)) return { kind: 'exists', by: 'email' }
    if (await find(identifiers.username_key)) return { kind: 'exists', by: 'username' }
    return undefined
  }

  /** @returns undefined when the legacy store has no such user */
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

  /** Looks for the email address, and for the username if there is one, because both must be free. */
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
      joins_migration: modeOf(connection) === 'import' && madeBy(person) === 'sign_up',
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
        return (await guard(person)) ?? (await findLocal(person)) ?? createInLegacyStore(deps, person)
    }
  }

  /** @returns the sign-up with its identifiers as they are stored, or the first rule that it breaks */
  async function read(
    request: SignUp,
  ): Promise<
    { kind: 'person'; person: Person } | Extract<SignUpResult, { kind: 'invalid' | 'weak_password' }>
  > {
    const typed = {
      email: request.email?.trim() || undefined,
      username: request.username?.trim() || undefined,
    }
    const names = readIdentifiers(request.connection, typed)
    if (names.kind === 'invalid') return names
    const { identifiers } = names
    const violation = await checkNewPassword(
      passwordRulesOf(request.connection.options),
      request.password,
      { ...request.profile, ...identifiers, user_metadata: request.user_metadata },
      [],
    )
    if (violation) return { kind: 'weak_password', violation }
    return { kind: 'person', person: { ...request, identifiers, typed } }
  }

  return {
    async check(request) {
      const result = await read(request)
      return result.kind === 'person' ? undefined : result
    },
    async signUp(request) {
      const result = await read(request)
      if (result.kind !== 'person') return result
      const { tenant, connection, identifiers } = result.person
      const name = identifiers.email_key ?? identifiers.username_key ?? ''
      return serialiser.run([tenant.tenant_id, connection.connection_id, name], () => make(result.person))
    },
  }
}
