/** Clashes of two users over an id, email or username: who has it, and how to resolve the clash. @module */
import type { Connection, CreateUserResult, User } from '../../store/contract.ts'
import { ownIdentity } from './own-identity.ts'

/**
 * The value that a profile needs, and the user who has it. For the tenant; applications only learn that there is a clash.
 */
export interface Clash {
  field: 'user_id' | 'email' | 'username'
  /** The user who has the value. */
  user_id: string
  /** The connection of that user. */
  connection_id: string
  connection: string
  /** Says what to change. It holds no value that a script returned. */
  message: string
}

type Held = Pick<Extract<CreateUserResult, { kind: 'exists' }>, 'by' | 'existing'>

/**
 * @param connection of the profile
 * @param profile undefined when a stored user is given a name that another user has
 */
export function clashOf(
  { by, existing }: Held,
  connection: Pick<Connection, 'connection_id' | 'name'>,
  profile: { external_id: string } | undefined,
): Clash {
  const { connection_id, name } = connection
  const identities = existing.identities.filter((one) => one.connection_id === connection_id)
  const is_same = identities.some((one) => one.external_id === profile?.external_id)
  const field = by === 'external_id' || is_same ? 'user_id' : by
  const own = ownIdentity(existing)
  const holder =
    identities.length > 0 ? { connection_id, connection: name } : (own ?? { connection_id, connection: name })
  return {
    field,
    user_id: existing.user_id,
    connection_id: holder.connection_id,
    connection: holder.connection,
    message: messageOf(field, existing, holder.connection, name, is_same),
  }
}

function messageOf(
  field: Clash['field'],
  { user_id }: User,
  holder: string,
  connection: string,
  is_same: boolean,
): string {
  if (is_same) {
    return `user_id is that of ${user_id}, who is in connection ${holder} already under another email or username. If this is the same person, change the email or username of that user; if not, return a user_id that belongs to one person alone.`
  }
  if (field === 'user_id') {
    return `user_id conflicts with ${user_id}, a user of connection ${holder}: ids are unique in the whole tenant. Return user_id with a prefix of its own, such as "${connection}|" before the id.`
  }
  return `${field} conflicts with ${user_id}, a user of connection ${holder}: only one user of a connection can have it. If this is the same person, return the user_id that this user has; if not, change the ${field} of one of them.`
}
