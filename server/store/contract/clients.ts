/** Clients, and the keys that tokens are signed with. @module */
import type { Json } from '../../../runtime/index.ts'

export interface Client {
  tenant_id: string
  client_id: string
  name: string
  /** SHA-256 of a random secret of 256 bits, hex; undefined for a public client. */
  secret_sha256: string | undefined
  app_type: string | undefined
  grant_types: string[]
  /** May call `/api/v2/` with these scopes by client credentials; `*` = every scope. */
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

export interface ClientStore {
  createClient(client: Client): Promise<void>
  findClient(tenant_id: string, client_id: string): Promise<Client | undefined>
  listClients(tenant_id: string): Promise<Client[]>

  addSigningKey(key: SigningKey): Promise<void>
  /** Newest first. */
  listSigningKeys(tenant_id: string): Promise<SigningKey[]>
}
