/** Signs a user up in legacy mode: the scripts create the user, and the store caches the profile. @module */

import { definedOnly } from '../../common/optional.ts'
import type { NewUser, User } from '../../store/contract.ts'
import { clashOf } from '../identifiers/clash.ts'
import type { ChosenIdentifiers } from '../identifiers/identifier-rules.ts'
import type { ScriptProfile } from '../profile/profile.ts'
import { persistentAttributes } from '../profile/profile.ts'
import { askAction } from '../script/ask-action.ts'
import { askScript } from '../script/ask-script.ts'
import type { Fields, Person, SignUpDeps, SignUpResult } from './person.ts'
import { madeBy } from './person.ts'

/** Runs `create`, then `login` to prove that it worked; the returned profile is cached. */
export async function createInLegacyStore(deps: SignUpDeps, person: Person): Promise<SignUpResult> {
  const { store, log } = deps
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
      return { kind: 'created', user: await blockedIfAsked(store, person, saved.user) }
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

/** Blocks the user if the caller asked for it: a cached profile of that id may have existed. */
async function blockedIfAsked(
  store: SignUpDeps['store'],
  { tenant, blocked = false }: Person,
  user: User,
): Promise<User> {
  if (!blocked || user.blocked) return user
  const result = await store.updateUser(tenant.tenant_id, user.user_id, { blocked })
  return result.kind === 'updated' ? result.user : user
}

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
