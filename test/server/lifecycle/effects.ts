/** What each effect of the matrix makes of the stored row. @module */
import type { Effect } from './cells.ts'
import type { Place } from './place.ts'
import { NEW, OLD } from './place.ts'
import type { Stored } from './stored.ts'

/** The row afterwards. `password`: what its new hash must verify; without it the hash is that of before. */
export interface After extends Stored {
  password?: string
}

type User = NonNullable<Stored['user']>

/** @returns what must be stored after an effect on what was stored before */
export function after(effect: Effect, before: Stored, place: Place): After {
  const changed = (change: Partial<User>, more: Partial<After> = {}): After => {
    if (!before.user) throw new Error('there is nobody to change')
    return { ...before, user: { ...before.user, ...change }, ...more }
  }
  const moved = { migrated: before.migrated + 1 }
  const login = { logins_count: (before.user?.logins_count ?? 0) + 1 }
  switch (effect) {
    case 'same':
      return before
    case 'removed':
      return {
        user: undefined,
        users: before.users - 1,
        migrated: before.migrated - (before.user?.migrated_by ? 1 : 0),
      }
    case 'login':
      return changed(login)
    case 'cached':
      return made(before, legacyUser(place, { logins_count: 1 }))
    case 'cached_unused':
      return made(before, legacyUser(place))
    case 'migrated':
      return {
        ...made(before, legacyUser(place, { logins_count: 1, migrated_by: 'login' })),
        ...moved,
        password: OLD,
      }
    case 'migrated_by_reset':
      return { ...made(before, legacyUser(place, { migrated_by: 'reset' })), ...moved, password: NEW }
    case 'refreshed':
      return changed({ ...said, ...login })
    case 'upgraded':
      return changed({ ...said, ...login, migrated_by: 'login' }, { ...moved, password: OLD })
    case 'upgraded_by_reset':
      return changed({ ...said, migrated_by: 'reset' }, { ...moved, password: NEW })
    case 'created':
      return { ...made(before, ownUser(place)), password: OLD }
    case 'password':
      return changed({ was_reset: true }, { password: NEW })
    case 'password_there':
      return changed({ was_reset: true })
    case 'email':
      return changed({ email: `new-${place.email}`, email_verified: false })
    case 'username':
      return changed({ username: `n-${place.username}` })
    case 'verified':
      return changed({ email_verified: true })
    case 'name':
      return changed({ name: 'Changed' })
    case 'metadata':
      return changed({ app_metadata: { changed: true } })
    case 'blocked':
      return changed({ blocked: place.state !== 'blocked' })
  }
}

const made = (before: Stored, user: User): Stored => ({ ...before, user, users: before.users + 1 })

/** What the legacy store says of a person who was here before; metadata that it does not name stays. */
const said = { email_verified: true, name: 'Legacy', app_metadata: { from: 'legacy' } } as const

function legacyUser({ external_id, email, username }: Place, more: Partial<User> = {}): User {
  return {
    user_id: `auth0|${external_id}`,
    external_id,
    email,
    username: username ?? null,
    ...said,
    user_metadata: {},
    blocked: false,
    logins_count: 0,
    was_reset: false,
    migrated_by: null,
    password_hash: null,
    ...more,
  }
}

/** Ids are random: the test reads them first. */
function ownUser({ email, username }: Place): User {
  return {
    user_id: '',
    external_id: '',
    email,
    email_verified: false,
    username: username ?? null,
    name: email,
    user_metadata: {},
    app_metadata: {},
    blocked: false,
    logins_count: 0,
    was_reset: false,
    migrated_by: null,
    password_hash: null,
  }
}
