/** What a tenant's mails say in its own words. @module */
import type { Json } from '../../../runtime/index.ts'

/** As in Auth0's API; `{{ variable }}` stands for a value. */
export interface StoredEmailTemplate {
  enabled: boolean
  subject: string
  /** HTML. */
  body: string
  /** Undefined = made of the body. */
  text?: string | undefined
  /** Fields that are kept only. */
  kept?: { [name: string]: Json }
}

export interface EmailTemplateStore {
  findEmailTemplate(tenant_id: string, name: string): Promise<StoredEmailTemplate | undefined>
  saveEmailTemplate(tenant_id: string, name: string, template: StoredEmailTemplate): Promise<void>
}
