/** Client grants: the scopes that a client may request by client credentials. @module */
import type { Listed, Page } from './paging.ts'

export interface ClientGrant {
  /** `cgr_` and 16 alphanumerics. */
  grant_id: string
  client_id: string
  audience: string
  scopes: string[]
  created_at: number
}

export interface ClientGrantFilter {
  client_id?: string
  audience?: string
}

export interface ClientGrantStore {
  createClientGrant(
    tenant_id: string,
    grant: Pick<ClientGrant, 'client_id' | 'audience' | 'scopes'>,
  ): Promise<{ kind: 'created'; grant: ClientGrant } | { kind: 'exists' } | { kind: 'no_client' }>
  findClientGrant(tenant_id: string, grant_id: string): Promise<ClientGrant | undefined>
  /** Every grant of the client. */
  listGrantsOfClient(tenant_id: string, client_id: string): Promise<ClientGrant[]>
  listClientGrants(tenant_id: string, filter: ClientGrantFilter, page: Page): Promise<Listed<ClientGrant>>
  updateClientGrant(tenant_id: string, grant_id: string, scopes: string[]): Promise<ClientGrant | undefined>
  /** @returns whether the grant existed */
  deleteClientGrant(tenant_id: string, grant_id: string): Promise<boolean>
}
