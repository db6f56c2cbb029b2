/** What endpoints work with. @module */
import type { FairQueue, Runtime } from '../../../runtime/index.ts'
import type { Background, BackgroundHub } from '../../common/background.ts'
import type { Clock } from '../../common/clock.ts'
import type { DiskWatch } from '../../common/disk.ts'
import type { ServerLog } from '../../common/log.ts'
import type { Mail, MailHub } from '../../mail/mail.ts'
import type { FlowHub, Flows } from '../../migration/flows.ts'
import type { Passwords } from '../../password/hash.ts'
import type { Protection } from '../../protection/protection.ts'
import type { SignInsEverywhere } from '../../protection/sign-ins-everywhere.ts'
import type { SampleService } from '../../sample/service.ts'
import type { Secrets } from '../../secrets/index.ts'
import type { Store } from '../../store/contract.ts'
import type { TenantContext, Tenants } from '../../tenancy/tenants.ts'
import type { ReadTxtRecords } from '../../tenancy/txt-records.ts'
import type { EventFeed, EventHub, Events, Origin } from '../../tenant-log/event-hub.ts'
import type { TextWork } from '../../text-work/text-work.ts'
import type { OpenStreams } from './open-streams.ts'
import type { RateLimits } from './rate-limits.ts'

/** What endpoints share, for as long as the server runs. */
export interface ServerDeps {
  store: Store
  runtime: Pick<Runtime, 'run' | 'redactValues' | 'retire' | 'checkAddress'>
  passwords: Passwords
  /** Seals what travels with a browser. */
  secrets: Pick<Secrets, 'sealMessage' | 'openMessage'>
  flows: FlowHub
  tenants: Tenants
  protection: Protection
  signIns: SignInsEverywhere
  rateLimits: RateLimits
  mail: MailHub
  text: TextWork
  background: BackgroundHub
  events: EventHub
  openStreams: OpenStreams
  sample: SampleService
  disk: Pick<DiskWatch, 'state'>
  /** Queue of the responses that are long lists. */
  longLists: FairQueue
  log: ServerLog
  clock: Clock
  readTxtRecords: ReadTxtRecords
  isDraining(): boolean
  /** Whether a tenant may show a sign-in page that it wrote itself. @param name of the tenant */
  mayHaveClassicPage(name: string): boolean
  /** Address of the sender of emails; undefined: emails become files. */
  email_from: string | undefined
  /** How long a script may run. */
  script_timeout_ms: number
}

/** What an endpoint works with during one request: all of the above, limited to the request's tenant. */
export interface Deps
  extends Omit<ServerDeps, 'tenants' | 'events' | 'mail' | 'background' | 'flows'>,
    TenantContext {
  /** @returns public address of any tenant, by its name */
  publicUrlOf: Tenants['publicUrlOf']
  domainProblem: Tenants['domainProblem']
  servesName: Tenants['servesName']
  mail: Mail
  flows: Flows
  background: Background
  events: Events
  feed: EventFeed
  /** Waits, for a bounded time, until the events of earlier requests are in the log. */
  logSettled: () => Promise<void>
  origin: Origin
}
