import type { User, UserStore } from '../contract.ts'
import { newEventId } from './ids.ts'
import type { PartContext } from './part.ts'

/** @see UserStore */
export function userPart({ engine, now }: PartContext): UserStore {
  return {
    findLogin: (tenant_id, connection_id, key) => engine.point('findLogin', tenant_id, connection_id, key),
    createUser: (tenant_id, user) => engine.write('createUser', tenant_id, user, newEventId(), now()),
    saveCachedLogin: (tenant_id, user, refresh) =>
      engine.write('saveCachedLogin', tenant_id, user, refresh, newEventId(), now()),
    recordLogin: (tenant_id, user_id, ip) => engine.write('recordLogin', tenant_id, user_id, ip, now()),
    replaceHash: (tenant_id, connection_id, external_id, old_hash, new_hash) =>
      engine.write('replaceHash', tenant_id, connection_id, external_id, old_hash, new_hash),
    findIdentity: (tenant_id, connection_id, external_id) =>
      engine.point('findIdentity', tenant_id, connection_id, external_id),
    findHolders: (tenant_id, { connection_id, external_id, user_id, email_key, username_key }) =>
      engine.point('findHolders', tenant_id, {
        connection_id,
        external_id,
        user_id,
        email_key,
        username_key,
      }),
    updateUser: (tenant_id, user_id, change) => engine.write('updateUser', tenant_id, user_id, change, now()),
    deleteUser: (tenant_id, user_id, { tombstone }) =>
      engine.write('deleteUser', tenant_id, user_id, tombstone, now()),
    isTombstoned: (tenant_id, connection_id, of) =>
      engine.point('isTombstoned', tenant_id, connection_id, of),
    listPasswordHashes: (tenant_id, connection_id, external_id, newest) =>
      engine.point('listPasswordHashes', tenant_id, connection_id, external_id, newest),
    findUser: (tenant_id, user_id) => engine.point('findUser', tenant_id, user_id),
    findUsersByEmail: (tenant_id, email) => engine.point('findUsersByEmail', tenant_id, email),
    async listUsers(tenant_id, filter, page) {
      const { items, ...rest } = await engine.scan('pageUsers', tenant_id, filter, page)
      const users: User[] = []
      for (const item of items) {
        const user = typeof item === 'string' ? await engine.point('findUser', tenant_id, item) : item
        if (user) users.push(user)
      }
      return { items: users, ...rest }
    },
    pageUsers: (tenant_id, filter, page) => engine.scan('pageUsers', tenant_id, filter, page),
    countUsers: (tenant_id, connection_id) => engine.scan('countUsers', tenant_id, connection_id),
  }
}
