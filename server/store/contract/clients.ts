/** Clients, and the keys that tokens are signed with. @module */
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
  /** `*` = every scope of the Management API. For others it is their client grants that count. */
  api_scopes: string[]
  /** Fields that clients send and read back: callbacks, web_origins, allowed_logout_urls … */
  settings: { [key: string]: Json }
  created_at: number
}

/** A key for RS256; the private part is sealed at rest. */
export interface SigningKey {
  tenant_id: string
  kid: string
  /** JWK with the private members. */
  private_jwk: { [key: string]: Json }
  public_jwk: { [key: string]: Json }
  created_at: number
}

/** What is to be different; a missing field stays. */
export interface ClientChange {
  name?: string
  /** null: the client has no secret any more. */
  secret_sha256?: string | null
  app_type?: string | null
  grant_types?: string[]
  /** No endpoint changes it: only a start of the server with the client in its settings. */
  api_scopes?: string[]
  /** Replaces the fields that it names; null removes one. */
  settings?: { [key: string]: Json }
}

export interface ClientFilter {
  /** Any of these. */
  app_types?: readonly string[]
}

export interface ClientStore {
  createClient(client: Client): Promise<void>
  findClient(tenant_id: string, client_id: string): Promise<Client | undefined>
  /** All of them, oldest first. */
  listClients(tenant_id: string): Promise<Client[]>
  pageClients(tenant_id: string, filter: ClientFilter, page: Page): Promise<Listed<Client>>
  /** The same page, of ids. */
  pageClientIds(tenant_id: string, filter: ClientFilter, page: Page): Promise<Listed<string>>
  updateClient(tenant_id: string, client_id: string, change: ClientChange): Promise<Client | undefined>
  /** Its grants and refresh tokens go with it, and no connection names it any more. @returns whether there was one */
  deleteClient(tenant_id: string, client_id: string, actor: string): Promise<boolean>

  addSigningKey(key: SigningKey): Promise<void>
  /** Newest first. */
  listSigningKeys(tenant_id: string): Promise<SigningKey[]>
}
