import type { Secrets } from '../secrets/index.ts'
import type { Store } from './contract.ts'
import type { Engine } from './engine.ts'
import { attemptPart } from './parts/attempts.ts'
import { clientGrantPart } from './parts/client-grants.ts'
import { clientPart } from './parts/clients.ts'
import { connectionPart } from './parts/connections.ts'
import { emailTemplatePart } from './parts/email-templates.ts'
import { jobPart } from './parts/jobs.ts'
import { linkingPart } from './parts/linking.ts'
import { logPart } from './parts/logs.ts'
import { memberPart } from './parts/members.ts'
import type { PartContext } from './parts/part.ts'
import { refreshTokenPart } from './parts/refresh-tokens.ts'
import { runPart } from './parts/runs.ts'
import { tenantPart } from './parts/tenants.ts'
import { ticketPart } from './parts/tickets.ts'
import { userPart } from './parts/users.ts'

const DEFAULT_RUNS_KEPT = 1_000

/** What is the same for every engine. */
export interface StoreOptions {
  /** Runs of scripts kept in full, per connection. Default 1,000. */
  runs_kept?: number
  /** Milliseconds since the epoch. Default `Date.now`. */
  now?: () => number
}

/** The store over an engine: makes ids and times, seals what must be sealed before it reaches the engine (K1). */
export function createStore(engine: Engine, secrets: Secrets, options: StoreOptions = {}): Store {
  const { now = Date.now, runs_kept = DEFAULT_RUNS_KEPT } = options
  const context: PartContext = { engine, secrets, now, runs_kept }
  return {
    ping: () => engine.ping(),
    close: () => engine.close(),
    ...tenantPart(context),
    ...connectionPart(context),
    ...userPart(context),
    ...linkingPart(context),
    ...attemptPart(context),
    ...clientPart(context),
    ...clientGrantPart(context),
    ...refreshTokenPart(context),
    ...runPart(context),
    ...logPart(context),
    ...memberPart(context),
    ...ticketPart(context),
    ...emailTemplatePart(context),
    ...jobPart(context),
  }
}
