import { afterAll, beforeAll, describe } from 'vitest'
import type { Store } from '../../../server/store/contract.ts'
import { describeAttempts } from './contract/attempts.ts'
import { describeAuthorizationCodes } from './contract/authorization-codes.ts'
import { describeBuckets } from './contract/buckets.ts'
import { describeClientCredentials } from './contract/client-credentials.ts'
import { describeClients } from './contract/clients.ts'
import { describeConnections } from './contract/connections.ts'
import { describeConsents } from './contract/consents.ts'
import { describeCustomDomains } from './contract/custom-domains.ts'
import { describeDurability } from './contract/durability.ts'
import { describeLedger } from './contract/ledger.ts'
import { describeLegacyTotals } from './contract/legacy-totals.ts'
import { describeLinking } from './contract/linking.ts'
import { describeLoginAliases } from './contract/login-aliases.ts'
import { describeLoginPages } from './contract/login-pages.ts'
import { describeLogins } from './contract/logins.ts'
import { describeLogoutCalls } from './contract/logout-calls.ts'
import { describeLogs } from './contract/logs.ts'
import { describeMails } from './contract/mails.ts'
import { describeMemberLinks } from './contract/member-links.ts'
import { describeMembers } from './contract/members.ts'
import { describeOneTime } from './contract/one-time.ts'
import { describePages } from './contract/pages.ts'
import { describePersonSessions } from './contract/person-sessions.ts'
import { describePromptTexts } from './contract/prompt-texts.ts'
import { describeProviderTokens } from './contract/provider-tokens.ts'
import { describeRaces } from './contract/races.ts'
import { describeRefreshTokens } from './contract/refresh-tokens.ts'
import { describeResourceServers } from './contract/resource-servers.ts'
import { describeRuns } from './contract/runs.ts'
import { describeSessionEnds } from './contract/session-ends.ts'
import { describeSigningKeys } from './contract/signing-keys.ts'
import { describeTenancy } from './contract/tenancy.ts'
import { describeTenants } from './contract/tenants.ts'
import { describeTexts } from './contract/texts.ts'
import { describeTickets } from './contract/tickets.ts'
import { describeTurns } from './contract/turns.ts'
import { describeUserChanges } from './contract/user-changes.ts'
import { describeUsers } from './contract/users.ts'
import { describeVersions } from './contract/versions.ts'
import { describeWakes } from './contract/wakes.ts'

/** A place that stores are opened on, one at a time. */
export interface Backend {
  /** Opens what is there. */
  open(): Promise<Store>
  /** Takes it away; no store is open on it. */
  dispose(): Promise<void>
}

/** What every store does, whatever its engine. Each test has a tenant of its own. */
export function describeStore(name: string, create: () => Promise<Backend>): void {
  describe(name, () => {
    let backend: Backend
    let store: Store

    beforeAll(async () => {
      backend = await create()
      store = await backend.open()
    })
    afterAll(async () => {
      await store.close()
      await backend.dispose()
    })

    const opened = () => store
    describeConnections(opened)
    describeVersions(opened)
    describeUsers(opened)
    describeUserChanges(opened)
    describeLinking(opened)
    describeLoginAliases(opened)
    describeProviderTokens(opened)
    describeTickets(opened)
    describePromptTexts(opened)
    describeLogins(opened)
    describeAttempts(opened)
    describePages(opened)
    describeClients(opened)
    describeSigningKeys(opened)
    describeRefreshTokens(opened)
    describePersonSessions(opened)
    describeLogoutCalls(opened)
    describeClientCredentials(opened)
    describeConsents(opened)
    describeAuthorizationCodes(opened)
    describeOneTime(opened)
    describeLoginPages(opened)
    describeSessionEnds(opened)
    describeResourceServers(opened)
    describeCustomDomains(opened)
    describeTenants(opened)
    describeRuns(opened)
    describeLedger(opened)
    describeLegacyTotals(opened)
    describeLogs(opened)
    describeMails(opened)
    describeMembers(opened)
    describeMemberLinks(opened)
    describeBuckets(opened)
    describeTurns(opened)
    describeWakes(opened)
    describeTenancy(opened)
    describeRaces(opened)
    describeTexts(opened)
    describeDurability(create)
  })
}
