/** All migrations, oldest first. A released migration is never changed: add a new one. @module */
import { connections } from './0001-connections.ts'
import { users } from './0002-users.ts'
import { clients } from './0003-clients.ts'
import { runs } from './0004-runs.ts'
import { logs } from './0005-logs.ts'
import { userLife } from './0006-user-life.ts'
import { tickets } from './0007-tickets.ts'
import { attempts } from './0008-attempts.ts'
import { tokensAndTenants } from './0009-tokens-and-tenants.ts'
import { search } from './0010-search.ts'
import { members } from './0011-members.ts'
import { drafts } from './0012-drafts.ts'
import { fillSearch } from './0013-fill-search.ts'
import { userFacts } from './0014-user-facts.ts'
import { draftSaves } from './0015-draft-saves.ts'
import { logQuotas } from './0016-log-quotas.ts'
import { recentSignIn } from './0017-recent-sign-in.ts'
import { undoableFailures } from './0018-undoable-failures.ts'
import { showAsButton } from './0019-show-as-button.ts'
import { plainConfiguration } from './0020-plain-configuration.ts'
import { runsOfLogEntries } from './0021-runs-of-log-entries.ts'
import { loginAliases } from './0022-login-aliases.ts'
import { providerTokens } from './0023-provider-tokens.ts'
import { countsWithoutHotRows } from './0024-counts-without-hot-rows.ts'
import { logPositions } from './0025-log-positions.ts'
import { serverTurns } from './0026-server-turns.ts'
import { mails } from './0027-mails.ts'
import { setupTokens } from './0028-setup-tokens.ts'
import { sharedBuckets } from './0029-shared-buckets.ts'
import { personSessions } from './0030-person-sessions.ts'
import { refreshTokensOfSessions } from './0031-refresh-tokens-of-sessions.ts'
import { rotatingKeys } from './0032-rotating-keys.ts'
import { customDomains } from './0033-custom-domains.ts'
import { resourceServers } from './0034-resource-servers.ts'
import { oneTime } from './0035-one-time.ts'
import { consents } from './0036-consents.ts'
import { logoutCalls } from './0037-logout-calls.ts'
import { clientCredentials } from './0038-client-credentials.ts'
import { promptTexts } from './0039-prompt-texts.ts'
import { keptDocuments } from './0040-kept-documents.ts'
import { migrationLedger } from './0041-migration-ledger.ts'
import { legacyTotals } from './0042-legacy-totals.ts'
import { restOfTheFrontDoor } from './0043-rest-of-the-front-door.ts'
import { findingLogEntries } from './0044-finding-log-entries.ts'
import { memberLinks } from './0045-member-links.ts'
import { legacyCounts } from './0048-legacy-counts.ts'
import type { Migration } from './migration.ts'

export const MIGRATIONS: readonly Migration[] = [
  connections,
  users,
  clients,
  runs,
  logs,
  userLife,
  tickets,
  attempts,
  tokensAndTenants,
  search,
  members,
  drafts,
  fillSearch,
  userFacts,
  draftSaves,
  logQuotas,
  recentSignIn,
  undoableFailures,
  showAsButton,
  plainConfiguration,
  runsOfLogEntries,
  loginAliases,
  providerTokens,
  countsWithoutHotRows,
  logPositions,
  serverTurns,
  mails,
  setupTokens,
  sharedBuckets,
  personSessions,
  refreshTokensOfSessions,
  rotatingKeys,
  customDomains,
  resourceServers,
  oneTime,
  consents,
  logoutCalls,
  clientCredentials,
  promptTexts,
  keptDocuments,
  migrationLedger,
  legacyTotals,
  restOfTheFrontDoor,
  findingLogEntries,
  memberLinks,
  legacyCounts,
]
