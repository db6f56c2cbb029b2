/** Further sign-in names of identities, which the legacy store knows and the profile does not. @module */
import type { StoredLogin } from './users.ts'

/** A further sign-in name. */
export interface LoginAlias {
  connection_id: string
  /** Of the identity, without prefix. */
  external_id: string
  /** Normalised. */
  alias: string
  created_at: number
}

export interface LoginAliasStore {
  /**
   * The user who has the name as a further sign-in name. Emails and usernames outrank it: ask `findLogin` first.
   *
   * @param key normalised
   */
  findAlias(tenant_id: string, connection_id: string, key: string): Promise<StoredLogin | undefined>
  /**
   * Gives an identity a further sign-in name, unless the identity has five, or the name is an email, a username or a further
   * login name of the connection.
   *
   * @returns whether it was written
   */
  addAlias(tenant_id: string, connection_id: string, external_id: string, key: string): Promise<boolean>
  /** Of all identities of the user, oldest first. */
  listAliases(tenant_id: string, user_id: string): Promise<LoginAlias[]>
  /** @returns whether the user had it */
  deleteAlias(tenant_id: string, user_id: string, connection_id: string, key: string): Promise<boolean>
}
