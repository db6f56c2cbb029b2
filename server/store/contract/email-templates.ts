/** A tenant's own mail templates. @module */
import type { Json } from '../../../runtime/index.ts'

/** As in Auth0's API; `{{ variable }}` is replaced by a value. */
export interface StoredEmailTemplate {
  enabled: boolean
  subject: string
  /** HTML. */
  body: string
  /** Plain text; undefined = derived from the body. */
  text?: string | undefined
  /** Fields that Ferry keeps but does not use. */
  kept?: { [name: string]: Json }
}

export interface EmailTemplateStore {
  findEmailTemplate(tenant_id: string, name: string): Promise<StoredEmailTemplate | undefined>
  saveEmailTemplate(tenant_id: string, name: string, template: StoredEmailTemplate): Promise<void>
}
