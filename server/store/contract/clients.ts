/** Clients. @module */
import type { Json } from '../../../runtime/index.ts'
import type { Listed, Page } from './paging.ts'

export interface Client {
  tenant_id: string
  client_id: string
  name: string
  /** SHA-256 of a random secret of 256 bits, hex; undefined for a public client. */
  secret_sha256: string | undefined
  app_type: string | undefined
  grant_types: string[]
  /** `*` = every scope of the Management API. Other audiences have client grants. */
  api_scopes: string[]
  /** Fields that clients send and read back: callbacks, web_origins, allowed_logout_urls … */
  settings: { [key: string]: Json }
  created_at: number
  /** A stranger made it at `/oidc/register`. */
  is_registered?: true
}

/** The fields to change; a missing field stays. */
export interface ClientChange {
  name?: string
  /** null removes the secret. */
  secret_sha256?: string | null
  app_type?: string | null
  grant_types?: string[]
  /** Only a start of the server changes it, for the client in its settings; no endpoint does. */
  api_scopes?: string[]
  /** Replaces the fields that it names; null removes one. */
  settings?: { [key: string]: Json }
}

export interface ClientFilter {
  /** Clients of any of these types. */
  app_types?: readonly string[]
}

export interface ClientStore {
  createClient(client: Client): Promise<void>
  /**
   * Creates a client at a start of the server; several servers may start at once.
   *
   * @param only_as_first does nothing when the tenant has a client that may call the whole API
   * @returns whether it was created: not when there is one of that id
   */
  createAdminClient(client: Client, only_as_first: boolean): Promise<boolean>
  /**
   * Creates a client that a stranger asked for.
   *
   * @param most clients of this kind that the tenant keeps
   * @returns whether it was created: not when there are as many
   */
  registerClient(client: Client, most: number): Promise<boolean>
  findClient(tenant_id: string, client_id: string): Promise<Client | undefined>
  /**
   * The client, with the IDs of database connections that it may use: two of them if there are more. A point read of one
   * statement, which every request of a sign-in makes.
   */
  findClientToSignIn(
    tenant_id: string,
    client_id: string,
  ): Promise<{ client: Client; connection_ids: string[] } | undefined>
  /** All of them, oldest first. */
  listClients(tenant_id: string): Promise<Client[]>
  pageClients(tenant_id: string, filter: ClientFilter, page: Page): Promise<Listed<Client>>
  /** The same page as ids. */
  pageClientIds(tenant_id: string, filter: ClientFilter, page: Page): Promise<Listed<string>>
  updateClient(tenant_id: string, client_id: string, change: ClientChange): Promise<Client | undefined>
  /** Deletes its grants and refresh tokens too, and removes it from connections. @returns whether the client existed */
  deleteClient(tenant_id: string, client_id: string, actor: string): Promise<boolean>
}
