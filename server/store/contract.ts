/**
 * What the server keeps, and every operation on it. Each method is confined to the tenant that it names.
 *
 * A write is acknowledged (its promise resolves) only when it is durable. Operations are whole: there are no
 * transactions that span calls. Times are milliseconds since the epoch. Ids are made by the caller's side of the store,
 * never by the engine.
 * @module
 */

import type { AttemptStore } from './contract/attempts.ts'
import type { ClientGrantStore } from './contract/client-grants.ts'
import type { ClientStore } from './contract/clients.ts'
import type { ConnectionStore } from './contract/connections.ts'
import type { EmailTemplateStore } from './contract/email-templates.ts'
import type { JobStore } from './contract/jobs.ts'
import type { LinkingStore } from './contract/linking.ts'
import type { LogStore } from './contract/logs.ts'
import type { MemberStore } from './contract/members.ts'
import type { RefreshTokenStore } from './contract/refresh-tokens.ts'
import type { RunStore } from './contract/runs.ts'
import type { TenantStore } from './contract/tenants.ts'
import type { TicketStore } from './contract/tickets.ts'
import type { UserStore } from './contract/users.ts'
import type { VersionStore } from './contract/versions.ts'

export type * from './contract/attempts.ts'
export type * from './contract/client-grants.ts'
export type * from './contract/clients.ts'
export type * from './contract/connections.ts'
export type * from './contract/email-templates.ts'
export type * from './contract/jobs.ts'
export type * from './contract/linking.ts'
export type * from './contract/logs.ts'
export type * from './contract/members.ts'
export type * from './contract/paging.ts'
export type * from './contract/refresh-tokens.ts'
export type * from './contract/runs.ts'
export type * from './contract/search.ts'
export type * from './contract/tenants.ts'
export type * from './contract/tickets.ts'
export type * from './contract/users.ts'
export type * from './contract/versions.ts'
export { BadMark, ReadTooSlow, StoreShareFull, StoreStartError, StoreUnavailable } from './errors.ts'

/** Any method rejects with `StoreUnavailable` while the store cannot serve: nothing was acknowledged. */
export interface Store
  extends TenantStore,
    ConnectionStore,
    VersionStore,
    UserStore,
    LinkingStore,
    AttemptStore,
    ClientStore,
    RunStore,
    LogStore,
    MemberStore,
    RefreshTokenStore,
    ClientGrantStore,
    TicketStore,
    EmailTemplateStore,
    JobStore {
  /** Resolves when reads and writes are both answered; gives up after 1.5 s. */
  ping(): Promise<void>
  /** Waits for writes under way, then closes. */
  close(): Promise<void>
}
