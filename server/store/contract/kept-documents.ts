/** Settings that Ferry keeps for deploy tools and does not obey. @module */
import type { Json } from '../../../runtime/index.ts'

export interface KeptDocumentStore {
  /** @param name the address below `/api/v2/` @returns undefined if nothing was saved */
  findKeptDocument(tenant_id: string, name: string): Promise<Json | undefined>
  saveKeptDocument(tenant_id: string, name: string, document: Json): Promise<void>
  deleteKeptDocument(tenant_id: string, name: string): Promise<void>
}
