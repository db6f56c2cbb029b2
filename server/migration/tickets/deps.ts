/** The dependencies of flows with links and emails. @module */
import type { Mail } from '../../mail/mail.ts'
import type { Store, Tenant } from '../../store/contract.ts'
import type { Events } from '../../tenant-log/event-hub.ts'
import type { TextWork } from '../../text-work/text-work.ts'

/** The tenant that a request is for, and where its mails and log entries go. */
export interface FlowRequest {
  tenant: Tenant
  /** @returns what links start with: never the `Host` of the request (A8) */
  linkUrl(): Promise<string>
  mail: Mail
  events: Events
}

/** The dependencies of a link. */
export interface LinkDeps extends Pick<FlowRequest, 'tenant' | 'linkUrl'> {
  store: Pick<Store, 'createTicket'>
}

/** The dependencies of an email. */
export interface LetterDeps extends Pick<FlowRequest, 'tenant' | 'mail' | 'events'> {
  store: Pick<Store, 'readTenantSettings' | 'findEmailTemplate' | 'findClient'>
  text: Pick<TextWork, 'renderMailTemplate'>
}

/** The dependencies of an email with a link. */
export type LinkLetterDeps = LetterDeps & LinkDeps
