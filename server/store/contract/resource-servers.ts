/** Resource servers: the APIs of a tenant, whose identifiers are the audiences of access tokens. @module */
import type { Json } from '../../../runtime/index.ts'
import type { Listed, Page } from './paging.ts'

/** A scope of an API. */
interface ResourceServerScope {
  value: string
  description?: string | undefined
}

export interface ResourceServer {
  /** `api_` and 16 alphanumerics. */
  resource_server_id: string
  /** The audience of its tokens: any text, unique in the tenant, never changed. */
  identifier: string
  name: string
  scopes: ResourceServerScope[]
  /** Further settings under their names in Auth0's API; a missing one has its default. */
  settings: { [name: string]: Json }
  created_at: number
}

export type NewResourceServer = Pick<ResourceServer, 'identifier' | 'name' | 'scopes' | 'settings'>

/** The parts to change. Settings are merged at their first level; null removes one. */
export type ResourceServerChange = Partial<Pick<ResourceServer, 'name' | 'scopes' | 'settings'>>

export interface ResourceServerStore {
  createResourceServer(
    tenant_id: string,
    api: NewResourceServer,
  ): Promise<{ kind: 'created'; api: ResourceServer } | { kind: 'exists' }>
  /** @param key an ID, or an identifier: an ID wins */
  findResourceServer(tenant_id: string, key: string): Promise<ResourceServer | undefined>
  findResourceServerByIdentifier(tenant_id: string, identifier: string): Promise<ResourceServer | undefined>
  listResourceServers(
    tenant_id: string,
    filter: { identifiers?: readonly string[] },
    page: Page,
  ): Promise<Listed<ResourceServer>>
  updateResourceServer(
    tenant_id: string,
    resource_server_id: string,
    change: ResourceServerChange,
  ): Promise<ResourceServer | undefined>
  /**
   * Also deletes the client grants and the consents for it, and takes it out of the tenant's `default_audience`.
   *
   * @returns whether the API existed
   */
  deleteResourceServer(tenant_id: string, resource_server_id: string): Promise<boolean>
}
