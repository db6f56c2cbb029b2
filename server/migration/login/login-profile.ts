/** The parts of a returned profile that a login stores. @module */
import { TEXT_ATTRIBUTES } from '../../common/root-attributes.ts'
import type { CachedProfile, Connection, NewUser, User } from '../../store/contract.ts'
import type { ScriptProfile } from '../profile/profile.ts'

/** The user that a first login creates. */
export function newUser(connection: Connection, profile: ScriptProfile, ip: string | undefined): NewUser {
  const { returned: _returned, passed_on: _passed_on, ...fields } = profile
  return { ...fields, connection_id: connection.connection_id, logged_in: true, last_ip: ip }
}

/** The attributes of the cached profile that a later login refreshes in legacy mode. */
export function refreshOf(
  connection: Connection,
  profile: ScriptProfile,
  known: User | undefined,
): CachedProfile {
  return {
    email: profile.email,
    email_key: profile.email_key,
    email_verified: profile.email_verified,
    username: profile.username,
    username_key: profile.username_key,
    profile: refreshedAttributes(connection, profile, known),
    ...(profile.returned.user_metadata ? { user_metadata: profile.user_metadata } : {}),
    ...(profile.returned.app_metadata ? { app_metadata: profile.app_metadata } : {}),
  }
}

/** `set_user_root_attributes` says whether later logins refresh the attributes that can be edited here. */
function refreshedAttributes(
  connection: Connection,
  profile: ScriptProfile,
  known: User | undefined,
): ScriptProfile['profile'] {
  const rule = connection.options.set_user_root_attributes
  if (!known || (rule !== 'on_first_login' && rule !== 'never_on_login')) return profile.profile
  const own = Object.entries(known.profile).filter(([name]) => Object.hasOwn(TEXT_ATTRIBUTES, name))
  return { ...profile.profile, ...Object.fromEntries(own) }
}

/** Whether the profile belongs to this stored user, in this connection. */
export function isIdentity(user: User, connection: Connection, profile: ScriptProfile): boolean {
  return user.identities.some(
    (identity) =>
      identity.connection_id === connection.connection_id && identity.external_id === profile.external_id,
  )
}

/** The user as this login shows it, with the attributes that are not stored. */
export function passOn(user: User, passed_on: ScriptProfile['passed_on']): User {
  return { ...user, profile: { ...user.profile, ...passed_on } }
}
