/** Public keys by which clients prove themselves (private_key_jwt). @module */
import type { Json } from '../../../runtime/index.ts'

/** How a client may sign. */
export const CREDENTIAL_ALGORITHMS = ['RS256', 'RS384', 'PS256'] as const

export interface ClientCredential {
  /** `cred_` and 16 alphanumerics. */
  credential_id: string
  client_id: string
  name: string
  /** Names the key in the header of assertions; no other key of the client has it. */
  kid: string
  alg: (typeof CREDENTIAL_ALGORITHMS)[number]
  public_jwk: { readonly [member: string]: Json }
  /** Milliseconds since the epoch; undefined = never. */
  expires_at: number | undefined
  created_at: number
  updated_at: number
}

export type NewClientCredential = Omit<ClientCredential, 'credential_id' | 'created_at' | 'updated_at'>

export type CreateCredentialResult =
  | { kind: 'created'; credential: ClientCredential }
  /** The client has a key of that `kid`. */
  | { kind: 'kid_taken' }
  | { kind: 'too_many' }
  | { kind: 'no_client' }

export interface ClientCredentialStore {
  /** @param most keys of one client */
  createClientCredential(
    tenant_id: string,
    credential: NewClientCredential,
    most: number,
  ): Promise<CreateCredentialResult>
  /** All of the client's, oldest first. A point read. */
  listClientCredentials(tenant_id: string, client_id: string): Promise<ClientCredential[]>
  updateClientCredential(
    tenant_id: string,
    client_id: string,
    credential_id: string,
    change: { expires_at: number | undefined },
  ): Promise<ClientCredential | undefined>
  /** @returns whether it existed */
  deleteClientCredential(tenant_id: string, client_id: string, credential_id: string): Promise<boolean>
}
