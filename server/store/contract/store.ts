/**
 * What the server keeps, and every operation on it. Each method is confined to the tenant that it names.
 *
 * A write is acknowledged (its promise resolves) only when it is durable. Operations are whole: there are no
 * transactions that span calls. Times are milliseconds since the epoch. Ids are made by the caller's side of the store,
 * never by the engine.
 * @module
 */
import type { AttemptStore } from './attempts.ts'
import type { BucketStore } from './buckets.ts'
import type { ClientCredentialStore } from './client-credentials.ts'
import type { ClientGrantStore } from './client-grants.ts'
import type { ClientStore } from './clients.ts'
import type { ConnectionStore } from './connections.ts'
import type { ConsentStore } from './consents.ts'
import type { CustomDomainStore } from './custom-domains.ts'
import type { EmailTemplateStore } from './email-templates.ts'
import type { JobStore } from './jobs.ts'
import type { KeptDocumentStore } from './kept-documents.ts'
import type { LedgerStore } from './ledger.ts'
import type { LegacyTotalStore } from './legacy-totals.ts'
import type { LinkingStore } from './linking.ts'
import type { LoginAliasStore } from './login-aliases.ts'
import type { LoginPageStore } from './login-pages.ts'
import type { LogoutCallStore } from './logout-calls.ts'
import type { LogStore } from './logs.ts'
import type { MailStore } from './mails.ts'
import type { MemberLinkStore } from './member-links.ts'
import type { MemberStore } from './members.ts'
import type { OneTimeStore } from './one-time.ts'
import type { PersonSessionStore } from './person-sessions.ts'
import type { PromptTextStore } from './prompt-texts.ts'
import type { ProviderTokenStore } from './provider-tokens.ts'
import type { RefreshTokenStore } from './refresh-tokens.ts'
import type { ResourceServerStore } from './resource-servers.ts'
import type { RunStore } from './runs.ts'
import type { SigningKeyStore } from './signing-keys.ts'
import type { TenantStore } from './tenants.ts'
import type { TicketStore } from './tickets.ts'
import type { TurnStore } from './turns.ts'
import type { UserStore } from './users.ts'
import type { VersionStore } from './versions.ts'
import type { WakeStore } from './wakes.ts'

/** Any method rejects with `StoreUnavailable` while the store cannot serve: nothing was acknowledged. */
export interface Store
  extends TenantStore,
    ConnectionStore,
    VersionStore,
    UserStore,
    LinkingStore,
    LoginAliasStore,
    ProviderTokenStore,
    AttemptStore,
    ClientStore,
    SigningKeyStore,
    RunStore,
    LedgerStore,
    LegacyTotalStore,
    LogStore,
    MemberLinkStore,
    MemberStore,
    RefreshTokenStore,
    PersonSessionStore,
    OneTimeStore,
    LogoutCallStore,
    ClientCredentialStore,
    LoginPageStore,
    ConsentStore,
    ClientGrantStore,
    ResourceServerStore,
    CustomDomainStore,
    TicketStore,
    EmailTemplateStore,
    PromptTextStore,
    KeptDocumentStore,
    JobStore,
    BucketStore,
    MailStore,
    TurnStore,
    WakeStore {
  /** Resolves when reads and writes are both answered; gives up after 1.5 s. */
  ping(): Promise<void>
  /** Waits for writes under way, then closes. */
  close(): Promise<void>
}
